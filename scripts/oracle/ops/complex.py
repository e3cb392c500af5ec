"""Complex numbers and Fourier transforms. Most cases are real outside, since that is how models have them."""

import tensorflow as tf

from ops.fixture import TYPES, array, call, case, const, data, f32


def ints(*values):
    return const(array("i32", values))


def parts(z, real=tf.float32):
    return [call("Real", z, Tout=real), call("Imag", z, Tout=real)]


for name, shape in (("matrix", (2, 3)), ("scalar", ()), ("rank_4", (1, 2, 2, 3))):
    pair = (f32(*shape), f32(*shape))
    case("Complex", name, lambda re, im: parts(call("Complex", re, im, Tout=tf.complex64)), *pair)
    case("Real", name, lambda re, im: call("Real", call("Complex", re, im, Tout=tf.complex64), Tout=tf.float32), *pair)
    case("Imag", name, lambda re, im: call("Imag", call("Complex", re, im, Tout=tf.complex64), Tout=tf.float32), *pair)
    case("ComplexAbs", name, lambda re, im: call("ComplexAbs", call("Complex", re, im, Tout=tf.complex64), Tout=tf.float32), *pair)
    case("Angle", name, lambda re, im: call("Angle", call("Complex", re, im, Tout=tf.complex64), Tout=tf.float32), *pair)
    case("Conj", name, lambda re, im: parts(call("Conj", call("Complex", re, im, Tout=tf.complex64))), *pair)
case("Complex", "broadcast", lambda re, im: parts(call("Complex", re, im, Tout=tf.complex64)), f32(2, 3), f32(3))
case("Complex", "f64", lambda re, im: parts(call("Complex", re, im, Tout=tf.complex128), tf.float64), data("f64", 2, 3), data("f64", 2, 3))
case("Complex", "complex_result", lambda re, im: call("Complex", re, im, Tout=tf.complex64), f32(2, 3), f32(2, 3))
for op in ("Real", "Imag", "ComplexAbs", "Angle"):
    case(op, "complex_input", lambda z, op=op: call(op, z, Tout=tf.float32), data("c64", 2, 3))
case("Conj", "complex_input", lambda z: call("Conj", z), data("c64", 2, 3))
for op in ("AddV2", "Sub", "Mul", "RealDiv"):

    def build(a, b, c, d, op=op):
        return parts(call(op, call("Complex", a, b, Tout=tf.complex64), call("Complex", c, d, Tout=tf.complex64)))

    case(op, "complex", build, f32(2, 3), f32(2, 3), f32(2, 3).between(1, 2), f32(2, 3))
for op in ("Neg", "Square", "Exp", "Sqrt", "Reciprocal"):
    case(op, "complex", lambda a, b, op=op: parts(call(op, call("Complex", a, b, Tout=tf.complex64))), f32(2, 3).between(0.5, 2), f32(2, 3))
for op, more in (("Reshape", (ints, (3, 2))), ("Transpose", (ints, (1, 0)))):
    case(
        op,
        "complex",
        lambda a, b, op=op, m=more: parts(call(op, call("Complex", a, b, Tout=tf.complex64), m[0](*m[1]))),
        f32(2, 3),
        f32(2, 3),
    )
case(
    "ConjugateTranspose",
    "complex",
    lambda a, b: parts(call("ConjugateTranspose", call("Complex", a, b, Tout=tf.complex64), ints(1, 0))),
    f32(2, 3),
    f32(2, 3),
)
case("Roll", "complex", lambda a, b: parts(call("Roll", call("Complex", a, b, Tout=tf.complex64), ints(1), ints(1))), f32(2, 4), f32(2, 4))
case("Cast", "f32_to_c64", lambda x: parts(call("Cast", x, DstT=tf.complex64)), f32(2, 3))
case("MatMul", "complex", lambda a, b: parts(call("MatMul", call("Complex", a, b, Tout=tf.complex64), call("Complex", b, a, Tout=tf.complex64))), f32(3, 3), f32(3, 3))

