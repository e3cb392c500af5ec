"""Special functions, bits, and other operators on numbers that few models have."""

import tensorflow as tf

from ops.elementwise import unary
from ops.fixture import TYPES, array, call, case, const, data, f32, i32, types

unary("Lgamma", 0.5, 6)
unary("Digamma", 0.5, 6)
unary("Erfinv", -0.9, 0.9)
unary("Ndtri", 0.05, 0.95)
for op in ("BesselI0", "BesselI0e", "BesselI1", "BesselI1e", "BesselJ0", "BesselJ1", "Dawsn", "Spence", "FresnelSin", "FresnelCos", "Expint"):
    unary(op, 0.25, 3)
for op in ("BesselK0", "BesselK0e", "BesselK1", "BesselK1e", "BesselY0", "BesselY1"):
    unary(op, 0.25, 3)
for op in ("Igamma", "Igammac", "Zeta"):
    case(op, "matrix", lambda a, x, op=op: call(op, a, x), f32(3, 4).between(1.25, 4), f32(3, 4).between(0.25, 5))
    case(op, "broadcast", lambda a, x, op=op: call(op, a, x), f32(3, 1).between(1.25, 4), f32(4).between(0.25, 5))
case("Polygamma", "matrix", lambda a, x: call("Polygamma", a, x), f32(3, 4).between(1, 3).whole(), f32(3, 4).between(1, 4))
case("Betainc", "matrix", lambda a, b, x: call("Betainc", a, b, x), f32(3, 4).between(0.5, 4), f32(3, 4).between(0.5, 4), f32(3, 4).between(0, 1))
case("NextAfter", "matrix", lambda a, b: call("NextAfter", a, b), f32(3, 4).nonzero(), f32(3, 4))
for type in types("PopulationCount"):
    case("PopulationCount", type, lambda x: call("PopulationCount", x), data(type, 3, 4))
for source, target, shape in (
    ("f32", "i32", (2, 3)),
    ("i32", "f32", (2, 3)),
    ("f32", "u8", (3,)),
    ("u8", "f32", (2, 4)),
    ("i64", "i32", (3,)),
    ("i32", "i64", (2, 2)),
    ("u8", "i8", (4,)),
    ("f16", "i16", (3,)),
):
    case("Bitcast", f"{source}_to_{target}", lambda x, t=target: call("Bitcast", x, type=tf.as_dtype(TYPES[t])), data(source, *shape).between(0, 2))
case("AccumulateNV2", "three", lambda a, b, c: call("AccumulateNV2", [a, b, c], shape=[2, 3]), f32(2, 3), f32(2, 3), f32(2, 3), dynamic=False)
case("GuaranteeConst", "matrix", lambda x: call("Add", x, call("GuaranteeConst", const(f32(2, 3)))), f32(2, 3))
case("Empty", "zeros", lambda s: call("Empty", s, dtype=tf.float32, init=True), array("i32", [2, 3]), dynamic={"s": [2]})
for type in ("f32", "i32", "bool"):
    case("ToBool", type, lambda x: call("ToBool", x), data(type))
case("ToBool", "zero", lambda x: call("ToBool", x), array("f32", 0.0))
case("ToBool", "vector", lambda x: call("ToBool", x), f32(3))
case("ToBool", "empty", lambda x: call("ToBool", x), f32(0))

for name, index in (("one", 7), ("vector", [5, 0, 11])):
    for type in ("i32", "i64"):
        case("UnravelIndex", f"{name}_{type}", lambda i, t=type: call("UnravelIndex", i, const(array(t, [3, 4]))), array(type, index))
case("UnravelIndex", "rank_3", lambda i: call("UnravelIndex", i, const(array("i32", [2, 3, 4]))), array("i32", [23, 0, 13]))
for boundaries in ([-1.0, 0.0, 1.0], [0.5], []):
    case("Bucketize", f"{len(boundaries)}_boundaries", lambda x, b=boundaries: call("Bucketize", x, boundaries=b), f32(3, 4))
for type in types("Bucketize"):
    if type != "f32":
        case("Bucketize", type, lambda x: call("Bucketize", x, boundaries=[-2.0, 0.0, 5.0]), data(type, 3, 4))
case("Bucketize", "on_the_boundary", lambda x: call("Bucketize", x, boundaries=[0.0, 1.0, 2.0]), array("f32", [0, 1, 2, -1, 3]))
for op in ("LowerBound", "UpperBound"):
    for out in ("i32", "i64"):
        case(
            op,
            "to_" + out,
            lambda s, v, op=op, t=out: call(op, s, v, out_type=tf.as_dtype(TYPES[t])),
            array("f32", [[0, 1, 1, 3, 9], [-2, 0, 4, 4, 4]]),
            array("f32", [[1, 3, 10], [-5, 4, 0]]),
        )
