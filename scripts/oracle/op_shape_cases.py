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


@family
def more_elementwise():
    for kind in ("opset9.SoftSign", "opset10.IsNaN", "opset10.IsFinite", "opset13.BitwiseNot", "opset17.ErfInv", "opset16.Identity"):
        for shape in SHAPES:
            yield op(kind, f"{'i64' if 'Bitwise' in kind else 'f32'}[{shape}]")
        for element in TYPES:
            yield op(kind, f"{element}[2,?]")
        if kind in ("opset13.BitwiseNot", "opset16.Identity"):
            yield op(kind, const(-7, 0, 5))
            yield op(kind, shape_of("2..5,?,3"))
    for element in TYPES:
        yield op("opset10.IsInf", f"{element}[2,?]", detect_negative=True, detect_positive=False)
        yield op("opset1.HardSigmoid", f"{element}[2,?]", f"{element}[]", f"{element}[]")
        yield op("opset1.ConvertLike", f"{element}[2,?]", "f16[3]")
        yield op("opset1.ConvertLike", "f16[3]", f"{element}[...]")
    for a, b in (("", ""), ("1", ""), ("", "2"), ("?", "..."), ("...", "...")):
        yield op("opset1.HardSigmoid", f32("2,3"), f32(a), f32(b))
    yield op("opset1.HardSigmoid", f32("2,3"), "f16[]", "f32[]")
    yield op("opset1.ConvertLike", shape_of("2..5,?"), "i32[]")
    for name in ("And", "Or", "Xor", "LeftShift", "RightShift"):
        kind = ("opset15.Bitwise" if "Shift" in name else "opset13.Bitwise") + name
        for a, b in (("4", "4"), ("4", "1"), ("?", "4"), ("2,3", "3"), ("2,3", "2"), ("...", "2"), ("2..5", "3..9")):
            yield op(kind, i64(a), i64(b))
        for element in TYPES + ["u16", "i8"]:
            yield op(kind, f"{element}[2]", f"{element}[2]")
        yield op(kind, "i32[2]", "i64[2]")
        yield op(kind, const(7, 9, 12), const(1, 2, 3))
        yield op(kind, shape_of("2..5,?,3"), const(1, 2, 3))


@family
def more_normalizations():
    for shape, channels in (("1,3,8,8", "3"), ("1,3,8,8", "4"), ("?,?,?", "3"), ("...", "3"), ("1,3", "?"), ("1,2..5,8", "3..9"), ("1,3,8,8", "..."), ("3", "3"), ("...", "..."), ("2,?", "1,3")):
        c = f32(channels)
        yield op("opset5.BatchNormInference", f32(shape), c, c, c, c, epsilon=0.001)
        yield op("opset12.GroupNormalization", f32(shape), c, c, num_groups=1, epsilon=0.001)
        yield op("opset12.GroupNormalization", f32(shape), c, c, num_groups=2, epsilon=0.001)
    for element in TYPES:
        c = f"{element}[3]"
        yield op("opset5.BatchNormInference", f"{element}[1,3,8]", c, c, c, c, epsilon=0.001)
        yield op("opset12.GroupNormalization", f"{element}[1,3,8]", c, c, num_groups=3, epsilon=0.001)
        yield op("opset5.BatchNormInference", "f32[1,3,8]", c, c, c, c, epsilon=0.001)
    yield op("opset12.GroupNormalization", f32("1,4,8,8"), f32("4"), f32("4"), num_groups=0, epsilon=0.001)


@family
def more_scatters():
    tensors = ["4,5", "?,5", "...", "2..4,3..,6"]
    for x, indices, updates, axis in product(tensors, ("2", "2,3", "?", "...", ""), ("2,5", "4,2", "?,?", "...", "2,3,5", "5"), (scalar(0), scalar(1), scalar(-1), const(0), "i64[]", scalar(3), "i64[1]", "i64[2]")):
        if (len(x) + len(indices) + 2 * len(updates) + len(axis)) % 3 == 0 or axis == scalar(0):
            yield op("opset3.ScatterUpdate", f32(x), i64(indices), f32(updates), axis)
    for x, indices, updates, axis in product(tensors, ("2,3", "2", "?,3", "...", "4,5"), ("2,3", "?,?", "2,4", "...", "4,5"), (scalar(0), scalar(1), scalar(-1), const(0), "i64[]", scalar(3), "i64[2]")):
        if (len(x) + len(indices) + 2 * len(updates) + len(axis)) % 3 == 0 or axis == scalar(0):
            yield op("opset12.ScatterElementsUpdate", f32(x), i64(indices), f32(updates), axis, reduction="sum", use_init_val=True)
    for a, b, c, d in (("f32", "i32", "f16", "i64"), ("f32", "f32", "f32", "i64"), ("i64", "i32", "i64", "i32"), ("f32", "i64", "dynamic", "i64"), ("f32", "i64", "f32", "f32"), ("boolean", "i64", "boolean", "i64")):
        yield op("opset3.ScatterUpdate", f"{a}[4,5]", f"{b}[2]", f"{c}[2,5]", f"{d}[]")
        for reduction in ("none", "mean", "prod"):
            yield op("opset12.ScatterElementsUpdate", f"{a}[4,5]", f"{b}[2,3]", f"{c}[2,3]", f"{d}[]", reduction=reduction, use_init_val=False)
        yield op("opset15.ScatterNDUpdate", f"{a}[4,5]", f"{b}[2,1]", f"{c}[2,5]", reduction="sum")
    for contents in (const(1, 2, 3), shape_of("2..5,?,3"), i64("3")):
        yield op("opset3.ScatterUpdate", contents, const(0, 2), const(7, 8), scalar(0))
        yield op("opset3.ScatterUpdate", contents, const(1), gather(shape_of("2..5,?,3"), 1), scalar(0))
        yield op("opset3.ScatterUpdate", contents, const(-1), const(7), scalar(0))
        yield op("opset12.ScatterElementsUpdate", contents, const(0, 2), const(7, 8), scalar(0), reduction="none", use_init_val=True)
        yield op("opset4.ScatterNDUpdate", contents, "i64[2,1]{0,2}", const(7, 8))
        yield op("opset4.ScatterNDUpdate", contents, "i64[1,1]{-1}", const(8))
    for x, indices, updates in (("4,5", "2,1", "2,5"), ("4,5", "2,2", "2"), ("4,5", "2,1", "3,5"), ("?,5", "?,1", "?,5"), ("...", "2,1", "2,5"), ("4,5", "2,1", "")):
        yield op("opset15.ScatterNDUpdate", f32(x), i64(indices), f32(updates), reduction="max")


