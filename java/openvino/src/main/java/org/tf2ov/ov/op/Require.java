package org.tf2ov.ov.op;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.tf2ov.graph.InferenceException;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// What an operation demands of its inputs; each demand that is not met becomes one sentence.
final class Require {
    private Require() {}

    /// @param sentence a format with a `%s` for each argument
    static void that(boolean condition, String sentence, Object... arguments) {
        if (!condition) {
            throw failure(sentence, arguments);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be the only use of its library
    static InferenceException failure(String sentence, Object... arguments) {
        return new InferenceException(String.format(sentence, arguments));
    }

    /// Exactly so many inputs.
    static void inputs(List<Value> inputs, int count) {
        inputs(inputs, count, count);
    }

    static void inputs(List<Value> inputs, int least, int most) {
        that(
                least <= inputs.size() && inputs.size() <= most,
                "it takes %s inputs and got %s",
                least == most
                        ? least
                        : most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most,
                inputs.size());
    }

    /// A rank that is one of these, where it is known.
    static void rank(String what, PartialShape shape, int... ranks) {
        boolean fits = !shape.hasRank();
        for (int rank : ranks) {
            fits |= shape.hasRank(rank);
        }
        if (!fits) {
            throw failure(
                    "%s must have rank %s and has the shape [%s]",
                    what,
                    Arrays.stream(ranks)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(" or ")),
                    shape);
        }
    }

    static void minimumRank(String what, PartialShape shape, int least) {
        that(
                !shape.hasRank() || shape.rank() >= least,
                "%s must have at least rank %s and has the shape [%s]",
                what,
                least,
                shape);
    }

    /// A scalar, or what may turn out to be one.
    static void scalar(String what, Value value) {
        that(
                !value.shape().isStatic() || value.shape().hasRank(0),
                "%s must be a scalar and is %s",
                what,
                value.type());
    }

    /// A scalar or a single element, or what may turn out to be one.
    static void scalarOrOne(String what, Value value) {
        that(
                !value.shape().hasRank()
                        || value.shape().hasRank(0)
                        || value.shape().hasRank(1) && value.shape().dimension(0).contains(1),
                "%s must be a scalar and is %s",
                what,
                value.type());
    }

    /// An integer element type, where it is known.
    static void integer(String what, Value value) {
        ElementType element = value.type().element();
        that(
                element == ElementType.DYNAMIC || element.isInteger(),
                "%s must be integers and is %s",
                what,
                value.type());
    }

    /// A floating point element type, where it is known.
    static void real(String what, Value value) {
        ElementType element = value.type().element();
        that(
                element == ElementType.DYNAMIC || element.isFloat(),
                "%s must be floating point and is %s",
                what,
                value.type());
    }

    /// A number of any kind, where the type is known.
    static void number(String what, Value value) {
        ElementType element = value.type().element();
        that(
                element == ElementType.DYNAMIC || element.isFloat() || element.isInteger(),
                "%s must be numbers and is %s",
                what,
                value.type());
    }

    /// Integers or booleans, where the type is known.
    static void bits(String what, Value value) {
        ElementType element = value.type().element();
        that(
                element == ElementType.DYNAMIC
                        || element == ElementType.BOOLEAN
                        || element.isInteger(),
                "%s must be integers or booleans and is %s",
                what,
                value.type());
    }

    static void bool(String what, Value value) {
        ElementType element = value.type().element();
        that(
                element == ElementType.DYNAMIC || element == ElementType.BOOLEAN,
                "%s must be boolean and is %s",
                what,
                value.type());
    }

    /// Numbers of type `i32` or `i64`, where it is known.
    static void indices(String what, Value value) {
        if (value.type().element() != ElementType.DYNAMIC) {
            indexType(what, value.type().element());
        }
    }

    /// `i32` or `i64`.
    static void indexType(String what, ElementType element) {
        that(
                element == ElementType.I32 || element == ElementType.I64,
                "%s must be i32 or i64 and is %s",
                what,
                element);
    }

    /// The element type that all these values have in common; one that is not known agrees with
    /// any.
    static ElementType sameElement(Value... values) {
        return sameElement(List.of(values));
    }

    static ElementType sameElement(List<Value> values) {
        ElementType common = ElementType.DYNAMIC;
        for (Value value : values) {
            ElementType element = value.type().element();
            if (common != ElementType.DYNAMIC
                    && element != ElementType.DYNAMIC
                    && element != common) {
                throw failure(
                        "its inputs must have one element type and have %s",
                        values.stream().map(v -> v.type().element()).toList());
            }
            common = common == ElementType.DYNAMIC ? element : common;
        }
        return common;
    }
}
