"""The expressions that op_shapes.py asks the runtime about. Each function below is about one family of operations."""

from itertools import product

FAMILIES = []


def family(function):
    FAMILIES.append(function)
    return function


def cases():
    for function in FAMILIES:
        yield from function()


def op(kind, *inputs, **attributes):
    """`opset1.Concat[axis=0](A,B)`; `_` in the name of an attribute stays, `exclude_pad` is the one that has a dash."""
    written = ";".join(f"{key.replace('exclude_pad', 'exclude-pad')}={text(value)}" for key, value in attributes.items())
    return kind + (f"[{written}]" if written else "") + "(" + ",".join(inputs) + ")"


def text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def f32(shape):
    return f"f32[{shape}]"


def i64(shape):
    return f"i64[{shape}]"


def const(*numbers, kind="i64"):
    return f"{kind}[{len(numbers)}]{{{','.join(map(str, numbers))}}}"


def scalar(number, kind="i64"):
    return f"{kind}[]{{{number}}}"


def shape_of(shape, kind="i64"):
    return op("opset3.ShapeOf", f32(shape), output_type=kind)


def gather(x, *places):
    return op("opset8.Gather", x, const(*places), scalar(0), batch_dims=0)


SHAPES = ["", "4", "?", "2..5", "2,3", "?,3", "2..8,3..", "1,?,8,3", "..."]
TYPES = ["f32", "f16", "f64", "i32", "i64", "u8", "boolean", "dynamic"]

UNARY = (
    "opset1.Abs opset1.Acos opset4.Acosh opset1.Asin opset4.Asinh opset1.Atan opset4.Atanh opset1.Ceiling opset1.Cos opset1.Cosh opset1.Erf opset1.Exp "
    "opset1.Floor opset1.Log opset1.Negative opset1.ReLU opset1.Sigmoid opset1.Sign opset1.Sin opset1.Sinh opset1.Sqrt opset1.Tan opset1.Tanh opset4.HSwish "
    "opset5.HSigmoid opset4.Mish opset4.SoftPlus opset1.LogicalNot"
).split()
# Those that make whole numbers of whole numbers.
WHOLE = "opset1.Abs opset1.Ceiling opset1.Floor opset1.Negative opset1.ReLU opset1.Sign opset1.LogicalNot".split()
BINARY = (
    "Add Subtract Multiply Maximum Minimum Power SquaredDifference FloorMod Mod Equal NotEqual Less LessEqual Greater GreaterEqual LogicalAnd LogicalOr LogicalXor"
).split()


@family
def unary():
    for kind in UNARY:
        for shape in SHAPES:
            yield op(kind, f"{'boolean' if 'Logical' in kind else 'f32'}[{shape}]")
        for element in TYPES:
            yield op(kind, f"{element}[2,?]")
        if kind in WHOLE:
            yield op(kind, const(-7, 0, 5))
            yield op(kind, const(-7, 0, 5, kind="i32"))
        yield op(kind, shape_of("2..5,?,3"))
        yield op(kind, op("opset1.Subtract", shape_of("2..5,?,3"), const(3, 3, 3)))
    for element in TYPES:
        x = f"{element}[2,?]"
        yield op("opset1.Elu", x, alpha=0.5)
        yield op("opset1.Clamp", x, min=0, max=6)
        yield op("opset1.Clamp", x, min=6, max=0)
        yield op("opset7.Gelu", x, approximation_mode="ERF")
        yield op("opset7.Gelu", x, approximation_mode="TANH")
        yield op("opset5.Round", x, mode="half_to_even")
        yield op("opset5.Round", x, mode="half_away_from_zero")
        yield op("opset1.Selu", x, f"{element}[]", f"{element}[]")
        yield op("opset1.Selu", x, "f32[]", "f32[]")
        yield op("opset4.Swish", x)
        yield op("opset4.Swish", x, f"{element}[]")
        yield op("opset4.Swish", x, "f32[1]")
        yield op("opset1.PReLU", x, f"{element}[1]")
        yield op("opset1.PReLU", x, "f32[1]")
        for to in TYPES:
            yield op("opset1.Convert", x, destination_type=to)
        yield op("opset8.SoftMax", x, axis=-1)
        yield op("opset5.LogSoftmax", x, axis=-1)
    for shape in SHAPES:
        x = f32(shape)
        yield op("opset1.Clamp", x, min=0, max=6)
        yield op("opset1.Selu", x, "f32[]", "f32[1]")
        yield op("opset4.Swish", x, "f32[]")
        yield op("opset1.Convert", x, destination_type="f16")
        yield op("opset5.Round", x, mode="half_to_even")
        for axis in (-2, -1, 0, 1, 3):
            yield op("opset8.SoftMax", x, axis=axis)
            yield op("opset5.LogSoftmax", x, axis=axis)
        for slope in ("", "1", "3", "8", "?", "...", "3,1", "1,8,3"):
            yield op("opset1.PReLU", x, f32(slope))
    for kind in ("i32", "i64"):
        x = op("opset1.Subtract", shape_of("2..5,?,3", kind), const(3, 3, 3, kind=kind))
        yield op("opset1.Clamp", x, min=-1, max=6)
        yield op("opset1.Clamp", x, min=0, max=3)
        yield op("opset5.Round", x, mode="half_to_even")
        for to in ("i32", "i64"):
            yield op("opset1.Convert", x, destination_type=to)
            yield op("opset1.Convert", shape_of("2..5,?,3", kind), destination_type=to)
        for to in ("i32", "i64", "u8", "i16"):
            yield op("opset1.Convert", const(1, -1, 300, kind=kind), destination_type=to)


@family
def binary():
    pairs = [
        ("", ""), ("4", ""), ("", "4"), ("4", "1"), ("4", "4"), ("4", "3"), ("2,3", "3"), ("2,3", "2,1"), ("2,3", "2"), ("?", "?"), ("?", "1"), ("?", "4"),
        ("1", "?"), ("4", "?"), ("2..5", "4"), ("2..5", "1"), ("2..5", "3..9"), ("2..5", "6..9"), ("1..5", "3..9"), ("1..5", "..7"), ("1..5", "4"),
        ("2..", "?"), ("2..", "..7"), ("..7", "..3"), ("0..5", "0"), ("?", "0"), ("0", "1"), ("0", "4"), ("...", "2,3"), ("2,3", "..."), ("...", "..."), ("1,?,8,3", "3"), ("1,?,8,3", "?,8,1"),
        ("?,?,?", "?,?"), ("2,?,1,4", "3,5,1"), ("2,?,1,4", "3,5,2"), ("1,1,1", "?,4"),
    ]
    for name in BINARY + ["Divide"]:
        kind = "opset1." + name
        more = {"m_pythondiv": True} if name == "Divide" else {}
        element = "boolean" if "Logical" in name else "f32"
        for a, b in pairs if name in ("Add", "Equal", "LogicalAnd") else pairs[:: 5 if name in ("Multiply", "Divide", "Power") else 9]:
            yield op(kind, f"{element}[{a}]", f"{element}[{b}]", **more)
        for a, b in [(t, t) for t in TYPES] + [("f32", "f16"), ("i32", "i64"), ("f32", "dynamic"), ("dynamic", "i32"), ("boolean", "dynamic")]:
            yield op(kind, f"{a}[2]", f"{b}[2]", **more)
        # Contents
        for kind_of_number in ("i64", "i32"):
            shape = shape_of("2..5,?,3,7..", kind_of_number)
            for numbers in ((2, 2, 2, 2), (-1, -2, 3, 0), (1, 0, -1, 5)):
                if name == "Mod" and -1 in numbers:
                    continue  # the runtime mixes up the bounds of negative remainders
                if 0 not in numbers or name not in ("Divide", "Mod", "FloorMod"):
                    yield op(kind, shape, const(*numbers, kind=kind_of_number), **more)
                yield op(kind, const(*numbers, kind=kind_of_number), shape, **more)
        yield op(kind, shape_of("2..5,?,3,7.."), shape_of("1..2,2,?,3..9"), **more)
        yield op(kind, shape_of("2..5,?,3,7.."), scalar(2), **more)
        yield op(kind, const(7, -7, 8, -8), const(2, 2, -3, -3), **more)
        yield op(kind, const(7, -7, 8, -8, kind="i32"), scalar(3, kind="i32"), **more)
        yield op(kind, const(6, 6), op("opset1.Concat", const(3), i64("1"), axis=0), **more)
        yield op(kind, shape_of("2,3"), scalar(2), **more)
    for shape in ("2..5,?,3,7..", "5,6,7,8", "0..1,0,1,2"):
        for numbers in ((2, 3, 4, 5), (-2, -3, 4, 5), (1, 1, 1, 1)):
            yield op("opset1.Divide", shape_of(shape), const(*numbers), m_pythondiv=False)
            yield op("opset1.Divide", op("opset1.Subtract", shape_of(shape), const(6, 6, 6, 9)), const(*numbers), m_pythondiv=True)
            yield op("opset1.Divide", op("opset1.Subtract", shape_of(shape), const(6, 6, 6, 9)), const(*numbers), m_pythondiv=False)
            for kind in ("FloorMod", "Multiply", "Maximum", "Minimum", "Add"):
                yield op("opset1." + kind, op("opset1.Subtract", shape_of(shape), const(6, 6, 6, 9)), const(*numbers))