@family
def more_gathers():
    for x, indices, axis in product(("4,5", "?,5", "...", "2..4,3..", "4", ""), ("2,5", "4,3", "?,?", "...", "3", ""), (0, 1, -1, 2)):
        yield op("opset6.GatherElements", f32(x), i64(indices), axis=axis)
    for element in TYPES:
        yield op("opset6.GatherElements", f"{element}[4]", i64("2"), axis=0)
        yield op("opset6.GatherElements", f32("4"), f"{element}[2]", axis=0)
        yield op("opset1.GatherTree", f"{element}[3,2,4]", f"{element}[3,2,4]", f"{element}[2]", f"{element}[]")
    yield op("opset6.GatherElements", const(4, 5, 6), const(2, 0), axis=0)
    for shapes in (("3,2,4", "3,2,4", "2", ""), ("?,2,4", "3,?,4", "?", "..."), ("3,2,4", "3,2,5", "2", ""), ("3,2,4", "3,2,4", "3", ""), ("3,2", "3,2", "2", ""), ("...", "...", "...", "..."), ("...", "3,2,4", "2", "1"), ("3,2,4", "3,2,4", "2,1", "")):
        yield op("opset1.GatherTree", *map(f32, shapes))
    for x, offset, axes in product(("4,5", "?,5", "...", "4"), (const(1), const(1, 2), scalar(1), "i64[2]", "i64[?]", "i64[...]", "f32[1]"), (const(0), const(0, 1), const(-1), const(5), scalar(0), "i64[1]", "i64[?]", "i64[...]")):
        if (len(x) + len(offset) + len(axes)) % 2 == 0 or axes == const(0):
            yield op("opset7.Roll", f32(x), offset, axes)
    for shape, lengths, batch, seq in product(("2,4,6", "?,?,6", "...", "2", "2..4,3..,5"), ("2", "?", "...", "3", "", "4"), (0, 1, -1), (1, 0, 2)):
        yield op("opset1.ReverseSequence", f32(shape), i64(lengths), batch_axis=batch, seq_axis=seq)
    for element in TYPES:
        yield op("opset1.ReverseSequence", f32("2,4"), f"{element}[2]", batch_axis=0, seq_axis=1)
        yield op("opset1.ReverseSequence", f"{element}[2,4]", i64("2"), batch_axis=0, seq_axis=1)
        yield op("opset7.Roll", f"{element}[2]", const(1), const(0))
    for shape, axes in product(("2,4", "?,4", "..."), (const(0), const(0, 1), const(1, 1), const(2), const(), "i64[1]", "i64[3]", "i64[?]", "i64[...]", scalar(0), const(-1), "f32[1]")):
        yield op("opset1.Reverse", f32(shape), axes, mode="index")
    for shape, flags in product(("2,4", "?,4", "..."), ("boolean[2]{1,0}", "boolean[1]{1}", "boolean[2]", "boolean[3]", "boolean[?]", const(1, 0))):
        yield op("opset1.Reverse", f32(shape), flags, mode="mask")
    for contents in (const(1, 2, 3), shape_of("2..5,?,3")):
        yield op("opset1.Reverse", contents, const(0), mode="index")
        yield op("opset7.Roll", contents, const(1), const(0))
    for shape, axis, group in product(("1,4,2", "?,?,2", "...", "1,5,2", "1,2..7,3", "4"), (1, 0, -2, 3), (1, 2)):
        yield op("opset1.ShuffleChannels", f32(shape), axis=axis, group=group)


