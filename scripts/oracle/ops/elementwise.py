"""Operators that work on each element alone, or on pairs of elements under broadcasting."""

from ops.fixture import FLOATS, INTEGERS, SIGNED, UNSIGNED, array, call, case, const, data, f32, types


def unary(op, low=-2, high=2, corners=(), **attributes):
    """`corners` are values on which the operator has to be exact, at least in f32."""
    first = "f32"
    case(op, "f32", lambda x: call(op, x, **attributes), f32(2, 3, 4).between(low, high))
    case(op, "scalar", lambda x: call(op, x, **attributes), f32().between(low, high))
    case(op, "empty", lambda x: call(op, x, **attributes), f32(2, 0, 3).between(low, high))
    case(op, "rank_5", lambda x: call(op, x, **attributes), f32(1, 2, 1, 3, 2).between(low, high))
    for type in types(op):
        if type == first or (op == "Round" and type not in FLOATS):  # TensorFlow 2.21 rounds integers to zero
            continue
        if type in FLOATS:
            values = data(type, 3, 5).between(low, high)
        elif type in SIGNED:
            values = data(type, 3, 5)
        else:
            values = data(type, 3, 5)
        case(op, type, lambda x: call(op, x, **attributes), values)
    if corners:
        case(op, "corners", lambda x: call(op, x, **attributes), array("f32", corners))


INF = float("inf")
NAN = float("nan")
HALVES = (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, -2.0, 3.0, 0.49999997, -7.25, 8388609.0)

unary("Abs", corners=(0.0, -0.0, INF, -INF, 1e-38, -3e38))
unary("Neg", corners=(0.0, INF, -INF, 1e-38))
unary("Sign", corners=(0.0, -0.0, INF, -INF, 1e-30))
unary("Square", corners=(0.0, INF, -INF, 1e10))
unary("Sqrt", 0, 4, corners=(0.0, INF, 1e-30, 1e30))
unary("Rsqrt", 0.25, 4, corners=(INF, 1e-20, 1e20))
unary("Exp", corners=(0.0, -INF, INF, -100.0, 89.0))
unary("Expm1", corners=(0.0, -INF, INF, -20.0))
unary("Log", 0.25, 4, corners=(0.0, 1.0, INF, 1e-30, 1e30))
unary("Log1p", -0.75, 4, corners=(-1.0, 0.0, INF, 1e20))
unary("Sin", -4, 4)
unary("Cos", -4, 4)
unary("Tan", -1.25, 1.25)
unary("Asin", -1, 1, corners=(-1.0, 0.0, 1.0))
unary("Acos", -1, 1, corners=(-1.0, 0.0, 1.0))
unary("Atan", -4, 4, corners=(-INF, INF, 0.0))
unary("Sinh")
unary("Cosh")
unary("Tanh", -4, 4, corners=(-INF, INF, -50.0, 50.0, 0.0))
unary("Asinh", corners=(0.0, 1e3))
unary("Acosh", 1, 4, corners=(1.0, 1e3))
unary("Atanh", -0.75, 0.75, corners=(0.0,))
unary("Sigmoid", -8, 8, corners=(-INF, INF, -90.0, 90.0, 0.0))
unary("Erf", corners=(-INF, INF, 0.0))
unary("Erfc", corners=(-INF, INF, 0.0))
unary("Floor", -4, 4, corners=HALVES)
unary("Ceil", -4, 4, corners=HALVES)
unary("Round", -4, 4, corners=HALVES)
unary("Rint", -4, 4, corners=HALVES)
unary("IsFinite", corners=(INF, -INF, NAN, 0.0, 3e38))
unary("IsInf", corners=(INF, -INF, NAN, 0.0, 3e38))
unary("IsNan", corners=(INF, -INF, NAN, 0.0, 3e38))

unary("Relu", corners=(-INF, INF, 0.0, -0.0, 1e-30))
unary("Relu6", -8, 8, corners=(-INF, INF, 0.0, 6.0))
unary("LeakyRelu", corners=(INF, 0.0, -1e10))
unary("Elu", -4, 4, corners=(-INF, INF, 0.0, -50.0))
unary("Selu", -4, 4, corners=(-INF, INF, 0.0, -50.0))
unary("Softplus", -8, 8, corners=(-INF, INF, -90.0, 90.0, 0.0))
unary("Softsign", -8, 8, corners=(0.0, 1e20, -1e20))
for slope in (0.0, 0.01, 0.5, 1.0, 1.5, -0.3):
    case("LeakyRelu", f"slope_{slope}", lambda x, slope=slope: call("LeakyRelu", x, alpha=slope), f32(2, 3, 4))

