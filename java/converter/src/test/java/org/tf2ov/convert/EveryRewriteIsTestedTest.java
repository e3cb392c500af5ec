package org.tf2ov.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tf2ov.convert.pass.Applies;
import org.tf2ov.convert.pass.ChannelsFirstInterface;
import org.tf2ov.convert.pass.OptimizeBodies;
import org.tf2ov.convert.pass.PreprocessInputs;
import org.tf2ov.convert.pass.RewriteContract;
import org.tf2ov.convert.pass.StaysAway;
import org.tf2ov.pass.Pass;
import org.tf2ov.pass.Rewriting;

/// Every rewrite and pass of [Stages] has a test of its name that is a [RewriteContract], with a
/// picture and a counter-example.
class EveryRewriteIsTestedTest {
    @Test
    void noneIsLeftOut() {
        Set<Class<?>> all = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        for (Pass pass : Stages.of(PreprocessInputs.NONE, ChannelsFirstInterface.NONE)) {
            if (pass instanceof Rewriting rewriting) {
                rewriting.rewrites().forEach(rewrite -> all.add(rewrite.getClass()));
            } else if (!(pass instanceof PreprocessInputs || pass instanceof OptimizeBodies)) {
                // The one is there to change the numbers, the other applies these passes to bodies.
                all.add(pass.getClass());
            }
        }
        List<String> missing = new ArrayList<>();
        all.forEach(each -> missing.addAll(missing(each)));

        assertEquals(List.of(), missing);
    }

    private static List<String> missing(Class<?> rewrite) {
        Class<?> test;
        try {
            test = Class.forName(rewrite.getName() + "Test");
        } catch (ClassNotFoundException _) {
            return List.of(rewrite.getSimpleName() + " has no test");
        }
        List<String> missing = new ArrayList<>();
        if (!RewriteContract.class.isAssignableFrom(test)) {
            missing.add(test.getSimpleName() + " is no RewriteContract");
        }
        for (Class<? extends Annotation> kind : List.of(Applies.class, StaysAway.class)) {
            boolean has =
                    Arrays.stream(test.getDeclaredMethods())
                            .anyMatch(method -> method.isAnnotationPresent(kind));
            if (!has) {
                missing.add(test.getSimpleName() + " has no @" + kind.getSimpleName());
            }
        }
        return missing;
    }
}