@family
def discoveries():
    for shape in SHAPES + ["2,0", "0..1"]:
        for kind in ("i32", "i64"):
            yield op("opset3.NonZero", f32(shape), output_type=kind)
    for element in TYPES:
        yield op("opset3.NonZero", f"{element}[2,3]", output_type="i64")
        yield op("opset3.NonZero", f32("2,3"), output_type=element)
        yield op("opset10.Unique", f"{element}[2,3]", sorted=True, index_element_type="i64", count_element_type="i32")
        yield op("opset3.Bucketize", f"{element}[2,3]", f32("4"), output_type="i64", with_right_bound=True)
        yield op("opset3.Bucketize", f32("2,3"), f"{element}[4]", output_type="i32", with_right_bound=False)
        yield op("opset3.Bucketize", f32("2,3"), f32("4"), output_type=element, with_right_bound=True)
        yield op("opset15.SearchSorted", f"{element}[4]", f"{element}[3]", right_mode=True, output_type="i32")
    yield op("opset3.NonZero", const(0, 2, 3), output_type="i64")
    yield op("opset3.NonZero", "boolean[3]{1,0,1}", output_type="i64")
    for shape, axis in product(["2,3", "?,3", "2..5,3..", "...", "", "5", "0"], [None, scalar(0), scalar(-1), scalar(2), "i64[]", const(1), "i64[1]", "i64[...]", "f32[]", scalar(1, "i32"), const(0, 1)]):
        yield op("opset10.Unique", f32(shape), *([axis] if axis else []), sorted=False, index_element_type="i64", count_element_type="i64")
    for shape, buckets in product(("2,3", "?,3", "...", ""), ("4", "?", "...", "2,2", "")):
        yield op("opset3.Bucketize", f32(shape), f32(buckets), output_type="i64", with_right_bound=True)
        yield op("opset15.SearchSorted", f32(shape), f32(buckets), right_mode=False, output_type="i64")
    for a, b in (("2,4", "2,3"), ("2,4", "3,3"), ("?,4", "2,?"), ("4", "2,3"), ("2,4", "3"), ("2,4", "..."), ("1,2,4", "1,2,5")):
        yield op("opset15.SearchSorted", f32(a), f32(b), right_mode=False, output_type="i64")
    boxes_and_scores = [("1,10,4", "1,2,10"), ("?,10,4", "2,3,10"), ("1,?,4", "1,?,?"), ("...", "1,2,10"), ("1,10,4", "..."), ("1,10,5", "1,2,10"), ("2,10,4", "1,2,10"), ("1,10,4", "1,2,11"), ("10,4", "1,2,10"), ("2..3,..10,4", "?,4,5..9"), ("1,10,?", "1,2,10")]
    for (boxes, scores), count in product(boxes_and_scores, (scalar(3), scalar(20), "i64[]", const(3), "i64[...]", scalar(-1), "f32[]", scalar(3, "i32"))):
        if count in (scalar(3), "i64[]") or (boxes, scores) == boxes_and_scores[0]:
            yield op("opset9.NonMaxSuppression", f32(boxes), f32(scores), count, "f32[]", "f32[]", "f32[]", box_encoding="corner", sort_result_descending=True, output_type="i32")
            yield op("opset9.NonMaxSuppression", f32(boxes), f32(scores), count, box_encoding="center", sort_result_descending=False, output_type="i64")
    yield op("opset9.NonMaxSuppression", f32("1,10,4"), f32("1,2,10"), box_encoding="center", sort_result_descending=False, output_type="i64")
    yield op("opset9.NonMaxSuppression", f32("1,10,4"), f32("1,2,10"), scalar(3), "f32[1]", "f32[?]", box_encoding="center", sort_result_descending=False, output_type="i64")
    for a, b, c in (("f16", "f16", "f16"), ("f32", "f16", "f32"), ("i32", "i32", "f32"), ("dynamic", "f32", "f32"), ("f32", "f32", "i64"), ("f64", "f64", "f64")):
        yield op("opset9.NonMaxSuppression", f"{a}[1,10,4]", f"{b}[1,2,10]", scalar(3), f"{c}[]", f"{c}[]", box_encoding="corner", sort_result_descending=True, output_type="i64")
    nms = dict(sort_result_type="none", output_type="i64", nms_top_k=-1, keep_top_k=-1, sort_result_across_batch=False)
    for boxes, scores in boxes_and_scores:
        for keep, top in ((-1, -1), (5, -1), (-1, 3), (5, 3)):
            attributes = {**nms, "nms_top_k": top, "keep_top_k": keep}
            yield op("opset8.MatrixNms", f32(boxes), f32(scores), **attributes, score_threshold=0, background_class=-1, decay_function="linear", gaussian_sigma=2, post_threshold=0, normalized=True)
            yield op("opset8.MatrixNms", f32(boxes), f32(scores), **attributes, score_threshold=0, background_class=0, decay_function="gaussian", gaussian_sigma=2, post_threshold=0, normalized=True)
            if scores != "...":
                yield op("opset9.MulticlassNms", f32(boxes), f32(scores), **attributes, iou_threshold=0, score_threshold=0, background_class=-1, nms_eta=1, normalized=True)
                yield op("opset9.MulticlassNms", f32(boxes), f32(scores), **attributes, iou_threshold=0, score_threshold=0, background_class=0, nms_eta=1, normalized=True)
    for values, shape, indices, default in (("3", "2", "3,2", ""), ("?", "?", "?,2", ""), ("...", "...", "...", "..."), ("3", "2", "4,2", ""), ("3", "2", "3,3", ""), ("3", "2", "3,2", "1"), ("3,1", "2", "3,2", ""), ("3", "3", "3,2", "")):
        yield op("opset16.SparseFillEmptyRows", f32(values), i64(shape), i64(indices), f32(default))
        yield op("opset16.SparseFillEmptyRows", f32(values), const(4, 5), i64(indices), f32(default))
        yield op("opset16.SparseFillEmptyRows", f32(values), shape_of("4..6,?"), i64(indices), f32(default))
    for a, b, c, d in (("f32", "i64", "i64", "f16"), ("i64", "i32", "i32", "i64"), ("f32", "i32", "i64", "f32"), ("f32", "f32", "f32", "f32"), ("dynamic", "i64", "i64", "f32")):
        yield op("opset16.SparseFillEmptyRows", f"{a}[3]", f"{b}[2]", f"{c}[3,2]", f"{d}[]")