def pads(autos, count):
    for auto in autos:
        yield dict(pads_begin=[0] * count, pads_end=[0] * count, auto_pad=auto)
    yield dict(pads_begin=[1] * count, pads_end=[2] * count, auto_pad="explicit")


AUTO = ("explicit", "same_upper", "same_lower", "valid")


@family
def convolutions():
    images = ["1,3,8,9", "?,3,?,?", "1,?,7..20,5", "...", "2,3,2..3,1..", "?,?,..6,10..30", "1,6,8,8"]
    filters = ["4,3,3,3", "4,3,1,1", "4,?,?,3", "...", "?,3,2..3,1..5", "4,3,5,2"]
    for image, kernel, padding, stride, dilation in product(images, filters, pads(AUTO, 2), ((1, 1), (2, 3)), ((1, 1), (2, 1))):
        if (stride, dilation) != ((1, 1), (2, 1)) or padding["auto_pad"] == "explicit":
            if (len(image) + len(kernel) + stride[0] + dilation[0] + padding["pads_end"][0]) % 2 == 0:
                yield op("opset1.Convolution", f32(image), f32(kernel), strides=stride, **padding, dilations=dilation)
    for image, kernel in (("1,3,8", "4,3,3"), ("?,3,?", "4,3,3"), ("1,3,8,8,8", "4,3,3,3,3"), ("1,3,?,5..,8", "4,3,3,3,3"), ("...", "4,3,3"), ("1,3", "4,3"), ("1,3,8,8", "4,3,3"), ("1,3,8,8,8,8", "4,3,3,3,3,3")):
        count = max(1, kernel.count(",") - 1)
        for padding in pads(AUTO, count):
            yield op("opset1.Convolution", f32(image), f32(kernel), strides=[2] * count, **padding, dilations=[1] * count)
    plain = dict(strides=[1, 1], pads_begin=[0, 0], pads_end=[0, 0])
    for strides, dilations, begin in (([0, 1], [1, 1], [0, 0]), ([1, 1], [0, 1], [0, 0]), ([1], [1, 1], [0, 0]), ([1, 1], [1], [0, 0]), ([1, 1], [1, 1], [0]), ):
        yield op("opset1.Convolution", f32("1,3,8,8"), f32("4,3,3,3"), strides=strides, pads_begin=begin, pads_end=[0] * len(begin), dilations=dilations, auto_pad="explicit")
        yield op("opset1.Convolution", f32("..."), f32("..."), strides=strides, pads_begin=begin, pads_end=[0] * len(begin), dilations=dilations, auto_pad="explicit")
    for a, b in (("f32", "f32"), ("f32", "f16"), ("f16", "f16"), ("i8", "i8"), ("i32", "i32"), ("dynamic", "f32"), ("boolean", "boolean"), ("u8", "i8"), ("f64", "f64")):
        yield op("opset1.Convolution", f"{a}[1,3,8,8]", f"{b}[4,3,3,3]", **plain, dilations=[1, 1], auto_pad="explicit")
        yield op("opset1.GroupConvolution", f"{a}[1,3,8,8]", f"{b}[3,1,1,3,3]", **plain, dilations=[1, 1], auto_pad="explicit")
        yield op("opset1.ConvolutionBackpropData", f"{a}[1,3,8,8]", f"{b}[3,4,3,3]", **plain, dilations=[1, 1], auto_pad="explicit", output_padding=[0, 0])
    images = ["1,6,8,9", "?,6,?,?", "1,?,7..20,5", "...", "1,4..9,8,8", "1,5,8,8"]
    filters = ["6,1,1,3,3", "2,4,3,3,3", "?,2,3,3,3", "2,?,?,3,?", "3,..4,2,1..3,2", "...", "6,1,3,3", "0,1,1,3,3"]
    for image, kernel, padding in product(images, filters, pads(("explicit", "same_upper"), 2)):
        yield op("opset1.GroupConvolution", f32(image), f32(kernel), strides=[2, 1], **padding, dilations=[1, 2])


@family
def deconvolutions():
    images = ["1,6,8,9", "?,6,?,?", "1,?,3..20,5..", "...", "1,5,8,8"]
    plain = ["6,4,3,3", "?,4,?,3", "6,?,2..3,1..", "..."]
    grouped = ["2,3,4,3,3", "?,3,4,3,?", "6,1,?,2..3,2", "..."]
    # A size of unknown length is left out: the runtime then forgets all dimensions but two.
    sizes = [None, const(16, 17), "i64[2]", gather(shape_of("1,2,?,4..8"), 2, 3), const(16), const(16, 17, 18)]
    for kind, filters in (("ConvolutionBackpropData", plain), ("GroupConvolutionBackpropData", grouped)):
        for image, kernel, size, padding in product(images, filters, sizes, pads(AUTO, 2)):
            if size in sizes[:2] or (len(image) + len(kernel) + padding["pads_end"][0] + sizes.index(size)) % 3 == 0:
                if padding["auto_pad"] in ("explicit", "same_upper") or kernel == filters[0]:
                    yield op(
                        "opset1." + kind, f32(image), f32(kernel), *([size] if size else []), strides=[2, 3], **padding, dilations=[1, 2], output_padding=[1, 0]
                    )
    for image, kernel in (("1,3,8", "3,4,3"), ("1,3,?,?,?", "3,4,3,3,3"), ("...", "3,4,3")):
        count = kernel.count(",") - 1
        yield op("opset1.ConvolutionBackpropData", f32(image), f32(kernel), strides=[2] * count, pads_begin=[1] * count, pads_end=[1] * count, dilations=[1] * count, auto_pad="explicit", output_padding=[0] * count)
    yield op("opset1.ConvolutionBackpropData", f32("1,3,8,8"), f32("3,4,2,2"), strides=[1, 1], pads_begin=[0, 0], pads_end=[0, 0], dilations=[1, 1], auto_pad="explicit", output_padding=[1])
    yield op("opset1.ConvolutionBackpropData", f32("1,3,8,8"), f32("3,4,2,2"), strides=[1, 1], pads_begin=[0, 0], pads_end=[0, 0], dilations=[1, 1], auto_pad="explicit", output_padding=[])


