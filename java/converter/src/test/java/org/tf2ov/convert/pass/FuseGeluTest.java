package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Erf;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.pass.Rewrite;

class FuseGeluTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseGelu());
    }

    /// The spellings of Keras, BERT, GPT-2 and JAX, in any order, with constants that may be
    /// others.
    @Override
    protected void draw(RandomGraph r) {
        Value x = r.input(r.shape(r.between(2, 4), 4));
        x = r.chance(0.3) ? r.add(new Add(), x, r.constant(1)) : x;
        double half = r.chance(0.9) ? 0.5 : 0.4;
        Value one = r.number(1);
        Value bell =
                switch (r.between(0, 4)) {
                    case 0 -> r.add(new Erf(), r.add(new Divide(true), x, r.number(Math.sqrt(2))));
                    case 1 ->
                            r.add(new Erf(), r.either(new Multiply(), x, r.number(Math.sqrt(0.5))));
                    case 2 ->
                            r.add(
                                    new Negative(),
                                    r.add(
                                            new Erf(),
                                            r.add(new Multiply(), x, r.number(-Math.sqrt(0.5)))));
                    case 3 -> {
                        Value cube = r.add(new Power(), x, r.number(r.chance(0.9) ? 3 : 2));
                        Value inner =
                                r.either(
                                        new Add(),
                                        x,
                                        r.either(new Multiply(), r.number(0.044715), cube));
                        yield r.add(
                                new Tanh(),
                                r.either(new Multiply(), r.number(Math.sqrt(2 / Math.PI)), inner));
                    }
                    default -> {
                        Value square = r.add(new Multiply(), x, x);
                        Value inner =
                                r.either(
                                        new Add(),
                                        one,
                                        r.either(new Multiply(), r.number(0.044715), square));
                        yield r.add(
                                new Tanh(),
                                r.either(
                                        new Multiply(),
                                        r.add(new Multiply(), x, r.number(0.7978845608)),
                                        inner));
                    }
                };
        Value y =
                switch (r.between(0, 2)) {
                    case 0 ->
                            r.either(
                                    new Multiply(),
                                    r.either(new Multiply(), x, r.number(half)),
                                    r.either(new Add(), one, bell));
                    case 1 ->
                            r.either(
                                    new Multiply(),
                                    x,
                                    r.either(
                                            new Multiply(),
                                            r.number(half),
                                            r.either(new Add(), one, bell)));
                    default ->
                            r.add(
                                    new Divide(true),
                                    r.either(
                                            new Multiply(),
                                            x,
                                            r.maybeUsed(r.either(new Add(), bell, one))),
                                    r.number(2));
                };
        r.result(y);
    }

    @Applies
    void theErrorFunctionAsKerasWritesIt() {
        Value x = parameter("x", -1, 4);
        Value half = node(new Multiply(), number(0.5), x);
        Value erf = node(new Erf(), node(new Divide(true), x, number(1.4142135)));

        assertBecomes(
"""
x = Parameter[type=f32[?,4]]() : f32[?,4]
y = Gelu[approximationMode=ERF](x) : f32[?,4]
return [y]
""",
                named("y", new Multiply(), half, node(new Add(), number(1), erf)));
    }

    @Applies
    void theTangentAsBertWritesIt() {
        Value x = parameter("x", -1, 4);
        Value cubic = node(new Multiply(), number(0.044715), node(new Power(), x, number(3)));
        Value tanh =
                node(
                        new Tanh(),
                        node(new Multiply(), number(0.7978845608), node(new Add(), x, cubic)));
        Value part = node(new Multiply(), number(0.5), node(new Add(), number(1), tanh));

        assertBecomes(
"""
x = Parameter[type=f32[?,4]]() : f32[?,4]
y = Gelu[approximationMode=TANH](x) : f32[?,4]
return [y]
""",
                named("y", new Multiply(), x, part));
    }

    @StaysAway
    void anotherFactorIsAnotherFunction() {
        Value x = parameter("x", -1, 4);
        Value erf = named("erf", new Erf(), named("scaled", new Multiply(), x, number(0.7)));
        Value part = named("part", new Add(), number(1), erf);

        assertStays(
                named("y", new Multiply(), named("half", new Multiply(), x, number(0.5)), part));
    }

    @StaysAway
    void anotherValueOutside() {
        Value x = parameter("x", -1, 4);
        Value erf = named("erf", new Erf(), named("scaled", new Multiply(), x, number(0.70710678)));
        Value part = named("part", new Add(), number(1), erf);

        assertStays(
                named(
                        "y",
                        new Multiply(),
                        named("half", new Multiply(), parameter("z", -1, 4), number(0.5)),
                        part));
    }
}