for op in ("Reciprocal", "Inv"):
    case(op, "f32", lambda x, op=op: call(op, x), f32(2, 3, 4).nonzero())
    case(op, "scalar", lambda x, op=op: call(op, x), f32().nonzero())
    case(op, "corners", lambda x, op=op: call(op, x), array("f32", (0.0, -0.0, INF, -INF, 1e20)))
    for type in types(op):
        if type in FLOATS and type != "f32":
            case(op, type, lambda x, op=op: call(op, x), data(type, 3, 5).nonzero())

case("LogicalNot", "vector", lambda x: call("LogicalNot", x), data("bool", 7))
case("LogicalNot", "rank_3", lambda x: call("LogicalNot", x), data("bool", 2, 3, 2))
case("LogicalNot", "scalar", lambda x: call("LogicalNot", x), data("bool"))
case("LogicalNot", "empty", lambda x: call("LogicalNot", x), data("bool", 0, 3))
for type in INTEGERS:
    case("Invert", type, lambda x: call("Invert", x), data(type, 3, 5))
case("Invert", "scalar", lambda x: call("Invert", x), data("i32"))


def binary(op, left, right, wanted=None, extra=()):
    """`left` and `right` make values of a type and a shape."""

    def both(name, a, b):
        case(op, name, lambda x, y: call(op, x, y), a, b)

    wanted = wanted or types(op)
    type = "f32" if "f32" in wanted else wanted[0]
    both("same_shape", left(type, 2, 3, 4), right(type, 2, 3, 4))
    both("scalars", left(type), right(type))
    both("vector_to_matrix", left(type, 3, 4), right(type, 4))
    both("matrix_to_rank_4", left(type, 3, 1), right(type, 2, 2, 3, 4))
    both("both_broadcast", left(type, 2, 1, 4), right(type, 3, 1))
    both("scalar_right", left(type, 2, 3), right(type))
    both("scalar_left", left(type), right(type, 2, 3))
    both("ones_in_front", left(type, 1, 1, 3), right(type, 2, 3))
    both("empty", left(type, 2, 0, 3), right(type, 1, 3))
    both("empty_by_broadcast", left(type, 2, 1), right(type, 2, 0))
    case(op, "constant_right", lambda x: call(op, x, const(right(type, 3))), left(type, 2, 4, 3))
    case(op, "constant_left", lambda x: call(op, const(left(type, 2, 1, 3)), x), right(type, 4, 3))
    case(op, "constant_scalar", lambda x: call(op, x, const(right(type))), left(type, 2, 3))
    case(op, "batch_open", lambda x, y: call(op, x, y), left(type, 3, 4).seen_as(None, 4), right(type, 1, 4).seen_as(None, 4))
    for other in wanted:
        if other != type:
            both(other, left(other, 2, 3), right(other, 2, 3))
            case(op, other + "_constant", lambda x, other=other: call(op, x, const(right(other, 3))), left(other, 2, 3))
    for name, a, b in extra:
        both(name, a, b)


def any_value(type, *shape):
    return data(type, *shape)


def nonzero(type, *shape):
    return data(type, *shape).nonzero()


def positive(type, *shape):
    return data(type, *shape).between(*((0.25, 3) if type in FLOATS else (1, 4)))


def small(type, *shape):
    """Few values, so that equal ones meet."""
    if type == "bool":
        return data(type, *shape)
    return data(type, *shape).between(0, 3) if type in UNSIGNED else data(type, *shape).between(-2, 2).whole()


def sized(type, *shape):
    """Beyond ±2, so that quotients differ from zero."""
    return data(type, *shape).between(-8, 8) if type in FLOATS else data(type, *shape)


def upper(type, *shape):
    return data(type, *shape).between(8, 15) if type in UNSIGNED else data(type, *shape)


def lower(type, *shape):
    return data(type, *shape).between(0, 8) if type in UNSIGNED else data(type, *shape)


for op in ("Add", "AddV2", "Mul", "Maximum", "Minimum"):
    binary(op, any_value, any_value)