@family
def pools():
    images = ["1,3,8,9", "?,3,?,?", "1,?,7..20,5", "...", "2,3,2..3,1..", "1,3,8", "1,3,1,1", "2,3"]
    for image, padding, kernel, stride, rounding in product(images, pads(AUTO, 2), ([2, 2], [3, 5]), ([2, 2], [1, 3]), ("floor", "ceil")):
        yield op("opset1.MaxPool", f32(image), strides=stride, pads_begin=padding["pads_begin"], pads_end=padding["pads_end"], kernel=kernel, rounding_type=rounding, auto_pad=padding["auto_pad"])
        if kernel[0] == 2 or stride[0] == 1:
            yield op("opset1.AvgPool", f32(image), strides=stride, **padding, kernel=kernel, exclude_pad=stride[0] == 2, rounding_type=rounding)
        if stride[0] == 2:
            yield op("opset8.MaxPool", f32(image), strides=stride, dilations=[1, 2], pads_begin=padding["pads_begin"], pads_end=padding["pads_end"], kernel=kernel, rounding_type=rounding, auto_pad=padding["auto_pad"], index_element_type="i32", axis=2)
    for image, count in (("1,3,8", 1), ("1,3,8,?,4..9", 3), ("1,3,8,8,8,8", 4), ("1,3,8,8", 0)):
        for auto in AUTO:
            yield op("opset1.MaxPool", f32(image), strides=[2] * count, pads_begin=[0] * count, pads_end=[1] * count, kernel=[2] * count, rounding_type="ceil", auto_pad=auto)
    for strides, begin, end, kernel in (([0, 1], [0, 0], [0, 0], [2, 2]), ([1], [0, 0], [0, 0], [2, 2]), ([1, 1], [2, 2], [0, 0], [2, 2]), ([1, 1], [0, 0], [3, 0], [2, 2]), ([1, 1], [0, 0], [0, 0], [9, 2]), ([1, 1], [0, 0], [0, 0], [0, 2])):
        yield op("opset1.MaxPool", f32("1,3,8,8"), strides=strides, pads_begin=begin, pads_end=end, kernel=kernel, rounding_type="floor", auto_pad="explicit")
        yield op("opset1.AvgPool", f32("1,3,8,8"), strides=strides, pads_begin=begin, pads_end=end, kernel=kernel, exclude_pad=True, rounding_type="floor", auto_pad="explicit")
        yield op("opset1.AvgPool", f32("1,3,8,8"), strides=strides, pads_begin=begin, pads_end=end, kernel=kernel, exclude_pad=False, rounding_type="floor", auto_pad="explicit")
    for element in TYPES:
        yield op("opset1.MaxPool", f"{element}[1,3,8,8]", strides=[1, 1], pads_begin=[0, 0], pads_end=[0, 0], kernel=[2, 2], rounding_type="floor", auto_pad="explicit")
        yield op("opset1.AvgPool", f"{element}[1,3,8,8]", strides=[1, 1], pads_begin=[0, 0], pads_end=[0, 0], kernel=[2, 2], exclude_pad=True, rounding_type="floor", auto_pad="explicit")
        yield op("opset8.MaxPool", f"{element}[1,3,8,8]", strides=[1, 1], dilations=[1, 1], pads_begin=[0, 0], pads_end=[0, 0], kernel=[2, 2], rounding_type="floor", auto_pad="explicit", index_element_type="i64", axis=-2)
    for axis, index in ((4, "i64"), (-5, "i64"), (0, "u8")):
        yield op("opset8.MaxPool", f32("1,3,8,8"), strides=[1, 1], dilations=[1, 1], pads_begin=[0, 0], pads_end=[0, 0], kernel=[2, 2], rounding_type="floor", auto_pad="explicit", index_element_type=index, axis=axis)


@family
def products():
    shapes = ["", "4", "?", "3,4", "4,3", "?,4", "2..5,3..6", "2,3,4", "1,4,3", "?,4,?", "7,1,3,4", "2..8,5,4,?", "..."]
    for a, b, flags in product(shapes, shapes, ((False, False), (True, False), (False, True), (True, True))):
        if flags == (False, False) or (len(a) + 2 * len(b)) % 3 == 0:
            yield op("opset1.MatMul", f32(a), f32(b), transpose_a=flags[0], transpose_b=flags[1])
    for a, b in (("i32", "i32"), ("f16", "f32"), ("dynamic", "f32"), ("boolean", "boolean"), ("u8", "i8"), ("f64", "f64")):
        yield op("opset1.MatMul", f"{a}[2,3]", f"{b}[3,4]", transpose_a=False, transpose_b=False)


REDUCTIONS = "opset1.ReduceMean opset1.ReduceSum opset1.ReduceMax opset1.ReduceMin opset1.ReduceProd opset4.ReduceL1 opset4.ReduceL2 opset1.ReduceLogicalAnd opset1.ReduceLogicalOr".split()


@family
def reductions():
    axes = [const(1), const(0, -1), const(-3), const(), scalar(0), const(1, 1), const(5), "i64[1]", "i64[?]", "i64[]", "i64[...]", "i64[2,2]", "f32[1]", "i32[2]", const(0, 1, 2), const(1, -2)]
    for kind in REDUCTIONS:
        few = kind not in ("opset1.ReduceMean", "opset1.ReduceSum")
        element = "boolean" if "Logical" in kind else "f32"
        for shape, axis, keep in product(["2,?,4", "...", "", "3..5,6,7,2"], axes, (True, False)):
            if not few or (len(shape) + len(axis) + keep) % 4 == 0:
                yield op(kind, f"{element}[{shape}]", axis, keep_dims=keep)
        for other in TYPES:
            yield op(kind, f"{other}[2,3]", const(1), keep_dims=True)
        if "Logical" not in kind:
            for contents in (const(2, 3, 4), const(2, -3, 4, kind="i32"), shape_of("2..5,?,3"), shape_of("2..5,3,4"), shape_of("2,3,4"), "i64[2,3]{1,2,3,4,5,6}", gather(shape_of("2..5,?,3"), 0, 2), op("opset1.Subtract", shape_of("2..5,7,3"), const(3, 3, 3)), shape_of("2..5,3..")):
                for axis, keep in ((const(0), False), (const(0), True), (scalar(0), False), (const(), False)):
                    if kind == "opset1.ReduceProd" and axis == const():
                        continue  # the runtime returns uninitialised memory
                    yield op(kind, contents, axis, keep_dims=keep)
            yield op(kind, "i64[2,3]{1,2,3,4,5,6}", const(1), keep_dims=False)
            yield op(kind, "i64[2,3]{1,2,3,4,5,6}", const(0, 1), keep_dims=True)


