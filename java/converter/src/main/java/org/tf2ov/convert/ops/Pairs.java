package org.tf2ov.convert.ops;

import org.tf2ov.convert.OpNode;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Cosh;
import org.tf2ov.ov.op.Sinh;
import org.tf2ov.ov.op.Unsqueeze;

/// Complex numbers: a real and an imaginary part.
record Pairs(Term re, Term im) {
    /// The parts of what stands as pairs along a last dimension.
    static Pairs of(GraphBuilder g, Value pairs) {
        Formula f = new Formula(g);
        if (pairs.op() instanceof Concat(int axis)
                && axis == -1
                && pairs.node().inputs().size() == 2
                && pairs.input(0).op() instanceof Unsqueeze
                && pairs.input(1).op() instanceof Unsqueeze) {
            // What has just been joined need not be taken apart.
            return new Pairs(
                    new Term(g, pairs.input(0).input(0)), new Term(g, pairs.input(1).input(0)));
        }
        return new Pairs(
                new Term(g, f.gather(pairs, f.number(0), -1)),
                new Term(g, f.gather(pairs, f.number(1), -1)));
    }

    static Pairs input(OpNode node, int index, GraphBuilder g) {
        return node.isComplex(index) ? of(g, node.input(index)) : real(Term.input(node, index, g));
    }

    static Pairs real(Term re) {
        return new Pairs(re, re.times(0));
    }

    /// The pairs along a new last dimension, which the node marks as complex.
    Value joined(OpNode node) {
        GraphBuilder g = re.g();
        Formula f = new Formula(g);
        Value pairs = f.concat(-1, f.unsqueeze(re.value(), -1), f.unsqueeze(im.value(), -1));
        return node.complex(pairs);
    }

    Pairs plus(Pairs other) {
        return new Pairs(re.plus(other.re), im.plus(other.im));
    }

    Pairs plus(double number) {
        return new Pairs(re.plus(number), im);
    }

    Pairs minus(Pairs other) {
        return new Pairs(re.minus(other.re), im.minus(other.im));
    }

    Pairs negative() {
        return new Pairs(re.negative(), im.negative());
    }

    Pairs conjugate() {
        return new Pairs(re, im.negative());
    }

    Pairs times(Pairs other) {
        return new Pairs(
                re.times(other.re).minus(im.times(other.im)),
                re.times(other.im).plus(im.times(other.re)));
    }

    Pairs times(double number) {
        return new Pairs(re.times(number), im.times(number));
    }

    Pairs inverse() {
        Term square = re.square().plus(im.square());
        return new Pairs(re.over(square), im.negative().over(square));
    }

    Pairs over(Pairs other) {
        Term square = other.re.square().plus(other.im.square());
        Pairs product = times(other.conjugate());
        return new Pairs(product.re.over(square), product.im.over(square));
    }

    Term abs() {
        return re.square().plus(im.square()).sqrt();
    }

    Term angle() {
        return TfAtan2.angle(im, re);
    }

    Term isZero() {
        return re.equal(0).and(im.equal(0));
    }

    /// `e^a (cos b + i sin b)`
    Pairs exp() {
        Term size = re.exp();
        return new Pairs(size.times(im.cos()), size.times(im.sin()));
    }

    Pairs log() {
        return new Pairs(abs().log(), angle());
    }

    /// The root in the right half plane. The part that would be a small difference is computed from
    /// the other one.
    Pairs sqrt() {
        Term large = abs().plus(re.abs()).times(0.5).sqrt();
        Term small = large.equal(0).choose(large, im.abs().times(0.5).over(large));
        Term isRight = re.atLeast(0);
        Term height = isRight.choose(small, large);
        return new Pairs(
                isRight.choose(large, small), im.less(0).choose(height.negative(), height));
    }

    /// `sin(a + bi) = sin a cosh b + i cos a sinh b`
    Pairs sin() {
        return new Pairs(re.sin().times(im.then(new Cosh())), re.cos().times(im.then(new Sinh())));
    }

    Pairs cos() {
        return new Pairs(
                re.cos().times(im.then(new Cosh())),
                re.sin().times(im.then(new Sinh())).negative());
    }

    /// The same, turned by a quarter: `-i z`.
    Pairs clockwise() {
        return new Pairs(im, re.negative());
    }

    /// `i z`
    Pairs counterclockwise() {
        return new Pairs(im.negative(), re);
    }

    /// `(sinh 2a + i sin 2b) / (cosh 2a + cos 2b)`, which far from the imaginary axis is its sign.
    Pairs tanh() {
        Term a = re.max(-15).min(15).times(2);
        Term b = im.times(2);
        Term below = a.then(new Cosh()).plus(b.cos());
        return new Pairs(a.then(new Sinh()).over(below), b.sin().over(below));
    }
}