@family
def embeddings():
    for table, indices, offsets in (("5,2", "4", "2"), ("5,2,3", "?", "?"), ("...", "4", "2"), ("5,2", "...", "..."), ("5", "4", "2"), ("5,2", "4,1", "2"), ("5,2", "4", "2,1"), ("?,2..3", "4", "3..5"), ("", "4", "2")):
        yield op("opset3.EmbeddingBagOffsetsSum", f32(table), i64(indices), i64(offsets))
        yield op("opset3.EmbeddingBagOffsetsSum", f32(table), i64(indices), i64(offsets), scalar(0))
        yield op("opset3.EmbeddingBagOffsetsSum", f32(table), i64(indices), i64(offsets), scalar(0), f32("4"))
        yield op("opset3.EmbeddingSegmentsSum", f32(table), i64(indices), i64(indices), scalar(3))
        yield op("opset3.EmbeddingSegmentsSum", f32(table), i64(indices), i64(indices), "i64[]")
        yield op("opset3.EmbeddingSegmentsSum", f32(table), i64(indices), i64(offsets), "i64[]", scalar(0))
        yield op("opset3.EmbeddingSegmentsSum", f32(table), i64(indices), i64(indices), scalar(3), scalar(0), f32("4"))
        yield op("opset3.EmbeddingSegmentsSum", f32(table), i64(indices), i64(indices), op("opset8.Gather", shape_of("2..5,?"), scalar(0), scalar(0), batch_dims=0))
        yield op("opset3.EmbeddingBagPackedSum", f32(table), i64("3,2"))
        yield op("opset3.EmbeddingBagPackedSum", f32(table), i64("3..4,2"), f32("3,2"))
        yield op("opset3.EmbeddingBagPackedSum", f32(table), i64("?,2"), f32("3,?"))
        yield op("opset3.EmbeddingBagPackedSum", f32(table), i64(indices), f32("3,?"))
    for a, b in (("f32", "f32"), ("f16", "i32"), ("i64", "i32"), ("f32", "i8"), ("dynamic", "i64")):
        yield op("opset3.EmbeddingBagOffsetsSum", f"{a}[5,2]", f"{b}[4]", i64("2"))
        yield op("opset3.EmbeddingSegmentsSum", f"{a}[5,2]", f"{b}[4]", f"{b}[4]", f"{b}[]")
        yield op("opset3.EmbeddingBagPackedSum", f"{a}[5,2]", f"{b}[4,3]")
        yield op("opset16.SegmentMax", f"{a}[5,2]", f"{b}[5]", fill_mode="lowest")
    for x, ids in product(("5,2", "?,2..3", "...", "5", ""), (i64("5"), i64("?"), i64("..."), i64("4"), i64("5,1"), const(0, 0, 1, 3, 3))):
        yield op("opset16.SegmentMax", f32(x), ids, fill_mode="zero")
        yield op("opset16.SegmentMax", f32(x), ids, scalar(7), fill_mode="zero")
        yield op("opset16.SegmentMax", f32(x), ids, scalar(2), fill_mode="zero")
        yield op("opset16.SegmentMax", f32(x), ids, "i64[]", fill_mode="lowest")
        yield op("opset16.SegmentMax", f32(x), ids, op("opset8.Gather", shape_of("2..5,?"), scalar(0), scalar(0), batch_dims=0), fill_mode="zero")


@family
def generators():
    for rows, columns, diagonal in product((scalar(3), "i64[]", const(3), scalar(-1), scalar(3, "i32")), (scalar(4), "i64[]", "i64[1]", "i64[...]", "f32[]"), (scalar(0), "i64[]", scalar(-9), "i64[2]")):
        yield op("opset9.Eye", rows, columns, diagonal, output_type="f32")
    for batch in (const(2, 3), "i64[2]", "i64[?]", "i64[...]", scalar(2), const(), shape_of("2..4,?"), const(-1)):
        yield op("opset9.Eye", scalar(3), scalar(4), scalar(0), batch, output_type="i64")
        yield op("opset9.Eye", op("opset8.Gather", shape_of("2..4,?"), scalar(0), scalar(0), batch_dims=0), "i64[]", scalar(0), batch, output_type="i64")
    for element in TYPES:
        yield op("opset9.Eye", scalar(3), scalar(4), scalar(0), output_type=element)
        yield op("opset8.RandomUniform", const(2, 3), f"{element}[]", f"{element}[]", output_type=element, op_seed=0, global_seed=0, alignment="tensorflow")
        yield op("opset13.Multinomial", f"{element}[2,4]", scalar(3), convert_type="i64", with_replacement=True, log_probs=False, global_seed=0, op_seed=0)
    for shape in (const(2, 3), "i64[2]", "i64[?]", "i64[...]", scalar(2), const(), shape_of("2..4,?"), const(-1, 2), "f32[2]", const(2, 3, kind="i32"), shape_of("2..4,?", "i32")):
        yield op("opset8.RandomUniform", shape, "f32[]", "f32[]", output_type="f32", op_seed=0, global_seed=0, alignment="tensorflow")
    for low, high, out in (("f32[1]", "f32[]", "f32"), ("f32[2]", "f32[]", "f32"), ("f32[?]", "f32[...]", "f32"), ("f32[]", "f16[]", "f32"), ("f32[]", "f32[]", "f16"), ("i64[]", "i64[]", "i64"), (scalar(5), scalar(5), "i64"), (scalar(5), scalar(3), "i64"), ("i64[]", "i64[]", "i32")):
        yield op("opset8.RandomUniform", const(2, 3), low, high, output_type=out, op_seed=1, global_seed=2, alignment="tensorflow")
    for shape, count in product(("2,4", "?,?", "...", "4", "2..3,4", "1,2,3"), (scalar(3), "i64[]", const(3), "i64[1]", "i64[?]", "i64[...]", scalar(-1), op("opset8.Gather", shape_of("2..5,?"), scalar(0), scalar(0), batch_dims=0))):
        for replacement in (True, False):
            yield op("opset13.Multinomial", f32(shape), count, convert_type="i32", with_replacement=replacement, log_probs=True, global_seed=0, op_seed=0)