@family
def reshapes():
    tensors = ["2,3,4", "2,?,4", "?,?", "2..5,3,4", "...", "24", "", "0,3", "1,1..,8", "3..,4", "?,3,..4"]
    targets = [
        const(6, 4), const(-1), const(-1, 4), const(0, -1), const(0, 0, 4), const(2, 0, -1), const(24), const(-1, -1), const(5, -1), const(), const(0, 3),
        const(0, 0, 0, 0), const(1, -1, 1), const(-2, 3), scalar(24), scalar(-1), "i64[2]", "i64[?]", "i64[..3]", "i64[...]", "i64[]", "i64[1,2]", "f32[2]", "i32[3]", const(-1, 0), const(4, -1, 3), const(7, -1), const(2, 3, 2, -1),
    ]
    for shape, target, special in product(tensors, targets, (True, False)):
        yield op("opset1.Reshape", f32(shape), target, special_zero=special)
    computed = [
        shape_of("?,3,4"), shape_of("2..4,?"), op("opset1.Concat", gather(shape_of("?,3,4"), 0), const(-1), axis=0), op("opset1.Concat", const(-1), gather(shape_of("2..6,3,4"), 0), axis=0),
        op("opset1.Concat", gather(shape_of("?,3,4"), 0, 1), const(2), const(-1), axis=0), op("opset1.Concat", gather(shape_of("2..6,3,4"), 0), const(4, 3), axis=0), op("opset1.Concat", i64("1"), const(-1), axis=0),
        op("opset1.Multiply", shape_of("?,3"), const(1, 4)), op("opset1.Concat", op("opset1.ReduceProd", shape_of("2..6,3,4"), const(0), keep_dims=True), axis=0),
        op("opset1.Concat", gather(shape_of("..."), 0), const(-1), axis=0), op("opset1.Subtract", shape_of("?,3"), const(1, 4)), op("opset1.Subtract", shape_of("2..6,3"), const(1, 3)),
        op("opset1.Concat", const(0), gather(shape_of("2..6,3,4"), 1), const(-1), axis=0), op("opset1.Concat", gather(shape_of("0..1,3,4"), 0), const(-1), axis=0), op("opset1.Concat", gather(shape_of("0,3,4"), 0), const(-1), axis=0),
        op("opset1.Convert", op("opset1.Concat", gather(shape_of("?,3,4", "i32"), 0), const(-1, kind="i64"), axis=0), destination_type="i64"),
        op("opset1.Convert", op("opset1.Concat", gather(shape_of("?,3,4", "i32"), 0), const(-1, kind="i32"), axis=0), destination_type="i64"),
        op("opset1.Concat", gather(shape_of("?,3,4", "i32"), 0), const(-1, kind="i32"), axis=0), shape_of("2..,?", "i32"),
    ]
    for shape, target, special in product(tensors, computed, (True, False)):
        yield op("opset1.Reshape", f32(shape), target, special_zero=special)
    for contents in (const(1, 2, 3, 4), shape_of("2..5,?,3,4"), i64("4"), "i32[2,2]{1,2,3,4}"):
        yield op("opset1.Reshape", contents, const(2, 2), special_zero=False)
        yield op("opset1.Reshape", contents, const(-1), special_zero=False)
        yield op("opset1.Unsqueeze", contents, const(0))
        yield op("opset1.Squeeze", op("opset1.Unsqueeze", contents, const(0)), const(0))
        yield op("opset1.Squeeze", op("opset1.Unsqueeze", contents, const(0)))
    for shape, axes in product(["1,3,1", "?,3,?", "1,?,1", "...", "", "1..4,2..4", "1", "?"], [None, const(0), const(0, -1), const(0, 2), const(1), const(), scalar(0), scalar(-1), const(5), const(0, 0), "i64[1]", "i64[?]", "i64[...]", "i64[]", "i64[2]", "f32[1]", "i64[1,1]"]):
        yield op("opset1.Squeeze", f32(shape), *([axes] if axes else []))
    for shape, axes in product(["2,3", "?", "", "...", "1..4,?"], [const(0), const(-1), const(0, 2), const(0, -1), const(2, 0), const(3), const(-4), const(1, 1), const(1, -2), const(), scalar(0), scalar(-1), "i64[1]", "i64[?]", "i64[]", "i64[...]", "f32[1]", "i64[1,1]"]):
        yield op("opset1.Unsqueeze", f32(shape), axes)


@family
def concats():
    for shapes in (["2,3", "2,4"], ["2,3", "3,3"], ["2,3"], ["?,3", "2,?"], ["2..5,3", "4..8,3"], ["2..5,3", "6,3"], ["...", "2,3"], ["...", "..."], ["2,3", "2,3,1"], ["", ""], ["4", "?"], ["2..5", "3.."], ["1,?,4", "1,8,4", "?,8,4"], ["0,3", "2,3"], ["...", "2..4,3", "...,"[:3]]):
        for axis in (0, 1, -1, -2, 2):
            yield op("opset1.Concat", *map(f32, shapes), axis=axis)
    for a, b in (("f32", "f16"), ("dynamic", "f32"), ("boolean", "boolean"), ("i32", "i64"), ("dynamic", "dynamic")):
        yield op("opset1.Concat", f"{a}[2]", f"{b}[2]", axis=0)
    for contents in ([const(1, 2), const(3)], [shape_of("2..5,?"), const(-1)], [i64("1"), const(-1)], [shape_of("..."), const(1)], [const(1, kind="i32"), const(2)], [gather(shape_of("2..5,?", "i32"), 1), const(7, kind="i32")]):
        yield op("opset1.Concat", *contents, axis=0)
        yield op("opset1.Concat", *contents, axis=-1)
    yield op("opset1.Concat", "i64[2,2]{1,2,3,4}", "i64[2,1]{5,6}", axis=1)
    yield op("opset1.Concat", "i64[2,2]{1,2,3,4}", "i64[1,2]{5,6}", axis=0)


@family
def splits():
    axes = [scalar(0), scalar(1), scalar(-1), scalar(3), "i64[]", const(1), "i64[...]", "f32[]", "i64[?]"]
    for shape, axis, count in product(["6,4", "?,4", "5..9,4", "3..,?", "...", "", "0,4", "1..2,4"], axes, (2, 3)):
        yield op("opset1.Split", f32(shape), axis, num_splits=count)
    yield op("opset1.Split", f32("6,4"), scalar(0), num_splits=0)
    sizes = [const(2, 4), const(2, -1), const(-1, 3), const(-1, -1), const(3, 4), const(6), const(2, 2, 2), const(0, 6), const(-2, 8), "i64[2]", gather(shape_of("?,2..3"), 0, 1), op("opset1.Concat", gather(shape_of("?,2..3"), 1), const(-1), axis=0), op("opset1.Concat", i64("1"), const(-1), axis=0), scalar(6), const(2, 4, kind="i32")]
    for shape, axis, size in product(["6,4", "?,4", "5..9,4", "..."], axes[:6], sizes):
        if axis in axes[:3] or size in sizes[:6]:
            yield op("opset1.VariadicSplit", f32(shape), axis, size)
    for contents in (const(1, 2, 3, 4), shape_of("2..5,?,3,4"), i64("4")):
        yield op("opset1.Split", contents, scalar(0), num_splits=2)
        yield op("opset1.Concat", op("opset1.Split", contents, scalar(0), num_splits=2) + ":1", const(9), axis=0)
        yield op("opset1.VariadicSplit", contents, scalar(0), const(1, 3))
        yield op("opset1.VariadicSplit", contents, scalar(0), const(1, -1))
        yield op("opset1.Concat", op("opset1.VariadicSplit", contents, scalar(0), const(1, 2, -1)) + ":2", const(9), axis=0)


@family
def shapes():
    for shape in SHAPES + ["0", "1,1,1,1,1", "5..5,..7"]:
        for kind in ("i32", "i64"):
            yield op("opset3.ShapeOf", f32(shape), output_type=kind)
    for kind in ("f32", "u8", "boolean"):
        yield op("opset3.ShapeOf", f32("2,3"), output_type=kind)
    yield op("opset3.ShapeOf", "dynamic[2,3]", output_type="i64")
    for shape in ("2,3,4", "?,3,5..8", "...", ""):
        for order in (const(2, 0, 1), const(0, 1, 2), const(0, 1), *([const(0, 0, 1), const(-1, 0, 1), const(3, 0, 1)] if shape != "..." else []), const(), "i64[3]", "i64[2]", "i64[?]", "i64[...]", "i64[]", "i64[1,3]", "f32[3]", const(1, 0, 2, kind="i32"), scalar(0)):
            yield op("opset1.Transpose", f32(shape), order)
    for contents in ("i64[2,2]{1,2,3,4}", op("opset1.Reshape", shape_of("2..5,?,3,4"), const(2, 2), special_zero=False), "i64[1,2,3]{1,2,3,4,5,6}"):
        yield op("opset1.Transpose", contents, const(1, 0))
        yield op("opset1.Transpose", contents, const(2, 0, 1))