case("InTopK", "matrix", lambda x, t: call("InTopK", x, t, k=2), f32(4, 5).distinct(), i32(4).between(0, 4))
case("InTopKV2", "matrix", lambda x, t: call("InTopKV2", x, t, const(array("i32", 2))), f32(4, 5).distinct(), i32(4).between(0, 4))

case("ConcatOffset", "two", lambda: call("ConcatOffset", const(array("i32", 1)), [const(array("i32", [2, 2])), const(array("i32", [2, 3]))]))
case("ConcatOffset", "shapes_of_inputs", lambda x, y: call("ConcatOffset", const(array("i32", 1)), [call("Shape", x), call("Shape", y)]), f32(2, 2), f32(2, 3))
for source, target in (("NHWC", "NCHW"), ("NCHW", "NHWC")):
    flags = {"src_format": source, "dst_format": target}
    name = f"{source}_to_{target}".lower()
    case("DataFormatDimMap", name, lambda x, f=flags: call("DataFormatDimMap", x, **f), array("i32", [0, 1, 2, 3, -1]))
    case("DataFormatVecPermute", name, lambda x, f=flags: call("DataFormatVecPermute", x, **f), array("i32", [1, 2, 3, 4]))
    case("DataFormatVecPermute", name + "_pairs", lambda x, f=flags: call("DataFormatVecPermute", x, **f), i32(4, 2))
case("BroadcastGradientArgs", "column_and_row", lambda a, b: call("BroadcastGradientArgs", a, b), array("i32", [2, 1, 3]), array("i32", [4, 1]))
case(
    "TensorStridedSliceUpdate",
    "matrix",
    lambda x, v: call("TensorStridedSliceUpdate", x, *[const(array("i32", i)) for i in ([1, 0], [3, 4], [1, 2])], v),
    f32(4, 5),
    f32(2, 2),
)
for op in ("EluGrad", "LeakyReluGrad", "Relu6Grad", "ReluGrad", "SeluGrad", "SoftplusGrad", "SoftsignGrad"):
    case(op, "matrix", lambda g, x, op=op: call(op, g, x), f32(2, 3), f32(2, 3))
    case(op, "edges", lambda g, x, op=op: call(op, g, x), f32(5), array("f32", [0, 6, -1, 7, -0.5]))
    for type in types(op):
        if type in ("f16", "bf16", "f64"):
            case(op, type, lambda g, x, op=op: call(op, g, x), data(type, 2, 3), data(type, 2, 3))
case("LeakyReluGrad", "alpha", lambda g, x: call("LeakyReluGrad", g, x, alpha=0.7), f32(2, 3), f32(2, 3))
for op in ("InvGrad", "ReciprocalGrad", "RsqrtGrad", "SigmoidGrad", "SqrtGrad", "TanhGrad"):
    case(op, "matrix", lambda y, g, op=op: call(op, y, g), f32(2, 3).between(0.25, 2), f32(2, 3))
    for type in types(op):
        if type in ("f16", "bf16", "f64"):
            case(op, type, lambda y, g, op=op: call(op, y, g), data(type, 2, 3).between(0.25, 2), data(type, 2, 3))
case("ScatterNdNonAliasingAdd", "rows", lambda x, i, u: call("ScatterNdNonAliasingAdd", x, i, u), f32(4, 2), array("i32", [[2], [0]]), f32(2, 2))


def as_placeholder_v2(graph):
    """TensorFlow has withdrawn it; old graphs have it."""
    for node in graph.node:
        if node.op == "Placeholder":
            node.op = "PlaceholderV2"
    graph.versions.producer = 22


case("PlaceholderV2", "matrix", lambda x: call("Neg", x), f32(2, 3), rewrite=as_placeholder_v2)

case("Ndtri", "tails", lambda x: call("Ndtri", x), array("f32", [0, 1e-30, 1e-10, 1e-5, 0.01, 0.5, 0.99, 0.9999, 1]))
case("Erfinv", "ends", lambda x: call("Erfinv", x), array("f32", [-1, -0.99999, -0.5, 0, 1e-6, 0.9, 0.9999, 1]))
case("Lgamma", "from_negative_to_large", lambda x: call("Lgamma", x), array("f32", [-3.5, -2, -0.25, 0, 1e-3, 1, 2, 30.5, 1e4, float("inf")]))
case("Digamma", "from_negative_to_large", lambda x: call("Digamma", x), array("f32", [-3.5, -2, -0.25, 1e-3, 1, 2, 30.5, 1e4]))