@family
def transforms():
    for shape, axes in product(("2,8,2", "?,?,2", "...", "8,2", "2,8,?", "2,8,3", "2..4,5..,2", "2", "4,6,8,2"), (const(1), const(0), const(0, 1), const(-1), const(2), const(0, 0), "i64[1]", "i64[?]", "i64[...]", scalar(0), const(5), const(-2), "f32[1]")):
        for kind in ("opset7.DFT", "opset7.IDFT", "opset9.IRDFT"):
            if kind != "opset7.IDFT" or axes in (const(1), "i64[1]", const(-1)):
                yield op(kind, f32(shape), axes)
        yield op("opset9.RDFT", f32(shape), axes)
    for shape, axes, size in product(("2,8,2", "?,?,2", "...", "2..4,5..,2"), (const(1), const(0, 1), const(1, 0), "i64[2]", "i64[?]"), (const(5), const(5, 6), const(-1, 4), const(0, 7), const(1, 1), "i64[2]", "i64[?]", "i64[...]", shape_of("2..5,?"), gather(shape_of("2..5,?"), 0), scalar(5))):
        for kind in ("opset7.DFT", "opset9.RDFT", "opset9.IRDFT"):
            yield op(kind, f32(shape), axes, size)
    for element in TYPES:
        for kind in ("opset7.DFT", "opset9.RDFT", "opset9.IRDFT"):
            yield op(kind, f"{element}[2,8,2]", const(1))
            yield op(kind, f32("2,8,2"), f"{element}[1]")
            yield op(kind, f32("2,8,2"), const(1), f"{element}[1]")
    for signal, window, size, step in product(("1,64", "?,?", "2..3,50..70", "...", "64", "1,1,64"), ("16", "?", "...", "1,16", "20", ""), (scalar(16), "i64[]", const(16), scalar(100), scalar(0)), (scalar(8), "i64[]", scalar(0), scalar(-1))):
        if (len(signal) + len(window) + len(size) + len(step)) % 2 == 0 or (window == "16" and step == scalar(8)):
            yield op("opset15.STFT", f32(signal), f32(window), size, step, transpose_frames=True)
            yield op("opset15.STFT", f32(signal), f32(window), size, step, transpose_frames=False)
    for element in TYPES:
        yield op("opset15.STFT", f"{element}[1,64]", f"{element}[16]", scalar(16), scalar(8), transpose_frames=True)
        yield op("opset15.STFT", "f32[1,64]", "f32[16]", f"{element}[]", "i64[]", transpose_frames=True)
    for signal, length in product(("1,9,7,2", "9,7,2", "?,?,?,2", "...", "9..10,5..8,2", "1,9,7,3", "9,2"), (None, scalar(64), "i64[]", "i64[...]", const(64))):
        for window, size, step in (("16", scalar(16), scalar(8)), ("?", "i64[]", scalar(8)), ("16", scalar(16), "i64[]"), ("20", scalar(16), scalar(8))):
            for center in (True, False):
                yield op("opset16.ISTFT", f32(signal), f32(window), size, step, *([length] if length else []), center=center, normalized=False)
    for equation, shapes in (
        ("ij,jk->ik", ("2,4", "4,3")), ("ij,jk->ik", ("?,4", "?,3")), ("ij,jk->ik", ("2,4", "5,3")), ("ij,jk->ik", ("...", "4,3")), ("ij,jk", ("2,4", "4,3")), ("ii->i", ("4,4",)), ("ij->ji", ("2..5,3",)), ("...ij,...jk->...ik", ("5,2,4", "4,3")),
        ("...ij,...jk->...ik", ("5,2,4", "6,4,3")), ("...ij,...jk->...ik", ("?,2,4", "7,1,4,3")), ("abc,cd->abd", ("2,?,4", "4,8")), ("bnqd,bnkd->bnqk", ("1,8,?,64", "1,8,?,64")), ("ij->", ("2,3",)), ("i,i->", ("4", "4")), ("ij,jk->ik", ("2,4,1", "4,3")), ("ij,jk->il", ("2,4", "4,3")), ("ij,jk->ik", ("2,4",)),
        ("...->...", ("2,3",)), ("a...,b...->ab...", ("2,3,4", "5,1,4")), ("ab,bc,cd->ad", ("2,3", "3,4", "4,5")), ("aab->ab", ("3,3,4",)), ("aab->ab", ("3,2,4",)), ("ij,jk->ki", ("2..3,4..6", "5..8,1..")), ("ba,bc", ("2,3", "2,4")), ("ij,jk->i", ("2,4", "4,3")), ("i...->...", ("3,4,5",)), ("ij, jk->ik", ("2,4", "4,3")),
    ):
        yield op("opset7.Einsum", *map(f32, shapes), equation=equation)
    for a, b in (("f32", "f16"), ("i32", "i32"), ("dynamic", "f32"), ("boolean", "boolean")):
        yield op("opset7.Einsum", f"{a}[2,3]", f"{b}[3,4]", equation="ij,jk->ik")
    for shape in ("3,3", "2,?,?", "...", "3,4", "3", "5,2..4,3..", "?,3"):
        yield op("opset14.Inverse", f32(shape), adjoint=False)
    for element in TYPES:
        yield op("opset14.Inverse", f"{element}[3,3]", adjoint=True)