def masks(begin=(0,), end=(0,), new=(0,), shrink=(0,), ellipsis=(0,)):
    return dict(begin_mask=begin, end_mask=end, new_axis_mask=new, shrink_axis_mask=shrink, ellipsis_mask=ellipsis)


@family
def slices():
    dims = ["10", "?", "4..9", "3..", "0", "1", "..6", "0..1"]
    begins = (0, 2, -3, 20, -20, 9, 2**31 - 1, -(2**63), 2**63 - 1)
    ends = (5, -1, 100, 0, -100, 2**31 - 1, 2**63 - 1, -(2**63))
    for shape, begin, end, step in product(dims, begins, ends, (1, 2, -1, -3)):
        if (abs(begin) % 7 + abs(end) % 5 + step + len(shape)) % (3 if shape in dims[:4] else 5) == 0 or (abs(begin) < 10 and end in (5, -1) and step in (1, -1)):
            yield op("opset1.StridedSlice", f32(shape), const(begin), const(end), const(step), **masks())
            if begin % 2 == 0:
                yield op("opset8.Slice", f32(shape), const(begin), const(end), const(step), const(0))
    for shape, begin, end, step in product(dims, (2, -3), (5, -1), (1, 2, -1, -2)):
        yield op("opset1.StridedSlice", f32(shape), const(begin), const(end), const(step), **masks(begin=(1,)))
        yield op("opset1.StridedSlice", f32(shape), const(begin), const(end), const(step), **masks(end=(1,)))
        yield op("opset1.StridedSlice", f32(shape), const(begin), const(end), const(step), **masks(begin=(1,), end=(1,)))
    for shape, index in product(dims, (0, 2, -1, -4, 10, -11)):
        yield op("opset1.StridedSlice", f32(shape), const(index), const(index + 1), const(1), **masks(shrink=(1,)))
    tensors = ["6,7,8,9", "?,7,2..5,9", "...", "6,?"]
    zeros = (0, 0, 0)
    for shape in tensors:
        for mask in (
            dict(), dict(shrink=(1, 0, 0)), dict(shrink=(0, 1, 1)), dict(new=(1, 0, 0)), dict(new=(0, 1, 0), shrink=(0, 0, 1)), dict(new=(0, 0, 1)), dict(ellipsis=(1, 0, 0)), dict(ellipsis=(0, 1, 0)), dict(ellipsis=(0, 0, 1)),
            dict(ellipsis=(0, 1, 0), shrink=(1, 0, 1)), dict(ellipsis=(0, 1, 0), new=(1, 0, 1)), dict(new=(1, 1, 1)), dict(new=(1, 0, 0), shrink=(1, 0, 0)), dict(begin=(1, 1, 1), end=(1, 1, 1)), dict(ellipsis=(1, 1, 0)), dict(begin=(), end=(), new=(), shrink=(), ellipsis=()),
            dict(ellipsis=(0, 1, 0), begin=(0, 0, 1), end=(1, 0, 0)), dict(shrink=(1, 1, 1)), dict(begin=(1,), end=(1,)), dict(begin=(1, 1, 1, 1, 1), end=(1, 1, 1, 1, 1)),
        ):
            filled = {**dict(begin=zeros, end=zeros, new=zeros, shrink=zeros, ellipsis=zeros), **mask}
            yield op("opset1.StridedSlice", f32(shape), const(1, 0, 2), const(5, 3, 4), const(1, 1, 2), **masks(**filled))
            yield op("opset1.StridedSlice", f32(shape), const(1, 0, 2), const(5, 3, 4), **masks(**filled))
        for begin, end, step in (("i64[2]", const(3, 3), const(1, 1)), (const(1, 1), "i64[2]", const(1, 1)), (const(1, 1), const(3, 3), "i64[2]"), ("i64[2]", "i64[2]", "i64[2]"), ("i64[?]", "i64[?]", "i64[?]"), ("i64[...]", const(3, 3), const(1, 1)), (const(1), const(3, 3), const(1, 1)), (const(1, 1), const(3, 3), const(0, 1)), (const(1, 1), const(3, 3), const(-1, 1)), ("f32[2]", const(3, 3), const(1, 1)), (scalar(1), const(3), const(1)), ("i64[2]", const(3, 3), const(-1, 2)), (const(1, 1, 1, 1, 1), const(2, 2, 2, 2, 2), const(1, 1, 1, 1, 1)), (const(1, 1, kind="i32"), const(3, 3, kind="i32"), const(1, 1, kind="i32")), (const(1, 1, kind="i32"), const(3, 3), const(1, 1))):
            yield op("opset1.StridedSlice", f32(shape), begin, end, step, **masks((0, 0), (0, 0), (0, 0), (0, 0), (0, 0)))
            yield op("opset1.StridedSlice", f32(shape), begin, end, step, **masks((0, 0), (0, 0), (0, 0), (1, 0), (0, 0)))
            yield op("opset1.StridedSlice", f32(shape), begin, end, step, **masks((0, 1), (1, 0), (0, 0), (0, 0), (0, 0)))
            yield op("opset8.Slice", f32(shape), begin, end, step)
            yield op("opset8.Slice", f32(shape), begin, end, step, const(-1, 0))
            yield op("opset8.Slice", f32(shape), begin, end, step, "i64[2]")
        for axes in (const(0, 0), const(1, -3), const(7, 0), const(0), "f32[2]", scalar(0), "i64[?]", const(-1, -2, kind="i32")):
            yield op("opset8.Slice", f32(shape), const(1, 1), const(3, 3), const(1, 1), axes)
    for bound in (shape_of("2..5,?"), shape_of("?,3"), op("opset1.Subtract", shape_of("2..5,3"), const(3, 4)), op("opset1.Concat", i64("1"), const(2), axis=0)):
        for shape in ("6,7,8,9", "?,4..9,8,9"):
            for step in (const(1, 1), const(2, -1)):
                yield op("opset1.StridedSlice", f32(shape), bound, const(5, 6), step, **masks((0, 0), (0, 0), (0, 0), (0, 0), (0, 0)))
                yield op("opset1.StridedSlice", f32(shape), const(1, 1), bound, step, **masks((0, 0), (0, 0), (0, 0), (0, 0), (0, 0)))
                yield op("opset1.StridedSlice", f32(shape), bound, bound, step, **masks((0, 0), (0, 0), (0, 0), (0, 0), (0, 0)))
                yield op("opset8.Slice", f32(shape), bound, const(5, 6), step)
                yield op("opset8.Slice", f32(shape), const(0, 0), bound, step, const(1, 0))
    for contents in (const(1, 2, 3, 4, 5), shape_of("2..5,?,3,4,7.."), i64("5"), shape_of("2..5,?,3,4,7..", "i32")):
        for begin, end, step in ((1, 3, 1), (-2, 5, 1), (0, 5, 2), (4, 0, -1), (-1, -6, -1)):
            yield op("opset1.StridedSlice", contents, const(begin), const(end), const(step), **masks())
            yield op("opset8.Slice", contents, const(begin), const(end), const(step))
            yield op("opset1.StridedSlice", contents, const(begin), const(end), const(step), **masks(shrink=(1,)))
        yield op("opset1.StridedSlice", contents, const(1), const(3), **masks(begin=(1,)))
        yield op("opset1.StridedSlice", contents, const(1), const(3), **masks(end=(1,)))
        yield op("opset1.StridedSlice", contents, const(1), const(3), **masks(new=(1,)))
        yield op("opset1.StridedSlice", contents, i64("1"), const(3), **masks())
    yield op("opset1.StridedSlice", "i64[2,3]{1,2,3,4,5,6}", const(0, 1), const(2, 2), **masks((0, 0), (0, 0), (0, 0), (0, 1), (0, 0)))
    yield op("opset1.StridedSlice", "i64[2,3]{1,2,3,4,5,6}", const(1, 0), const(2, 3), **masks((0, 0), (0, 0), (0, 0), (1, 0), (0, 0)))


