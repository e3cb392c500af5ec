"""Random numbers: their shape and type can be compared, not their values."""

import numpy as np
import tensorflow as tf

from ops.fixture import TYPES, array, call, case, const, f32


def float_type(type):
    return tf.as_dtype(TYPES[type])


def random(op, name, build, *inputs):
    """Inputs are shapes unless floats are among them: their length is the rank of the result."""
    lengths = {} if any(not isinstance(i, np.ndarray) for i in inputs) else {"s": inputs[0].shape}
    case(op, name, build, *inputs, compare="shape", dynamic=lengths)


for op in ("RandomUniform", "RandomStandardNormal", "TruncatedNormal"):
    for type in ("f32", "f64", "f16"):
        random(op, type, lambda s, op=op, t=type: call(op, s, dtype=float_type(t), seed=1, seed2=2), array("i32", [2, 3]))
    random(op, "constant_shape", lambda x, op=op: call("Add", x, call(op, const(array("i32", [2, 3])), dtype=tf.float32, seed=1)), f32(2, 3))
    random(op, "shape_of_i64", lambda s, op=op: call(op, s, dtype=tf.float32, seed=1), array("i64", [4]))
    random(op, "shape_of_an_input", lambda x, op=op: call("Mul", x, call(op, call("Shape", x), dtype=tf.float32, seed=1)), f32(2, 3))
for type in ("i32", "i64"):
    random("RandomUniformInt", type, lambda s, a, b: call("RandomUniformInt", s, a, b, seed=1), array("i32", [2, 3]), array(type, 0), array(type, 9))
    random(
        "Multinomial",
        type,
        lambda x, t=type: call("Multinomial", x, const(array("i32", 5)), output_dtype=float_type(t), seed=1),
        f32(2, 4),
    )
random("RandomShuffle", "rows", lambda x: call("RandomShuffle", x, seed=1), f32(4, 3))
random("RandomGamma", "vector", lambda a: call("RandomGamma", const(array("i32", [3])), a, seed=1), f32(2).between(0.5, 2))
random("RandomPoissonV2", "vector", lambda a: call("RandomPoissonV2", const(array("i32", [3])), a, seed=1), f32(2).between(0.5, 2))
for op in ("StatelessRandomUniform", "StatelessRandomNormal", "StatelessTruncatedNormal"):
    random(op, "matrix", lambda s, op=op: call(op, s, const(array("i32", [3, 4]))), array("i32", [2, 3]))
random(
    "StatelessRandomUniformInt",
    "matrix",
    lambda s: call("StatelessRandomUniformInt", s, const(array("i32", [3, 4])), const(array("i32", 0)), const(array("i32", 9))),
    array("i32", [2, 3]),
)
for op in ("StatelessRandomUniformV2", "StatelessRandomNormalV2", "StatelessTruncatedNormalV2"):
    random(
        op,
        "matrix",
        lambda s, op=op: call(op, s, const(array("u64", [7])), const(array("u64", [1, 2])), const(array("i32", 1))),
        array("i32", [2, 3]),
    )
random("StatelessMultinomial", "matrix", lambda x: call("StatelessMultinomial", x, const(array("i32", 5)), const(array("i32", [3, 4]))), f32(2, 4))

# No chance is left where the range holds one value.
case(
    "RandomUniformInt",
    "one_value",
    lambda s: call("RandomUniformInt", s, const(array("i32", 4)), const(array("i32", 5)), seed=1),
    array("i32", [2, 3]),
    dynamic={"s": [2]},
)
# What seeds become is the business of each implementation.
for name, seed in (("i32", array("i32", [3, 4])), ("i64", array("i64", [5, -6]))):
    case("StatelessRandomGetKeyCounter", name, lambda s: call("StatelessRandomGetKeyCounter", s), seed, compare="shape", dynamic=False)
    case("StatelessRandomGetKeyCounterAlg", name, lambda s: call("StatelessRandomGetKeyCounterAlg", s), seed, compare="shape", dynamic=False)
case("StatelessRandomGetAlg", "one", lambda x: call("AddV2", x, call("StatelessRandomGetAlg")), array("i32", [1, 2]), compare="shape")


def by_key(op, seed, *more, **flags):
    key, counter = call("StatelessRandomGetKeyCounter", seed)
    return call(op, const(array("i32", [2, 3])), key, counter, const(array("i32", 1)), *more, **flags)


for op in ("StatelessRandomUniformV2", "StatelessRandomNormalV2", "StatelessTruncatedNormalV2"):
    case(op, "seed_is_constant", lambda x, op=op: call("AddV2", x, by_key(op, const(array("i32", [3, 4])))), f32(2, 3), compare="shape")
    case(op, "seed_is_an_input", lambda s, op=op: by_key(op, s), array("i32", [3, 4]), compare="shape", dynamic=False)
case(
    "StatelessRandomUniformIntV2",
    "seed_is_an_input",
    lambda s: by_key("StatelessRandomUniformIntV2", s, const(array("i32", 0)), const(array("i32", 9))),
    array("i32", [3, 4]),
    compare="shape",
    dynamic=False,
)
