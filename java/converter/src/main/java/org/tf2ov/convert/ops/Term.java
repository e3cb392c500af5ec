package org.tf2ov.convert.ops;

import org.tf2ov.convert.OpNode;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Cos;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.Floor;
import org.tf2ov.ov.op.Greater;
import org.tf2ov.ov.op.GreaterEqual;
import org.tf2ov.ov.op.IsInf;
import org.tf2ov.ov.op.IsNaN;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.LessEqual;
import org.tf2ov.ov.op.Log;
import org.tf2ov.ov.op.LogicalAnd;
import org.tf2ov.ov.op.LogicalNot;
import org.tf2ov.ov.op.LogicalOr;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.Sign;
import org.tf2ov.ov.op.Sin;
import org.tf2ov.ov.op.Sqrt;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.tensor.ElementType;

/// A part of a formula: arithmetic on tensors that reads like arithmetic.
///
///     x / (1 + |x|)     is     x.over(x.abs().plus(1))
///
/// A number stands for a scalar of the term's own type. Tensors broadcast by the rule of NumPy.
record Term(GraphBuilder g, Value value) {
    /// Input `index` of a node.
    static Term input(OpNode node, int index, GraphBuilder g) {
        return new Term(g, node.input(index));
    }

    ElementType type() {
        return value.type().element();
    }

    /// A scalar of the same type.
    Term number(double number) {
        return new Term(g, g.scalar(type(), number));
    }

    /// Any operation on this term and others.
    Term then(Op op, Term... others) {
        Value[] inputs = new Value[others.length + 1];
        inputs[0] = value;
        for (int i = 0; i < others.length; i++) {
            inputs[i + 1] = others[i].value;
        }
        return new Term(g, g.add(op, inputs));
    }

    Term plus(Term other) {
        return then(new Add(), other);
    }

    Term plus(double number) {
        return plus(number(number));
    }

    Term minus(Term other) {
        return then(new Subtract(), other);
    }

    Term minus(double number) {
        return minus(number(number));
    }

    Term times(Term other) {
        return then(new Multiply(), other);
    }

    Term times(double number) {
        return times(number(number));
    }

    /// Integers are divided towards minus infinity.
    Term over(Term other) {
        return then(new Divide(true), other);
    }

    Term over(double number) {
        return over(number(number));
    }

    /// `1 / x`
    Term inverse() {
        return number(1).over(this);
    }

    Term negative() {
        return then(new Negative());
    }

    Term square() {
        return times(this);
    }

    Term power(Term exponent) {
        return then(new Power(), exponent);
    }

    Term abs() {
        return then(new Abs());
    }

    Term sign() {
        return then(new Sign());
    }

    Term floor() {
        return then(new Floor());
    }

    Term sqrt() {
        return then(new Sqrt());
    }

    Term exp() {
        return then(new Exp());
    }

    Term log() {
        return then(new Log());
    }

    Term sin() {
        return then(new Sin());
    }

    Term cos() {
        return then(new Cos());
    }

    Term max(Term other) {
        return then(new Maximum(), other);
    }

    Term max(double number) {
        return max(number(number));
    }

    Term min(Term other) {
        return then(new Minimum(), other);
    }

    Term min(double number) {
        return min(number(number));
    }

    Term less(Term other) {
        return then(new Less(), other);
    }

    Term less(double number) {
        return less(number(number));
    }

    Term atMost(Term other) {
        return then(new LessEqual(), other);
    }

    Term atMost(double number) {
        return atMost(number(number));
    }

    Term greater(Term other) {
        return then(new Greater(), other);
    }

    Term greater(double number) {
        return greater(number(number));
    }

    Term atLeast(Term other) {
        return then(new GreaterEqual(), other);
    }

    Term atLeast(double number) {
        return atLeast(number(number));
    }

    Term equal(Term other) {
        return then(new Equal(), other);
    }

    Term equal(double number) {
        return equal(number(number));
    }

    Term isNan() {
        return then(new IsNaN());
    }

    Term isInfinite() {
        return then(new IsInf(true, true));
    }

    Term and(Term other) {
        return then(new LogicalAnd(), other);
    }

    Term or(Term other) {
        return then(new LogicalOr(), other);
    }

    Term not() {
        return then(new LogicalNot());
    }

    /// This condition decides between two terms.
    Term choose(Term yes, Term no) {
        return then(new Select(), yes, no);
    }

    Term convert(ElementType to) {
        return type() == to ? this : then(new Convert(to));
    }

    /// `c[0] + c[1] x + c[2] x^2 + ...` by Horner's rule.
    Term polynomial(double... coefficients) {
        int last = coefficients.length - 1;
        if (last == 0) {
            return times(0).plus(coefficients[0]);
        }
        Term sum = times(coefficients[last]).plus(coefficients[last - 1]);
        for (int i = last - 2; i >= 0; i--) {
            sum = sum.times(this).plus(coefficients[i]);
        }
        return sum;
    }
}