@family
def gathers():
    for shape, by, axis, batch in product(["5,6", "?,6", "2..4,3,7", "...", "5"], ["", "3", "2,?", "?,?,4", "...", "5,3"], [scalar(0), scalar(1), scalar(-1), scalar(4), "i64[]", const(0), "i64[...]"], (0, 1, -1)):
        if (batch == 0 or axis in (scalar(1), scalar(-1), "i64[]")) and (batch, by) != (-1, ""):
            yield op("opset8.Gather", f32(shape), i64(by), axis, batch_dims=batch)
    for batch in (2, 3, -2, -3):
        for axis in (1, 2, 3):
            yield op("opset8.Gather", f32("2,?,6,7"), i64("2,3,4"), scalar(axis), batch_dims=batch)
            yield op("opset8.Gather", f32("2,?,6,7"), i64("3,3,4"), scalar(axis), batch_dims=batch)
    for element in TYPES:
        yield op("opset8.Gather", f"{element}[2]", i64("1"), scalar(0), batch_dims=0)
        yield op("opset8.Gather", f32("2"), f"{element}[1]", scalar(0), batch_dims=0)
        yield op("opset8.Gather", f32("2"), i64("1"), f"{element}[]", batch_dims=0)
    for contents in (const(1, 2, 3), shape_of("2..5,?,3"), shape_of("2..5,?,3", "i32"), i64("3"), shape_of("...")):
        for indices in (const(0), const(-1, 1), scalar(1), scalar(-1), const(2, 1, 0, kind="i32"), "i64[1]", "i64[2,2]{0,1,2,0}"):
            yield op("opset8.Gather", contents, indices, scalar(0), batch_dims=0)
    yield op("opset8.Gather", "i64[2,3]{1,2,3,4,5,6}", const(1), scalar(0), batch_dims=0)
    yield op("opset8.Gather", "i64[2,3]{1,2,3,4,5,6}", const(2, 0), scalar(1), batch_dims=0)
    yield op("opset8.Gather", "i64[2,3]{1,2,3,4,5,6}", "i64[2,1]{2,0}", scalar(1), batch_dims=1)
    for shape, by, batch in product(["5,6,7", "?,6,2..4", "...", "5", ""], ["3,1", "5,2", "?,3", "2,?", "5,6,1", "...", "", "4,4", "?,?,?"], (0, 1, 2)):
        yield op("opset8.GatherND", f32(shape), i64(by), batch_dims=batch)
    yield op("opset8.GatherND", f32("5,6"), f32("3,1"), batch_dims=0)
    for x, indices, updates in (("4,5", "2,1", "2,5"), ("4,5", "2,2", "2"), ("4,5", "2,1", "3,5"), ("?,5", "?,1", "?,5"), ("...", "2,1", "2,5"), ("4,5", "...", "2,5"), ("4,5", "2,1", "..."), ("4,5", "2,3", "2"), ("4,5", "2,?", "2,5"), ("4,5", "2,1", "2,6"), ("4,5", "", ""), ("", "1,1", "1"), ("4,5", "3,2,1", "3,2,5"), ("4,5", "2,1", "2")):
        yield op("opset4.ScatterNDUpdate", f32(x), i64(indices), f32(updates))
    yield op("opset4.ScatterNDUpdate", f32("4,5"), f32("2,1"), f32("2,5"))
    yield op("opset4.ScatterNDUpdate", f32("4,5"), i64("2,1"), "f16[2,5]")
    yield op("opset4.ScatterNDUpdate", f32("4,5"), "i32[2,1]", "dynamic[2,5]")


@family
def spreads():
    targets = [const(2, 3, 4), const(3, 4), const(4), const(1, 3, 4), const(), const(0, 3, 4), const(2, -1, 4), "i64[3]", "i64[?]", "i64[...]", "i64[]", "i64[1,3]", "f32[3]", shape_of("?,3,4"), shape_of("2..5,1..,4"), shape_of("2,?,..7"), const(2, 3, 5), op("opset1.Concat", i64("1"), const(3, 4), axis=0), const(2, 3, 4, kind="i32"), op("opset1.Subtract", shape_of("?,3,4"), const(1, 0, 0)), scalar(4)]
    for shape, target, mode in product(["3,4", "1,4", "?,4", "2..5,4", "", "...", "3,1", "0..1,4", "?,1,4"], targets, ("numpy", "bidirectional")):
        yield op("opset3.Broadcast", f32(shape), target, mode=mode)
    for shape, target, axes in product(["3", "?", "3,4"], targets[:1] + [shape_of("?,3,4"), "i64[3]", "i64[?]", const(1, 3, 4)], [const(1), const(1, 2), const(2, 1), const(), const(0), const(3), "i64[1]", "i64[?]", const(-1), const(1, kind="i32"), "f32[1]"]):
        if target == "i64[3]" and axes in (const(3), const(-1), const(2, 1)):
            continue
        yield op("opset3.Broadcast", f32(shape), target, axes, mode="explicit")
    for contents in (scalar(7), const(7), const(1, 2), shape_of("2..5,?"), i64("2"), "i64[2,1]{1,2}"):
        for target in (const(2), const(3, 2), const(2, 2), const(2, 1)):
            yield op("opset3.Broadcast", contents, target, mode="numpy")
            yield op("opset3.Broadcast", contents, target, mode="bidirectional")
        for repeats in (const(2), const(1), const(0), const(3, 1), const(1, 3), scalar(2)):
            yield op("opset1.Tile", contents, repeats)
    for shape, repeats in product(["2,3", "?,3", "2..5,3..", "", "..."], [const(2, 3), const(2), const(1, 2, 3), const(0, 2), const(-1, 2), const(), "i64[2]", "i64[3]", "i64[?]", "i64[...]", "f32[2]", "i64[1,2]", shape_of("?,3"), shape_of("2..4,5.."), scalar(2), const(2, 3, kind="i32")]):
        yield op("opset1.Tile", f32(shape), repeats)
    for a, b, c in ((0, 10, 1), (0, 10, 3), (10, 0, -3), (0, 0, 1), (0, 10, -1), (5, 2, 1), (0, 10, 0), (-3, 3, 2)):
        for kind, out in (("i64", "i64"), ("i32", "i32"), ("i64", "i32"), ("f32", "f32"), ("f32", "i64"), ("i64", "f32"), ("f64", "f64"), ("f16", "f16")):
            yield op("opset4.Range", scalar(a, kind), scalar(b, kind), scalar(c, kind), output_type=out)
    for a, b, c in ((0, 1, 0.1), (0.5, 3.2, 0.7), (0, 1, 0.25), (1, 0, -0.1), (0, 0.3, 0.1), (0.9, 5.1, 1.0)):
        for kind, out in (("f32", "f32"), ("f32", "i32"), ("f64", "f64"), ("f32", "f16"), ("f16", "f32")):
            yield op("opset4.Range", scalar(a, kind), scalar(b, kind), scalar(c, kind), output_type=out)
    first = op("opset8.Gather", shape_of("2..5,?,3"), scalar(0), scalar(0), batch_dims=0)
    second = op("opset8.Gather", shape_of("2..5,?,3"), scalar(1), scalar(0), batch_dims=0)
    third = op("opset8.Gather", shape_of("2..5,?,3"), scalar(2), scalar(0), batch_dims=0)
    first32 = op("opset8.Gather", shape_of("2..5,?,3", "i32"), scalar(0), scalar(0), batch_dims=0)
    for a, b, c in ((scalar(0), first, scalar(1)), (scalar(0), second, scalar(1)), (scalar(0), third, scalar(1)), (scalar(0), third, "i64[]"), (first, scalar(10), scalar(1)), (first, scalar(3), scalar(1)), (scalar(0), "i64[]", scalar(1)), (scalar(10), first, scalar(-2)), (scalar(0), first, scalar(2)), (const(0), const(5), const(1)), ("i64[?]", scalar(5), scalar(1)), ("i64[2]", scalar(5), scalar(1)), (scalar(0), scalar(5), scalar(1, "i32")), (scalar(0, "i32"), first32, scalar(1, "i32")), (scalar(0), scalar(2.5, "f32"), scalar(1)), ("boolean[]", scalar(5), scalar(1)), (scalar(0), first, scalar(0)), (scalar(1), first, scalar(1)), (third, second, scalar(1)), ("dynamic[]", "i64[]", "i64[]")):
        for out in ("i64", "i32", "f32"):
            yield op("opset4.Range", a, b, c, output_type=out)
    for a, b, c in (("2", "2", "2"), ("", "2", "2"), ("2,1", "2,3", "3"), ("?", "4", "1"), ("...", "2", "2"), ("2", "...", "2"), ("2", "3", "3"), ("4", "?", "?"), ("2..5", "1", "1"), ("1", "2..5", "4"), ("?,1", "1,?", "3..4,5"), ("2,3", "2", "3"), ("2,2", "2", "2")):
        yield op("opset1.Select", f"boolean[{a}]", f32(b), f32(c))
    for a, b, c in (("f32", "f32", "f32"), ("boolean", "f32", "f16"), ("dynamic", "f32", "f32"), ("boolean", "dynamic", "i32"), ("boolean", "boolean", "boolean"), ("u8", "f32", "f32")):
        yield op("opset1.Select", f"{a}[2]", f"{b}[2]", f"{c}[2]")
    for condition in ("boolean[3]", "boolean[3]{1,0,1}", "boolean[]{1}", "boolean[]{0}", "boolean[]"):
        yield op("opset1.Select", condition, const(1, 2, 3), const(4, 5, 6))
        yield op("opset1.Select", condition, shape_of("2..5,?,3"), const(4, 5, 6))
        yield op("opset1.Select", condition, const(4, 5, 6), shape_of("2..5,?,3"))
        yield op("opset1.Select", condition, i64("3"), const(4, 5, 6))
    for comparison in ("Equal", "Greater", "Less", "NotEqual", "GreaterEqual", "LessEqual"):
        for x in (const(4, -1, 2), shape_of("2..5,?,3"), shape_of("2,3,4")):
            for y in (scalar(3), scalar(-1), const(7, 0, 3)):
                yield op("opset1.Select", op("opset1." + comparison, x, y), const(1, 2, 3), const(4, 5, 6))