for op in ("Sub", "SquaredDifference"):
    binary(op, upper, lower)
binary("RealDiv", any_value, nonzero, FLOATS)
binary("Div", any_value, nonzero)
binary("DivNoNan", any_value, small)
binary("FloorDiv", sized, nonzero)
binary("FloorMod", sized, nonzero)
binary("TruncateDiv", any_value, nonzero)
binary("TruncateMod", sized, nonzero)
binary("Mod", sized, nonzero)
LARGE = [2147483647, -2147483647, 16777217, 123456789, -123456789, 2147483647, -2147483647, 16777215, 16777219, -33554435]
BY = [1, 1, 1, 7, 7, -3, 2, 16777214, 2, 4]
for op in ("Div", "FloorDiv", "FloorMod", "TruncateDiv", "TruncateMod", "Mod"):
    case(op, "large_i32", lambda x, y, op=op: call(op, x, y), array("i32", LARGE), array("i32", BY))
    case(op, "large_i64", lambda x, y, op=op: call(op, x, y), array("i64", LARGE), array("i64", BY))
for op in ("Div", "FloorDiv", "FloorMod", "TruncateDiv"):
    case(op, "large_i8", lambda x, y, op=op: call(op, x, y), array("i8", [-128, 127, -127, 5, -5, 127]), array("i8", [3, -128, 2, -128, 127, 10]))
    case(op, "large_u8", lambda x, y, op=op: call(op, x, y), array("u8", [255, 254, 127, 5]), array("u8", [2, 255, 128, 200]))
    case(op, "large_u32", lambda x, y, op=op: call(op, x, y), array("u32", [2147483647, 16777217, 9]), array("u32", [2, 3, 1000]))
binary(
    "Pow",
    positive,
    lambda type, *shape: data(type, *shape).between(*((-2, 2) if type in FLOATS else (0, 3))),
    extra=[
        ("negative_bases_whole_exponents", f32(3, 4).nonzero(), array("f32", [[-3.0, -1, 0, 2]])),
        ("zero_bases", array("f32", [0.0, 0.0, 0.0, 1.0]), array("f32", [0.0, 1.0, 2.5, 0.0])),
    ],
)
binary("Atan2", any_value, any_value, extra=[("axes", array("f32", [0.0, 1, 0, -1, 0, 2, -2]), array("f32", [1.0, 0, -1, 0, 0, -2, -2]))])
binary("MulNoNan", any_value, small, extra=[("zero_times_infinity", array("f32", [INF, NAN, 2.0]), array("f32", [0.0, 0.0, 3.0]))])
binary("Xdivy", small, positive, extra=[("zero_by_zero", array("f32", [0.0, 0.0, 1.0]), array("f32", [0.0, 2.0, 4.0]))])
binary("Xlogy", small, positive, extra=[("zero_log_zero", array("f32", [0.0, 0.0, 1.0]), array("f32", [0.0, 2.0, 4.0]))])
binary("Xlog1py", small, positive, extra=[("zero_log_zero", array("f32", [0.0, 0.0, 1.0]), array("f32", [-1.0, 2.0, 4.0]))])

for op in ("Less", "LessEqual", "Greater", "GreaterEqual"):
    binary(op, small, small, extra=[("infinities", array("f32", [INF, -INF, 1.0]), array("f32", [INF, 0.0, INF]))])
for op in ("Equal", "NotEqual"):
    binary(op, small, small, extra=[("nan_and_infinity", array("f32", [INF, NAN, 1.0, 0.0]), array("f32", [INF, NAN, NAN, -0.0]))])
for op in ("LogicalAnd", "LogicalOr"):
    binary(op, any_value, any_value, ["bool"])

for op in ("BitwiseAnd", "BitwiseOr", "BitwiseXor"):
    binary(op, any_value, any_value)
for op in ("LeftShift", "RightShift"):
    binary(op, any_value, lambda type, *shape: data(type, *shape).between(0, 4))

for tolerance in (1e-5, 0.5, 2.0):
    case(
        "ApproximateEqual",
        f"within_{tolerance}",
        lambda x, y, tolerance=tolerance: call("ApproximateEqual", x, y, tolerance=tolerance),
        f32(3, 4),
        f32(3, 4),
    )