@family
def recurrent():
    cells = [("1,3", "1,4"), ("?,3", "1,4"), ("?,?", "?,?"), ("...", "..."), ("2..5,3", "4..9,4"), ("1,3", "2,4"), ("1,3", "1,5"), ("1,1,3", "1,4")]
    cell = dict(hidden_size=4)
    for x, state in cells:
        for gates in (4, 3, 1):
            weights = [(f"{gates * 4},3", f"{gates * 4},4", f"{gates * 4}"), ("?,?", "?,?", "?"), ("...", "...", "..."), (f"{gates * 4},3", f"{gates * 5},4", f"{gates * 4}"), (f"{gates * 4},5", f"{gates * 4},4", f"{gates * 4}")]
            for w, r, b in weights:
                if gates == 4:
                    yield op("opset4.LSTMCell", f32(x), f32(state), f32(state), f32(w), f32(r), f32(b), **cell, activations=["sigmoid", "tanh", "tanh"], activations_alpha=[], activations_beta=[], clip=0)
                elif gates == 3:
                    yield op("opset3.GRUCell", f32(x), f32(state), f32(w), f32(r), f32(b), linear_before_reset=False, **cell, activations=["sigmoid", "tanh"], activations_alpha=[], activations_beta=[], clip=0)
                    yield op("opset3.GRUCell", f32(x), f32(state), f32(w), f32(r), f32("16" if b == "12" else b), linear_before_reset=True, **cell, activations=["sigmoid", "tanh"], activations_alpha=[], activations_beta=[], clip=0)
                else:
                    yield op("opset1.RNNCell", f32(x), f32(state), f32(w), f32(r), f32(b), **cell, activations=["tanh"], activations_alpha=[], activations_beta=[], clip=0)
    for x, state, lengths in (("2,5,3", "2,1,4", "2"), ("?,5,3", "2,1,4", "?"), ("?,?,?", "?,?,?", "..."), ("...", "...", "2"), ("2,5,3", "3,1,4", "2"), ("2,5,3", "2,2,4", "2"), ("2..4,5..9,3", "3..7,?,4", "1..9"), ("2,5,3", "2,1,5", "2"), ("2,5", "2,1,4", "2")):
        for direction, count in (("forward", 1), ("bidirectional", 2), ("reverse", 1)):
            for gates in (4, 3, 1):
                for w, r, b in ((f"{count},{gates * 4},3", f"{count},{gates * 4},4", f"{count},{gates * 4}"), ("...", "...", "..."), ("?,?,?", "?,?,?", "?,?"), (f"{count},{gates * 4},7", f"{count},{gates * 4},4", f"{count},{gates * 4}")):
                    head = [f32(x), f32(state)]
                    tail = [i64(lengths), f32(w), f32(r), f32(b)]
                    common = dict(direction=direction, hidden_size=4)
                    rest = dict(activations_alpha=[], activations_beta=[], clip=0)
                    if gates == 4:
                        yield op("opset5.LSTMSequence", *head, f32(state), *tail, **common, activations=["sigmoid", "tanh", "tanh"], **rest)
                    elif gates == 3:
                        yield op("opset5.GRUSequence", *head, *tail, direction=direction, linear_before_reset=False, hidden_size=4, activations=["sigmoid", "tanh"], **rest)
                    else:
                        yield op("opset5.RNNSequence", *head, *tail, **common, activations=["tanh"], **rest)
    for a, b in (("f16", "f16"), ("f32", "f16"), ("i32", "i32"), ("dynamic", "f32")):
        yield op("opset4.LSTMCell", f"{a}[1,3]", f"{b}[1,4]", f"{b}[1,4]", f"{b}[16,3]", f"{b}[16,4]", f"{b}[16]", hidden_size=4, activations=["sigmoid", "tanh", "tanh"], activations_alpha=[], activations_beta=[], clip=0)
        yield op("opset5.GRUSequence", f"{a}[2,5,3]", f"{b}[2,1,4]", i64("2"), f"{b}[1,12,3]", f"{b}[1,12,4]", f"{b}[1,12]", direction="forward", linear_before_reset=False, hidden_size=4, activations=["sigmoid", "tanh"], activations_alpha=[], activations_beta=[], clip=0)