@family
def pads_and_blocks():
    begins = [const(0, 1), const(-1, 2), const(0, 0), "i64[2]", "i64[?]", "i64[...]", const(1), "f32[2]", scalar(1), shape_of("?,2..3"), const(-9, 0), "i64[2,1]", const(0, 3, kind="i32")]
    for shape, begin, end in product(["4,5", "?,5", "2..6,3..", "...", ""], begins, [const(0, 0), const(2, -1), "i64[2]", shape_of("?,2..3"), const(-3, 4)]):
        yield op("opset12.Pad", f32(shape), begin, end, pad_mode="constant")
    for mode, begin, end in product(("edge", "reflect", "symmetric", "constant"), (const(0, 4), const(0, 5), const(3, 0), const(4, 0), const(-1, 0), const(0, 6)), (const(0, 0), const(1, 2), const(4, 5), const(-1, -1))):
        for shape in ("4,5", "?,4..7"):
            yield op("opset12.Pad", f32(shape), begin, end, pad_mode=mode)
    for element, value in (("f32", "f32[]"), ("f32", "f16[]"), ("i64", "i64[]"), ("f32", "f32[1]"), ("f32", "f32[?]"), ("f32", "dynamic[]"), ("boolean", "boolean[]"), ("f32", "f32[...]")):
        yield op("opset12.Pad", f"{element}[2,3]", const(1, 1), const(1, 1), value, pad_mode="constant")
        yield op("opset12.Pad", f"{element}[2,3]", const(1, 1), const(1, 1), value, pad_mode="edge")
    yield op("opset12.Pad", const(1, 2), const(1), const(1), scalar(9), pad_mode="constant")
    yield op("opset12.Pad", shape_of("2..5,?"), const(1), const(1), scalar(9), pad_mode="constant")
    for mode, block, shape in product(("blocks_first", "depth_first"), (1, 2, 3), ("1,8,4,6", "?,?,?,?", "1,4..17,2..7,?", "...", "2,9,6", "1,8,2,2,2", "2,8", "1,7,5,5", "8", "1,27,3,6,9", "1,1..3,1..3,1", "0,0,0,0")):
        yield op("opset1.DepthToSpace", f32(shape), block_size=block, mode=mode)
        yield op("opset1.SpaceToDepth", f32(shape), block_size=block, mode=mode)
    yield op("opset1.DepthToSpace", f32("1,8,4,6"), block_size=0, mode="blocks_first")
    yield op("opset1.SpaceToDepth", f32("1,8,4,6"), block_size=0, mode="blocks_first")
    blocks = [const(1, 2, 2, 1), const(1, 1, 1, 1), const(1, 3, 2, 1), "i64[4]", "i64[?]", "i64[...]", const(1, 2), const(1, 0, 2, 1), const(1, 2, 2, 1, kind="i32"), const(2, 2, 1, 1), "f32[4]", shape_of("1,2,2..3,1"), scalar(2)]
    pads_ = [const(0, 0, 0, 0), const(0, 1, 0, 0), const(0, 1, 2, 1), "i64[4]", const(0, 0), shape_of("?,1,2..3,1"), const(0, 9, 9, 0)]
    for kind, shape in (("SpaceToBatch", "2,4,6,3"), ("SpaceToBatch", "?,?,?,3"), ("SpaceToBatch", "2,3..7,6..,3"), ("SpaceToBatch", "..."), ("SpaceToBatch", "2,5,6,3"), ("BatchToSpace", "8,4,6,3"), ("BatchToSpace", "?,?,?,3"), ("BatchToSpace", "2..9,3..7,6..,3"), ("BatchToSpace", "..."), ("BatchToSpace", "6,4,6,3")):
        for block, begin, end in product(blocks, pads_, pads_[:3]):
            if block == blocks[0] or begin == pads_[0] or (begin == pads_[1] and end == pads_[1]):
                yield op("opset2." + kind, f32(shape), block, begin, end)
    for kind in ("SpaceToBatch", "BatchToSpace"):
        yield op("opset2." + kind, f32("8"), const(2), const(0), const(0))
        yield op("opset2." + kind, f32("8,4"), const(1, 2), const(0, 0), const(0, 0))
        yield op("opset2." + kind, f32("8,4,3"), const(1, 2, 1), const(0, 0, 0), const(0, 0, 0))