for type in types("ApproximateEqual"):
    if type != "f32" and type not in UNSIGNED:
        case("ApproximateEqual", type, lambda x, y: call("ApproximateEqual", x, y, tolerance=1.5), data(type, 3, 4), data(type, 3, 4))

for count in (1, 2, 3, 5):
    case(
        "AddN",
        f"{count}_tensors",
        {
            1: lambda a: call("AddN", [a]),
            2: lambda a, b: call("AddN", [a, b]),
            3: lambda a, b, c: call("AddN", [a, b, c]),
            5: lambda a, b, c, d, e: call("AddN", [a, b, c, d, e]),
        }[count],
        *[f32(2, 3)] * count,
    )
case("AddN", "with_constant", lambda a: call("AddN", [a, const(f32(2, 3)), a]), f32(2, 3))
case("AddN", "scalars", lambda a, b: call("AddN", [a, b]), f32(), f32())
for type in types("AddN"):
    if type not in ("f32", "bool"):
        case("AddN", type, lambda a, b, c: call("AddN", [a, b, c]), data(type, 4), data(type, 4), data(type, 4))

for op in ("Select", "SelectV2"):
    case(op, "same_shape", lambda c, x, y, op=op: call(op, c, x, y), data("bool", 2, 3), f32(2, 3), f32(2, 3))
    case(op, "scalars", lambda c, x, y, op=op: call(op, c, x, y), data("bool"), f32(), f32())
    case(op, "scalar_condition", lambda c, x, y, op=op: call(op, c, x, y), data("bool"), f32(2, 3), f32(2, 3))
    case(op, "constant_values", lambda c, op=op: call(op, c, const(f32(2, 3)), const(f32(2, 3))), data("bool", 2, 3))
    case(op, "empty", lambda c, x, y, op=op: call(op, c, x, y), data("bool", 0, 3), f32(0, 3), f32(0, 3))
    case(op, "nan_not_taken", lambda c, x, y, op=op: call(op, c, x, y), array("bool", [1, 0]), array("f32", [1, NAN]), array("f32", [NAN, 2]))
    for type in types(op):
        if type != "f32":
            case(op, type, lambda c, x, y, op=op: call(op, c, x, y), data("bool", 3, 4), data(type, 3, 4), data(type, 3, 4))
case("Select", "condition_picks_rows", lambda c, x, y: call("Select", c, x, y), data("bool", 4), f32(4, 2, 3), f32(4, 2, 3))
case("Select", "condition_picks_elements_of_a_vector", lambda c, x, y: call("Select", c, x, y), data("bool", 4), f32(4), f32(4))
case("SelectV2", "condition_broadcasts", lambda c, x, y: call("SelectV2", c, x, y), data("bool", 3), f32(2, 3), f32(2, 3))
case("SelectV2", "all_broadcast", lambda c, x, y: call("SelectV2", c, x, y), data("bool", 2, 1, 1), f32(3, 1), f32(4))
case("SelectV2", "scalar_value", lambda c, x, y: call("SelectV2", c, x, y), data("bool", 2, 3), f32(), f32(2, 3))
case("SelectV2", "condition_is_larger", lambda c, x, y: call("SelectV2", c, x, y), data("bool", 2, 3), f32(3), f32(1))

for name, low, high in (("inside", -1.0, 1.0), ("empty_range_of_one_value", 0.5, 0.5)):
    case(
        "ClipByValue",
        name,
        lambda x, low=low, high=high: call("ClipByValue", x, const(array("f32", low)), const(array("f32", high))),
        f32(2, 3, 4),
    )
case("ClipByValue", "bounds_are_inputs", lambda x, low, high: call("ClipByValue", x, low, high), f32(2, 3), f32().between(-1, -0.5), f32().between(0.5, 1))
case("ClipByValue", "bounds_of_the_shape", lambda x, low, high: call("ClipByValue", x, low, high), f32(2, 3), f32(2, 3).between(-1, 0), f32(2, 3).between(0, 1))
for type in types("ClipByValue"):
    if type != "f32":
        low, high = (2, 9) if type in UNSIGNED else (-1, 1) if type in FLOATS else (-3, 5)
        case(
            "ClipByValue",
            type,
            lambda x, type=type, low=low, high=high: call("ClipByValue", x, const(array(type, low)), const(array(type, high))),
            data(type, 3, 4),
        )