@family
def decoders():
    for x, mask in (("20,1,10", "20,1"), ("?,?,10", "20,?"), ("...", "20,1"), ("20,1,10", "..."), ("20,1,10", "21,1"), ("20,1", "20,1"), ("2..9,3,10", "5..,?"), ("...", "...")):
        yield op("opset1.CTCGreedyDecoder", f32(x), f32(mask), ctc_merge_repeated=True)
    for x, lengths in (("2,20,10", "2"), ("?,20,10", "2"), ("2,?,?", "?"), ("...", "2"), ("2,20,10", "..."), ("2,20,10", "3"), ("2,20", "2"), ("2,20,10", "2,1"), ("...", "..."), ("2..4,5..,10", "3..8")):
        yield op("opset6.CTCGreedyDecoderSeqLen", f32(x), i64(lengths), merge_repeated=True, classes_index_type="i64", sequence_length_type="i32")
        yield op("opset6.CTCGreedyDecoderSeqLen", f32(x), i64(lengths), "i64[]", merge_repeated=False, classes_index_type="i32", sequence_length_type="i64")
        yield op("opset6.CTCGreedyDecoderSeqLen", f32(x), i64(lengths), "i64[1]", merge_repeated=False, classes_index_type="i32", sequence_length_type="i64")
        yield op("opset4.CTCLoss", f32(x), i64(lengths), i64("2,20"), i64(lengths), preprocess_collapse_repeated=False, ctc_merge_repeated=True, unique=False)
        yield op("opset4.CTCLoss", f32(x), i64(lengths), i64("?,?"), i64("?"), "i64[]", preprocess_collapse_repeated=False, ctc_merge_repeated=True, unique=False)
        yield op("opset4.CTCLoss", f32(x), i64(lengths), i64("..."), i64("3"), "i64[1]", preprocess_collapse_repeated=False, ctc_merge_repeated=True, unique=False)
    for element in TYPES:
        yield op("opset6.CTCGreedyDecoderSeqLen", f"{element}[2,20,10]", "i32[2]", merge_repeated=True, classes_index_type="i32", sequence_length_type="i32")
        yield op("opset6.CTCGreedyDecoderSeqLen", f32("2,20,10"), f"{element}[2]", merge_repeated=True, classes_index_type="i32", sequence_length_type="i32")
        yield op("opset1.CTCGreedyDecoder", f"{element}[20,1,10]", f"{element}[20,1]", ctc_merge_repeated=False)
        yield op("opset4.CTCLoss", f"{element}[2,20,10]", "i32[2]", "i32[2,20]", "i32[2]", preprocess_collapse_repeated=False, ctc_merge_repeated=True, unique=True)


