package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.Tanh;

/// One step of a long short-term memory as TensorFlow's blocks compute it.
///
/// Source: TensorFlow, `lstm_ops.cc`.
///
/// @param weights `[input + cells, 4 * cells]`
/// @param inputGate of the cell's own state, or null without peepholes
/// @param forgetGate likewise
/// @param outputGate likewise
/// @param forgetFirst whether the four gates are i, f, c, o; else they are i, c, f, o
/// @param clip the largest state, or no limit if it is not positive
record LstmStep(
        Value weights,
        Value bias,
        Value inputGate,
        Value forgetGate,
        Value outputGate,
        boolean forgetFirst,
        float forgetBias,
        float clip) {
    /// What a step gives, in the order of TensorFlow's outputs.
    record Result(Term i, Term state, Term f, Term o, Term ci, Term co, Term h) {
        List<Value> values() {
            return List.of(
                    i.value(),
                    state.value(),
                    f.value(),
                    o.value(),
                    ci.value(),
                    co.value(),
                    h.value());
        }
    }

    Result run(Formula formula, Value x, Value hidden, Value state) {
        GraphBuilder g = formula.g();
        Value both = formula.concat(1, x, hidden);
        Value product = g.add(new MatMul(false, false), both, weights);
        List<Value> gates =
                g.addAll("", new Split(4), List.of(formula.add(product, bias), g.scalar(1)));
        Term old = new Term(g, state);
        Term input = new Term(g, gates.get(0));
        Term cell = new Term(g, gates.get(forgetFirst ? 2 : 1));
        Term forget = new Term(g, gates.get(forgetFirst ? 1 : 2));
        Term output = new Term(g, gates.get(3));
        if (forgetBias != 0) {
            forget = forget.plus(forgetBias);
        }
        if (inputGate != null) {
            input = input.plus(old.times(new Term(g, inputGate)));
            forget = forget.plus(old.times(new Term(g, forgetGate)));
        }
        input = input.then(new Sigmoid());
        forget = forget.then(new Sigmoid());
        cell = cell.then(new Tanh());
        Term next = cell.times(input).plus(old.times(forget));
        if (clip > 0) {
            next = next.then(new Clamp(-clip, clip));
        }
        if (outputGate != null) {
            output = output.plus(next.times(new Term(g, outputGate)));
        }
        output = output.then(new Sigmoid());
        Term shown = next.then(new Tanh());
        return new Result(input, next, forget, output, cell, shown, output.times(shown));
    }
}
