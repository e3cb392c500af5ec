package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `OrdinaryCallSites`, which the build runs over the jars of the command line, changes nothing
/// that a program can see.
class OrdinaryCallSitesTest {
    private static final Path TOOL = Path.of("../java/cli/src/startup/OrdinaryCallSites.java");

    @TempDir private Path folder;

    @Test
    void recordsAndSwitchesDoTheSame() throws Exception {
        Path jar = jarOf(CallSites.class);
        compileAndRun(jar.toString());

        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> rewritten = loader.loadClass(CallSites.class.getName());
            assertNotSame(CallSites.class, rewritten);
            Object sample = rewritten.getConstructor().newInstance();
            assertEquals(new CallSites().get(), ((Supplier<?>) sample).get());
            for (String name : List.of("", "$Circle", "$Square", "$Pair", "$Nothing")) {
                String file = CallSites.class.getName().replace('.', '/') + name + ".class";
                try (InputStream in = loader.getResourceAsStream(file)) {
                    assertFalse(linksAtStart(in.readAllBytes()), name);
                }
            }
        }
    }

    /// Whether a class has call sites of the kinds that shall be gone.
    private static boolean linksAtStart(byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .anyMatch(element ->
                        element instanceof InvokeDynamicInstruction call
                                && (call.name().equalsString("typeSwitch")
                                        || call.name().equalsString("equals")
                                        || call.name().equalsString("hashCode")));
    }

    private Path jarOf(Class<?> type) throws Exception {
        Path jar = folder.resolve("sample.jar");
        Path classes =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .resolve(type.getPackageName().replace('.', '/'));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                var found = Files.newDirectoryStream(classes, "CallSites*")) {
            for (Path each : found) {
                out.putNextEntry(
                        new JarEntry(
                                type.getPackageName().replace('.', '/')
                                        + "/"
                                        + each.getFileName()));
                Files.copy(each, out);
            }
        }
        return jar;
    }

    private void compileAndRun(String jar) throws Exception {
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), TOOL.toString());
        assertEquals(0, code);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            long before = Files.size(Path.of(jar));
            loader.loadClass("OrdinaryCallSites")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {jar});
            assertTrue(Files.size(Path.of(jar)) != before, "it is rewritten");
        }
    }
}