@family
def interpolations():
    def interpolate(x, target, *axes, mode="nearest", calculation="sizes", begin=(0,), end=(0,)):
        return op("opset11.Interpolate", x, target, *axes, mode=mode, shape_calculation_mode=calculation, coordinate_transformation_mode="half_pixel", nearest_mode="floor", antialias=False, pads_begin=begin, pads_end=end, cube_coeff=-0.75)

    for shape in ("1,3,8,9", "?,3,?,?", "1,?,4..7,3..", "..."):
        for target in (const(16, 20), "i64[2]", "i64[?]", "i64[...]", const(16), const(16, 20, 24), const(0, 5), gather(shape_of("1,2,?,4..8"), 2, 3), "f32[2]", const(16, 20, kind="i32"), scalar(16), op("opset1.Multiply", gather(shape_of("1,2,?,4..8"), 2, 3), scalar(2)), const(-1, 5), op("opset1.Concat", i64("1"), const(5), axis=0)):
            for axes in (const(2, 3), const(-2, -1), const(3, 2), "i64[2]", "i64[?]", const(2), const(2, 7), const(2, 2), scalar(2), const(2, 3, kind="i32")):
                if axes == const(2, 3) or target in (const(16, 20), "i64[2]"):
                    yield interpolate(f32(shape), target, axes)
        for numbers in ((2, 2), (0.5, 1.5), (0.3, 0.7), (1.0, 0.1), (1.1, 1.2)):
            for kind in ("f32", "f16", "f64"):
                yield interpolate(f32(shape), const(*numbers, kind=kind), const(2, 3), calculation="scales")
            yield interpolate(f32(shape), const(*numbers, kind="f32"), const(2, 3), calculation="scales", mode="linear_onnx", begin=(0, 0, 1, 2), end=(0, 0, 3, 0))
        yield interpolate(f32(shape), "f32[2]", const(2, 3), calculation="scales")
        yield interpolate(f32(shape), const(2, 2), const(2, 3), calculation="scales")
        yield interpolate(f32(shape), const(2, 2, 2, 2, kind="f32"), calculation="scales")
        yield interpolate(f32(shape), const(1, 3, 5, 5))
        yield interpolate(f32(shape), const(5, 5))
        yield interpolate(f32(shape), "i64[4]")
        yield interpolate(f32(shape), const(5, 5), const(2, 3), begin=(0, 0, 1, 2), end=(0, 0, 3, 0))
        yield interpolate(f32(shape), const(5, 5), const(2, 3), begin=(1,), end=(0, 0, 3, 0))
        yield interpolate(f32(shape), const(5, 5), const(2, 3), begin=(), end=())
        yield interpolate(f32(shape), const(5, 5), const(2, 3), begin=(1, 1, 1, 1, 1), end=())
        yield interpolate(f32(shape), const(5, 5), const(2, 3), begin=(0, 0, -20, 0), end=())
        for mode in ("linear", "linear_onnx", "cubic", "bilinear_pillow", "bicubic_pillow"):
            yield interpolate(f32(shape), const(5, 5), const(2, 3), mode=mode)
    for element in TYPES:
        yield interpolate(f"{element}[1,3,8,9]", const(5, 5), const(2, 3))


@family
def normalizations():
    for shape in SHAPES:
        for axes in (const(-1), const(0, 1), const(2, 3), const(7), "i64[1]", "i64[?]", "i64[...]", "f32[1]", scalar(0), "i64[1,2]", const(1, 1), const(2, 3, kind="i32"), const(), const(-5)):
            yield op("opset6.MVN", f32(shape), axes, eps=0.001, normalize_variance=True, eps_mode="INSIDE_SQRT")
            yield op("opset1.LRN", f32(shape), axes, alpha=0.0001, beta=0.75, bias=2, size=5)
            yield op("opset1.NormalizeL2", f32(shape), axes, eps=1e-10, eps_mode="add")
    for element in TYPES:
        yield op("opset6.MVN", f"{element}[2,3]", const(1), eps=0.001, normalize_variance=False, eps_mode="OUTSIDE_SQRT")
        yield op("opset1.LRN", f"{element}[2,3]", const(1), alpha=0.0001, beta=0.75, bias=2, size=5)
        yield op("opset1.NormalizeL2", f"{element}[2,3]", const(1), eps=1e-10, eps_mode="max")
        yield op("opset1.FakeQuantize", f"{element}[2,3]", f"{element}[]", f"{element}[]", f"{element}[]", f"{element}[]", levels=256)
    for shapes in (("2,3", "", "", "", ""), ("2,3", "2,1", "2,1", "", ""), ("?,3", "1", "3", "?", "1,1"), ("...", "", "", "", ""), ("2,3", "...", "", "", ""), ("2,3", "4", "", "", ""), ("2,1", "3", "3", "", ""), ("1..4,3", "4,3", "", "", ""), ("?,3", "4,1", "", "", ""), ("3", "2,3", "", "", "")):
        yield op("opset1.FakeQuantize", *map(f32, shapes), levels=256)
    yield op("opset1.FakeQuantize", "f32[2]", "f16[]", "f16[]", "f16[]", "f16[]", levels=256)
    yield op("opset1.FakeQuantize", "f32[2]", "dynamic[]", "f32[]", "f32[]", "f32[]", levels=2)
    yield op("opset1.FakeQuantize", "f32[2]", "f32[]", "f32[]", "f32[]", "f32[]", levels=0)


@family
def searches():
    for shape, k, axis in product(["5,6", "?,6", "2..4,3..", "...", "", "3"], [scalar(2), scalar(9), scalar(0), scalar(-1), "i64[]", "i64[1]", const(2), "i64[?]", "i64[...]", "f32[]", scalar(2, "i32"), op("opset8.Gather", shape_of("2..5,?"), scalar(0), scalar(0), batch_dims=0), op("opset8.Gather", shape_of("2..5,?"), scalar(1), scalar(0), batch_dims=0), op("opset1.Minimum", op("opset8.Gather", shape_of("2..5,?"), scalar(1), scalar(0), batch_dims=0), scalar(3))], (0, -1, 2)):
        yield op("opset11.TopK", f32(shape), k, axis=axis, mode="max", sort="value", index_element_type="i32", stable=False)
    for element in TYPES:
        yield op("opset11.TopK", f"{element}[5]", scalar(2), axis=0, mode="min", sort="index", index_element_type="i64", stable=False)
        yield op("opset11.TopK", f32("5"), scalar(2), axis=0, mode="min", sort="none", index_element_type=element, stable=True)
    for shape, depth, axis in product(["3", "2,?", "", "...", "2..4,3"], [scalar(5), scalar(0), scalar(-1), "i64[]", const(5), "i64[?]", "i64[...]", "f32[]", scalar(5, "i32"), op("opset8.Gather", shape_of("2..5,?"), scalar(0), scalar(0), batch_dims=0), "i64[2]"], (0, -1, 1, 3, -2)):
        yield op("opset1.OneHot", i64(shape), depth, "f32[]", "f32[]", axis=axis)
    for element in TYPES:
        yield op("opset1.OneHot", f"{element}[2]", scalar(5), "f32[]", "f32[]", axis=-1)
        yield op("opset1.OneHot", i64("2"), scalar(5), f"{element}[]", f"{element}[]", axis=-1)
        yield op("opset1.OneHot", i64("2"), scalar(5), "f32[]", f"{element}[]", axis=-1)
        yield op("opset3.CumSum", f"{element}[2,3]", scalar(1), exclusive=False, reverse=True)
        yield op("opset3.CumSum", f32("2,3"), f"{element}[]", exclusive=False, reverse=True)
    yield op("opset1.OneHot", i64("2"), scalar(5), "f32[1]", "f32[]", axis=-1)
    yield op("opset1.OneHot", i64("2"), scalar(5), "f32[?]", "f32[...]", axis=-1)
    for shape, axis in product(SHAPES, (scalar(0), scalar(-1), scalar(5), "i64[]", "i64[1]", "i64[?]", const(0), None)):
        yield op("opset3.CumSum", f32(shape), *([axis] if axis else []), exclusive=True, reverse=False)
    yield op("opset3.CumSum", const(1, 2, 3), scalar(0), exclusive=True, reverse=False)
    yield op("opset3.CumSum", shape_of("2..5,?"), scalar(0), exclusive=False, reverse=False)