@family
def regions():
    for shape, sizes, strides, rates, auto in product(("1,3,8,9", "?,?,?,?", "...", "1,2..4,5..9,7..", "3,8,8", "1,3,2,2"), ([2, 2], [3, 1]), ([2, 2], [1, 3]), ([1, 1], [2, 3]), ("valid", "same_upper", "same_lower")):
        yield op("opset3.ExtractImagePatches", f32(shape), sizes=sizes, strides=strides, rates=rates, auto_pad=auto)
    for sizes, strides, rates in (([2], [1, 1], [1, 1]), ([2, 2], [0, 1], [1, 1]), ([2, 2], [1, 1], [0, 1])):
        yield op("opset3.ExtractImagePatches", f32("1,3,8,8"), sizes=sizes, strides=strides, rates=rates, auto_pad="valid")
    for element in TYPES:
        yield op("opset3.ExtractImagePatches", f"{element}[1,3,8,8]", sizes=[2, 2], strides=[1, 1], rates=[1, 1], auto_pad="valid")
        yield op("opset9.GridSample", f"{element}[1,3,8,8]", "f32[1,4,5,2]", align_corners=True, mode="bilinear", padding_mode="border")
        yield op("opset9.GridSample", "f32[1,3,8,8]", f"{element}[1,4,5,2]", align_corners=True, mode="nearest", padding_mode="zeros")
    for shape, grid in product(("1,3,8,8", "?,?,8,?", "...", "3,8,8", "2..4,3..,8,8"), ("1,4,5,2", "?,?,4..6,2", "...", "1,4,5,3", "1,4,5,?", "2,4,5,2", "4,5,2")):
        yield op("opset9.GridSample", f32(shape), f32(grid), align_corners=False, mode="bicubic", padding_mode="reflection")
    boxes = [("1,3,8,8", "2,5"), ("?,?,8,8", "?,5"), ("...", "2,5"), ("1,3,8,8", "..."), ("1,3,8,8", "2,4"), ("3,8,8", "2,5"), ("1,2..4,8,8", "3..9,?"), ("1,3,8,8", "2")]
    for image, rois in boxes:
        yield op("opset2.ROIPooling", f32(image), f32(rois), output_roi=[7, 6], spatial_scale=0.0625, method="max")
        yield op("opset1.PSROIPooling", f32(image), f32(rois), output_dim=2, group_size=3, spatial_scale=0.0625, mode="average", spatial_bins_x=1, spatial_bins_y=1)
        yield op("opset1.PSROIPooling", f32(image.replace("3,8,8", "18,8,8")), f32(rois), output_dim=2, group_size=3, spatial_scale=0.0625, mode="average", spatial_bins_x=1, spatial_bins_y=1)
        yield op("opset1.PSROIPooling", f32(image.replace("3,8,8", "8,8,8")), f32(rois), output_dim=2, group_size=3, spatial_scale=0.0625, mode="bilinear", spatial_bins_x=2, spatial_bins_y=2)
        for batch in ("2", "?", "...", "3", "2,1"):
            yield op("opset9.ROIAlign", f32(image), f32(rois.replace("5", "4")), i64(batch), pooled_h=7, pooled_w=6, sampling_ratio=2, spatial_scale=0.0625, mode="avg", aligned_mode="half_pixel")
    for element in TYPES:
        yield op("opset2.ROIPooling", f"{element}[1,3,8,8]", f"{element}[2,5]", output_roi=[7, 6], spatial_scale=0.0625, method="bilinear")
        yield op("opset9.ROIAlign", f"{element}[1,3,8,8]", f"{element}[2,4]", i64("2"), pooled_h=7, pooled_w=6, sampling_ratio=2, spatial_scale=0.0625, mode="max", aligned_mode="asymmetric")
        yield op("opset9.ROIAlign", "f32[1,3,8,8]", "f32[2,4]", f"{element}[2]", pooled_h=7, pooled_w=6, sampling_ratio=2, spatial_scale=0.0625, mode="max", aligned_mode="half_pixel_for_nn")
        yield op("opset1.PSROIPooling", f"{element}[1,18,8,8]", f"{element}[2,5]", output_dim=2, group_size=3, spatial_scale=0.0625, mode="average", spatial_bins_x=1, spatial_bins_y=1)
    for shape in ("1,255,8,8", "?,255,?,?", "...", "1,2..9,8,8", "255,8,8", "1,4,8,6"):
        for soft, end in ((True, 3), (False, 3), (True, 2), (True, -1)):
            yield op("opset1.RegionYolo", f32(shape), anchors=[10, 13, 16, 30, 33, 23], axis=1, coords=4, classes=80, end_axis=end, num=3, do_softmax=soft, mask=[0, 1, 2])
        for stride in (1, 2):
            yield op("opset2.ReorgYolo", f32(shape), stride=[stride])
    prior = dict(width=[30, 60], height=[30, 60], clip=False, step=0, step_w=16, step_h=16, offset=0.5, variance=[0.1, 0.1, 0.2, 0.2])
    for size, image in ((const(4, 5), const(64, 80)), ("i64[2]", "i64[2]"), ("i64[?]", "i64[...]"), (const(4, 5, 6), const(64, 80)), (scalar(4), const(64, 80)), (gather(shape_of("1,2,?,4..8"), 2, 3), const(64, 80)), ("f32[2]", "f32[2]"), (const(4, 5, kind="i32"), const(64, 80, kind="i32")), (const(4, 5), "i64[3]")):
        yield op("opset1.PriorBoxClustered", size, image, **prior)
        for flip, sizes, ratios, scale in ((True, [111], [2, 3], True), (False, [], [2], True), (True, [], [1, 2], False), (True, [111], [], False)):
            yield op("opset8.PriorBox", size, image, min_size=[60], max_size=sizes, aspect_ratio=ratios, density=[], fixed_ratio=[], fixed_size=[], clip=False, flip=flip, step=0, offset=0.5, variance=[0.1, 0.1, 0.2, 0.2], scale_all_sizes=scale, min_max_aspect_ratios_order=True)
    detection = dict(background_label_id=0, top_k=100, variance_encoded_in_target=False, keep_top_k=[100], code_type="caffe.PriorBoxParameter.CENTER_SIZE", share_location=True, nms_threshold=0.6, confidence_threshold=0.01, clip_after_nms=True, clip_before_nms=False, decrease_label_id=False, normalized=True, input_height=1, input_width=1, objectness_score=0)
    for location, classes, priors in (("1,40", "1,30", "1,2,40"), ("?,40", "?,30", "1,2,40"), ("2,40", "2,30", "1,2,40"), ("...", "...", "..."), ("1,40", "1,30", "..."), ("1,41", "1,30", "1,2,40"), ("1,40", "1,31", "1,2,40"), ("1,?", "1,?", "?,?,?"), ("2,40", "2,30", "2,2,40"), ("2,40", "2,30", "3,2,40"), ("1,40,1", "1,30", "1,2,40"), ("2..4,40", "?,30", "1,2,?")):
        for changes in ({}, {"keep_top_k": [-1]}, {"keep_top_k": [-1], "top_k": -1}, {"variance_encoded_in_target": True}, {"share_location": False}, {"normalized": False}):
            yield op("opset8.DetectionOutput", f32(location), f32(classes), f32(priors), **{**detection, **changes})
    for probabilities, deltas, image in (("1,24,8,8", "1,48,8,8", "3"), ("?,24,?,?", "?,48,8,8", "4"), ("...", "...", "..."), ("1,24,8,8", "1,40,8,8", "3"), ("1,24,8,8", "1,48,8,8", "2"), ("24,8,8", "1,48,8,8", "3"), ("2..3,24,8,8", "1..5,48,8,8", "?"), ("1,24,8,8", "1,48,8,8", "1,3"), ("1,24,8,8", "2,48,8,8", "3")):
        for count in (100, 1):
            yield op("opset4.Proposal", f32(probabilities), f32(deltas), f32(image), base_size=256, pre_nms_topn=2147483647, post_nms_topn=count, nms_thresh=0.7, feat_stride=16, min_size=1, ratio=[0.5, 1, 2], scale=[0.25, 0.5, 1, 2], clip_before_nms=True, clip_after_nms=False, normalize=True, box_size_scale=5, box_coordinate_scale=10, framework="tensorflow")
    for a, b, c in (("2", "2", "10"), ("?", "?", "?"), ("...", "...", "..."), ("2", "3", "10"), ("2,3", "2,3", "10"), ("2", "2", "10,1"), ("..4", "3..", "?")):
        yield op("opset15.StringTensorPack", f"i32[{a}]", f"i32[{b}]", f"u8[{c}]")
        yield op("opset15.StringTensorPack", f"i64[{a}]", f"i64[{b}]", f"u8[{c}]")
        yield op("opset15.StringTensorUnpack", f"string[{a}]")
    yield op("opset15.StringTensorPack", "f32[2]", "f32[2]", "u8[10]")
    yield op("opset15.StringTensorPack", "i32[2]", "i32[2]", "i8[10]")
    yield op("opset15.StringTensorUnpack", "f32[2]")
