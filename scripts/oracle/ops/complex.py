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