for rank, name in ((1, ""), (2, "2D"), (3, "3D")):
    shapes = {1: ((8,), (2, 5), (2, 3, 4)), 2: ((4, 4), (2, 3, 5)), 3: ((2, 4, 4), (2, 2, 3, 2))}[rank]
    for shape in shapes:
        label = "x".join(map(str, shape))
        for op in ("FFT" + name, "IFFT" + name):
            case(op, label, lambda re, im, op=op: parts(call(op, call("Complex", re, im, Tout=tf.complex64))), f32(*shape), f32(*shape))
            if shape == shapes[0]:
                case(op, label + "_absolute", lambda re, im, op=op: call("ComplexAbs", call(op, call("Complex", re, im, Tout=tf.complex64)), Tout=tf.float32), f32(*shape), f32(*shape))
                case(op, label + "_complex_outside", lambda z, op=op: call(op, z), data("c64", *shape))
        whole = shape[-rank:]
        for kind, length in (("whole", whole), ("shorter", tuple(max(n - 1, 1) for n in whole))):
            case(
                "RFFT" + name,
                f"{label}_{kind}",
                lambda x, op="RFFT" + name, n=length: parts(call(op, x, ints(*n))),
                f32(*shape),
            )
            half = (*shape[:-1], shape[-1] // 2 + 1)
            case(
                "IRFFT" + name,
                f"{label}_{kind}",
                lambda re, im, op="IRFFT" + name, n=length: call(op, call("Complex", re, im, Tout=tf.complex64), ints(*n)),
                f32(*half),
                f32(*half),
            )
    case(
        "RFFT" + name,
        "magnitude",
        lambda x, op="RFFT" + name, n=shapes[0][-rank:]: call("ComplexAbs", call(op, x, ints(*n)), Tout=tf.float32),
        f32(*shapes[0]),
    )


def of(*parts_):
    return [call("Complex", parts_[i], parts_[i + 1], Tout=tf.complex64) for i in range(0, len(parts_), 2)]


def one(op, name, build, *shape):
    """An operator on one complex tensor; the result is complex, or a list, or real."""

    def whole(a, b):
        results = tf.nest.flatten(build(of(a, b)[0]))
        return [part for z in results for part in (parts(z) if z.dtype.is_complex else [z])]

    case(op, name, whole, f32(*shape), f32(*shape))


def two(op, name, build, *shape, second=None):
    case(op, name, lambda a, b, c, d: [p for z in tf.nest.flatten(build(*of(a, b, c, d))) for p in (parts(z) if z.dtype.is_complex else [z])], f32(*shape), f32(*shape), f32(*(second or shape)), f32(*(second or shape)))


for op in ("Log", "Sin", "Cos", "Sinh", "Cosh", "Tanh", "Sigmoid", "Rsqrt", "Inv", "Log1p", "Expm1", "Tan", "OnesLike", "ZerosLike"):
    one(op, "complex", lambda z, op=op: call(op, z), 2, 3)
for op in ("Pow", "DivNoNan", "SquaredDifference", "Equal", "NotEqual", "MulNoNan", "Xdivy", "Xlogy", "Add"):
    two(op, "complex", lambda x, y, op=op: call(op, x, y), 2, 3)
two("AddN", "complex", lambda x, y: call("AddN", [x, y]), 2, 3)
two("Mul", "complex_broadcast", lambda x, y: call("Mul", x, y), 2, 3, second=(3,))
two("ConcatV2", "complex", lambda x, y: call("ConcatV2", [x, y], ints(1)[0]), 2, 3)
two("Pack", "complex", lambda x, y: call("Pack", [x, y], axis=1), 2, 3)
two("BatchMatMulV2", "complex_adjoint", lambda x, y: call("BatchMatMulV2", x, y, adj_x=True), 2, 3, 3)
two("Einsum", "complex", lambda x, y: call("Einsum", [x, y], equation="ij,jk->ik"), 3, 3)
two("BiasAdd", "complex", lambda x, y: call("BiasAdd", x, y), 2, 3, second=(3,))
two("TensorScatterUpdate", "complex", lambda x, y: call("TensorScatterUpdate", x, const(array("i32", [[2], [0]])), y), 4, 2, second=(2, 2))
two("MatrixSetDiagV3", "complex", lambda x, y: call("MatrixSetDiagV3", x, y, const(array("i32", 0))), 3, 3, second=(3,))
case(
    "SelectV2",
    "complex",
    lambda s, a, b, c, d: parts(call("SelectV2", s, *of(a, b, c, d))),
    data("bool", 2, 3),
    f32(2, 3),
    f32(2, 3),
    f32(2, 3),
    f32(2, 3),
)
one("Unpack", "complex", lambda z: call("Unpack", z, num=3, axis=1), 2, 3)
one("Split", "complex", lambda z: call("Split", ints(1)[0], z, num_split=3), 2, 3)
one("ExpandDims", "complex", lambda z: call("ExpandDims", z, ints(-1)[0]), 2, 3)
one("Squeeze", "complex", lambda z: call("Squeeze", call("ExpandDims", z, ints(-1)[0]), squeeze_dims=[-1]), 2, 3)
one("GatherV2", "complex", lambda z: call("GatherV2", z, ints(2, 0), ints(1)[0]), 2, 3)
one("GatherNd", "complex", lambda z: call("GatherNd", z, const(array("i32", [[1, 2], [0, 0]]))), 2, 3)
one("Slice", "complex", lambda z: call("Slice", z, ints(0, 1), ints(2, 2)), 2, 3)
one("StridedSlice", "complex", lambda z: call("StridedSlice", z, ints(0, 0), ints(2, 3), ints(1, 2), shrink_axis_mask=1), 2, 3)
one("Tile", "complex", lambda z: call("Tile", z, ints(2, 1)), 2, 3)
one("Pad", "complex", lambda z: call("Pad", z, const(array("i32", [[1, 0], [0, 2]]))), 2, 3)
one("MirrorPad", "complex", lambda z: call("MirrorPad", z, const(array("i32", [[1, 0], [0, 2]])), mode="SYMMETRIC"), 2, 3)
one("BroadcastTo", "complex", lambda z: call("BroadcastTo", z, ints(2, 2, 3)), 2, 3)
one("ReverseV2", "complex", lambda z: call("ReverseV2", z, ints(1)), 2, 3)
for op in ("Sum", "Mean", "Prod"):
    one(op, "complex", lambda z, op=op: call(op, z, ints(1)), 2, 3)
    one(op, "complex_kept", lambda z, op=op: call(op, z, ints(0, 1), keep_dims=True), 2, 3)
one("Cumsum", "complex", lambda z: call("Cumsum", z, ints(1)[0]), 2, 3)
one("Shape", "complex", lambda z: call("Shape", z), 2, 3)
one("Size", "complex", lambda z: call("Size", z), 2, 3)
one("Rank", "complex", lambda z: call("Rank", z), 2, 3)
one("MatrixDiag", "complex", lambda z: call("MatrixDiag", z), 3)
one("MatrixDiagPart", "complex", lambda z: call("MatrixDiagPart", z), 3, 3)
one("MatrixBandPart", "complex", lambda z: call("MatrixBandPart", z, ints(1)[0], ints(0)[0]), 3, 3)
one("UnsortedSegmentSum", "complex", lambda z: call("UnsortedSegmentSum", z, ints(1, 0, 1), ints(2)[0]), 3, 2)
one("Where", "complex", lambda z: call("Where", z), 2, 3)
one("Identity", "complex", lambda z: call("Identity", z), 2, 3)
one("Cast", "c64_to_f32", lambda z: call("Cast", z, DstT=tf.float32), 2, 3)
case("Const", "complex", lambda a, b: parts(call("Mul", of(a, b)[0], const(data("c64", 2, 3)))), f32(2, 3), f32(2, 3))
case("Placeholder", "complex", lambda z: call("Conj", z), data("c64", 2, 3))
for op in ("FFT", "IFFT"):
    case(op, "c128", lambda z, op=op: call(op, z), data("c128", 2, 4))
case("RFFT", "f64", lambda x: parts(call("RFFT", x, ints(4), Tcomplex=tf.complex128), tf.float64), data("f64", 2, 4))
case("RFFT", "length_is_an_input", lambda x, n: parts(call("RFFT", x, n)), f32(2, 8), array("i32", [6]), dynamic={"n": [1]})
