"""Operators that move, join, split and describe tensors."""

import numpy as np
import tensorflow as tf

from ops.fixture import TYPES, array, call, case, const, data, f32, i32, types


def ints(*values, type="i32"):
    return const(array(type, values))


def integer(value, type="i32"):
    return const(array(type, value))


ALL = ("f16", "bf16", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "bool")

# Reshape, Squeeze, ExpandDims
for name, shape, to in (
    ("flatten", (2, 3, 4), (2, 12)),
    ("minus_one_first", (2, 3, 4), (-1, 4)),
    ("minus_one_last", (2, 3, 4), (2, -1)),
    ("minus_one_alone", (2, 3, 4), (-1,)),
    ("minus_one_in_the_middle", (2, 3, 4), (4, -1, 3)),
    ("to_a_scalar", (1, 1), ()),
    ("from_a_scalar", (), (1, 1, 1)),
    ("scalar_to_minus_one", (), (-1,)),
    ("same", (2, 3), (2, 3)),
    ("empty", (0, 3), (3, 0)),
    ("empty_with_minus_one", (2, 0, 3), (-1, 2)),
    ("more_dimensions", (6,), (1, 2, 1, 3)),
):
    case("Reshape", name, lambda x, to=to: call("Reshape", x, ints(*to)), f32(*shape))
case("Reshape", "shape_of_i64", lambda x: call("Reshape", x, ints(4, -1, type="i64")), f32(2, 3, 4))
case("Reshape", "shape_is_an_input", lambda x, s: call("Reshape", x, s), f32(2, 3, 4), array("i32", [4, 6]), dynamic={"s": [2]})
case("Reshape", "batch_open", lambda x: call("Reshape", x, ints(-1, 12)), f32(2, 3, 4).seen_as(None, 3, 4))
for type in ALL:
    case("Reshape", type, lambda x: call("Reshape", x, ints(3, 2)), data(type, 2, 3))

for name, shape, over in (
    ("all", (1, 3, 1, 2), ()),
    ("first", (1, 3, 1, 2), (0,)),
    ("negative", (1, 3, 1), (-1,)),
    ("two", (1, 3, 1, 2), (0, 2)),
    ("two_negative", (1, 3, 1, 1), (-1, -2)),
    ("spatial", (2, 1, 1, 5), (1, 2)),
    ("to_a_scalar", (1, 1), ()),
    ("nothing_to_squeeze", (2, 3), ()),
):
    case("Squeeze", name, lambda x, over=over: call("Squeeze", x, squeeze_dims=list(over)), f32(*shape), dynamic=bool(over))
case("Squeeze", "batch_open", lambda x: call("Squeeze", x, squeeze_dims=[1, 2]), f32(2, 1, 1, 3).seen_as(None, 1, 1, 3))
for type in ALL:
    case("Squeeze", type, lambda x: call("Squeeze", x, squeeze_dims=[1]), data(type, 2, 1, 3))

for axis in (0, 1, 2, -1, -2, -3):
    case("ExpandDims", f"axis_{axis}", lambda x, a=axis: call("ExpandDims", x, integer(a)), f32(2, 3))
case("ExpandDims", "scalar", lambda x: call("ExpandDims", x, integer(0)), f32())
case("ExpandDims", "axis_of_i64", lambda x: call("ExpandDims", x, integer(1, "i64")), f32(2, 3))
case("ExpandDims", "axis_of_one_element", lambda x: call("ExpandDims", x, ints(1)), f32(2, 3))
case("ExpandDims", "rank_4", lambda x: call("ExpandDims", x, integer(2)), f32(1, 2, 3, 2))
case("ExpandDims", "axis_is_an_input", lambda x, a: call("ExpandDims", x, a), f32(2, 3), array("i32", 1))
for type in ALL:
    case("ExpandDims", type, lambda x: call("ExpandDims", x, integer(1)), data(type, 2, 3))

# Concat, Split, Pack, Unpack
for name, axis, shapes in (
    ("first", 0, ((2, 3), (1, 3))),
    ("last", 1, ((2, 3), (2, 2))),
    ("negative", -1, ((2, 3, 1), (2, 3, 4))),
    ("channels", 3, ((1, 2, 2, 3), (1, 2, 2, 1))),
    ("vectors", 0, ((3,), (2,))),
    ("with_an_empty_one", 0, ((0, 3), (2, 3))),
):
    case("ConcatV2", name, lambda x, y, a=axis: call("ConcatV2", [x, y], integer(a)), *[f32(*s) for s in shapes])
    case("Concat", name, lambda x, y, a=axis: call("Concat", integer(a % 4 if a > 0 else 2 if a else 0), [x, y]), *[f32(*s) for s in shapes])
case("ConcatV2", "four", lambda a, b, c, d: call("ConcatV2", [a, b, c, d], integer(1)), f32(2, 1), f32(2, 2), f32(2, 1), f32(2, 3))
case("ConcatV2", "with_a_constant", lambda x: call("ConcatV2", [x, const(f32(2, 2))], integer(1)), f32(2, 3))
case("ConcatV2", "with_itself", lambda x: call("ConcatV2", [x, x], integer(1)), f32(2, 3))
case("ConcatV2", "axis_of_i64", lambda x, y: call("ConcatV2", [x, y], integer(1, "i64")), f32(2, 3), f32(2, 1))
case("Concat", "three", lambda a, b, c: call("Concat", integer(1), [a, b, c]), f32(2, 1), f32(2, 2), f32(2, 1))
for type in ALL:
    case("ConcatV2", type, lambda x, y: call("ConcatV2", [x, y], integer(1)), data(type, 2, 3), data(type, 2, 1))

for name, axis, count, shape in (
    ("first", 0, 2, (4, 3)),
    ("last", 1, 3, (2, 6)),
    ("negative", -1, 2, (1, 2, 2, 4)),
    ("into_one", 1, 1, (2, 3)),
    ("into_single_columns", 1, 3, (2, 3)),
    ("vector", 0, 2, (6,)),
):
    case("Split", name, lambda x, a=axis, n=count: call("Split", integer(a), x, num_split=n), f32(*shape))
case("Split", "second_part_only", lambda x: call("Split", integer(1), x, num_split=3)[1], f32(2, 6))
case("Split", "batch_open", lambda x: call("Split", integer(1), x, num_split=2), f32(2, 6).seen_as(None, 6))
for type in ALL:
    case("Split", type, lambda x: call("Split", integer(1), x, num_split=2), data(type, 2, 4))
for name, axis, sizes, shape in (
    ("first", 0, (1, 3), (4, 3)),
    ("last", 1, (2, 1, 3), (2, 6)),
    ("negative", -1, (1, 3), (1, 2, 2, 4)),
    ("minus_one", 1, (1, -1, 2), (2, 6)),
    ("into_one", 1, (3,), (2, 3)),
    ("with_an_empty_part", 1, (0, 4), (2, 4)),
):
    case("SplitV", name, lambda x, a=axis, s=sizes: call("SplitV", x, ints(*s), integer(a), num_split=len(s)), f32(*shape))
case("SplitV", "sizes_of_i64", lambda x: call("SplitV", x, ints(1, 3, type="i64"), integer(1), num_split=2), f32(2, 4))
case("SplitV", "sizes_are_an_input", lambda x, s: call("SplitV", x, s, integer(1), num_split=2), f32(2, 4), array("i32", [1, 3]))
for type in ALL:
    case("SplitV", type, lambda x: call("SplitV", x, ints(1, 3), integer(1), num_split=2), data(type, 2, 4))

for axis in (0, 1, 2, -1, -3):
    case("Pack", f"axis_{axis}", lambda x, y, a=axis: call("Pack", [x, y], axis=a), f32(2, 3), f32(2, 3))
case("Pack", "scalars", lambda x, y, z: call("Pack", [x, y, z]), f32(), f32(), f32())
case("Pack", "one", lambda x: call("Pack", [x], axis=1), f32(2, 3))
case("Pack", "with_a_constant", lambda x: call("Pack", [x, const(f32(2, 3))], axis=0), f32(2, 3))
for type in ALL:
    case("Pack", type, lambda x, y: call("Pack", [x, y], axis=1), data(type, 2, 3), data(type, 2, 3))
for axis in (0, 1, 2, -1, -2):
    case("Unpack", f"axis_{axis}", lambda x, a=axis: call("Unpack", x, num=(2, 3, 2)[a], axis=a), f32(2, 3, 2))
case("Unpack", "vector", lambda x: call("Unpack", x, num=3), f32(3))
case("Unpack", "one", lambda x: call("Unpack", x, num=1, axis=1), f32(2, 1, 3))
for type in ALL:
    case("Unpack", type, lambda x: call("Unpack", x, num=2), data(type, 2, 3))

# Transpose
for name, shape, order in (
    ("matrix", (2, 3), (1, 0)),
    ("to_channels_first", (1, 2, 3, 4), (0, 3, 1, 2)),
    ("to_channels_last", (1, 4, 2, 3), (0, 2, 3, 1)),
    ("rank_3", (2, 3, 4), (2, 0, 1)),
    ("rank_5", (1, 2, 3, 2, 2), (4, 0, 2, 1, 3)),
    ("rank_6", (1, 2, 1, 2, 3, 2), (5, 3, 1, 0, 2, 4)),
    ("same", (2, 3), (0, 1)),
    ("vector", (4,), (0,)),
    ("empty", (2, 0, 3), (2, 1, 0)),
    ("negative", (2, 3, 4), (0, -1, -2)),
):
    case("Transpose", name, lambda x, p=order: call("Transpose", x, ints(*p)), f32(*shape))
    if name in ("matrix", "rank_3", "rank_5"):
        case("ConjugateTranspose", name, lambda x, p=order: call("ConjugateTranspose", x, ints(*p)), f32(*shape))
case("Transpose", "order_of_i64", lambda x: call("Transpose", x, ints(1, 0, type="i64")), f32(2, 3))
case("Transpose", "order_is_an_input", lambda x, p: call("Transpose", x, p), f32(2, 3, 4), array("i32", [2, 0, 1]))
for type in ALL:
    case("Transpose", type, lambda x: call("Transpose", x, ints(1, 0)), data(type, 2, 3))
    case("ConjugateTranspose", type, lambda x: call("ConjugateTranspose", x, ints(1, 0)), data(type, 2, 3))

# Tile, Fill, Range, LinSpace, BroadcastTo
for name, shape, repeats in (
    ("matrix", (2, 3), (2, 1)),
    ("both", (2, 3), (2, 3)),
    ("vector", (3,), (4,)),
    ("rank_4", (1, 2, 2, 3), (2, 1, 2, 1)),
    ("nothing", (2, 3), (1, 1)),
    ("zero_times", (2, 3), (0, 1)),
    ("scalar", (), ()),
):
    case("Tile", name, lambda x, r=repeats: call("Tile", x, ints(*r)), f32(*shape))
case("Tile", "repeats_of_i64", lambda x: call("Tile", x, ints(1, 2, type="i64")), f32(2, 3))
case("Tile", "repeats_are_an_input", lambda x, r: call("Tile", x, r), f32(2, 3), array("i32", [2, 2]))
for type in types("Tile"):
    if type not in ("f32", "u16"):
        case("Tile", type, lambda x: call("Tile", x, ints(2, 2)), data(type, 2, 2))

case("Fill", "constant_shape", lambda v: call("Fill", ints(2, 3), v), f32())
case("Fill", "shape_is_an_input", lambda s, v: call("Fill", s, v), array("i32", [2, 3]), f32(), dynamic={"s": [2]})
case("Fill", "shape_of_i64", lambda s: call("Fill", s, integer(2.5, "f32")), array("i64", [3]), dynamic={"s": [1]})
case("Fill", "scalar", lambda v: call("Fill", ints(), v), f32())
case("Fill", "empty", lambda v: call("Fill", ints(0, 3), v), f32())
case("Fill", "shape_of_another", lambda x: call("Fill", call("Shape", x), integer(1.5, "f32")), f32(2, 3))
for type in ALL:
    case("Fill", type, lambda v: call("Fill", ints(2, 2), v), data(type))

for name, values in (
    ("up", (0, 5, 1)),
    ("down", (5, -2, -2)),
    ("steps", (1, 10, 3)),
    ("empty", (3, 3, 1)),
):
    for type in ("i32", "f32"):
        case("Range", f"{name}_{type}", lambda a, b, c: call("Range", a, b, c), *[array(type, v) for v in values])
    case("Range", f"{name}_from_constants", lambda limit, v=values: call("Range", integer(v[0]), limit, integer(v[2])), array("i32", values[1]))
case("Range", "fractions", lambda a, b, c: call("Range", a, b, c), array("f32", 0.5), array("f32", 2.25), array("f32", 0.5))
for type in types("Range", "Tidx"):
    if type not in ("i32", "f32"):
        case("Range", type, lambda a, b, c: call("Range", a, b, c), array(type, 1), array(type, 8), array(type, 2))

for name, values in (("up", (0.0, 1.0, 5)), ("down", (2.0, -2.0, 4)), ("one", (3.0, 7.0, 1)), ("two", (-1.0, 1.0, 2))):
    case("LinSpace", name, lambda a, b, n=values[2]: call("LinSpace", a, b, integer(n)), *[array("f32", v) for v in values[:2]])
case("LinSpace", "count_is_an_input", lambda a, b, n: call("LinSpace", a, b, n), array("f32", 0), array("f32", 3), array("i32", 4))
for type in types("LinSpace"):
    if type != "f32":
        case("LinSpace", type, lambda a, b: call("LinSpace", a, b, integer(5)), array(type, 0), array(type, 2))

for name, shape, to in (
    ("vector", (3,), (2, 3)),
    ("column", (3, 1), (2, 3, 4)),
    ("scalar", (), (2, 2)),
    ("same", (2, 3), (2, 3)),
    ("middle", (2, 1, 3), (2, 4, 3)),
    ("empty", (1, 3), (0, 3)),
):
    case("BroadcastTo", name, lambda x, to=to: call("BroadcastTo", x, ints(*to)), f32(*shape))
case("BroadcastTo", "shape_is_an_input", lambda x, s: call("BroadcastTo", x, s), f32(3), array("i32", [2, 3]), dynamic={"s": [2]})
case("BroadcastTo", "shape_of_i64", lambda x: call("BroadcastTo", x, ints(2, 3, type="i64")), f32(3))
for type in types("BroadcastTo"):
    if type != "f32":
        case("BroadcastTo", type, lambda x: call("BroadcastTo", x, ints(2, 3)), data(type, 3))
for name, a, b in (("equal", (2, 3), (2, 3)), ("longer", (2, 3, 4), (4,)), ("both", (2, 1, 4), (3, 1)), ("with_scalar", (2,), ())):
    for type in ("i32", "i64"):
        case("BroadcastArgs", f"{name}_{type}", lambda x, y: call("BroadcastArgs", x, y), array(type, a), array(type, b))

# What a tensor is
for name, shape in (("rank_4", (1, 2, 3, 4)), ("vector", (5,)), ("scalar", ()), ("empty", (2, 0))):
    for type in ("i32", "i64"):
        out = tf.as_dtype(TYPES[type])
        case("Shape", f"{name}_{type}", lambda x, t=out: call("Shape", x, out_type=t), f32(*shape))
        case("Size", f"{name}_{type}", lambda x, t=out: call("Size", x, out_type=t), f32(*shape))
    case("Rank", name, lambda x: call("Rank", x), f32(*shape))
    case("ZerosLike", name, lambda x: call("ZerosLike", x), f32(*shape))
    case("OnesLike", name, lambda x: call("OnesLike", x), f32(*shape))
    case("Identity", name, lambda x: call("Identity", x), f32(*shape))
case("Shape", "batch_open", lambda x: call("Shape", x), f32(2, 3).seen_as(None, 3))
for type in ALL:
    case("Shape", "of_" + type, lambda x: call("Shape", x), data(type, 2, 3))
    case("Size", "of_" + type, lambda x: call("Size", x), data(type, 2, 3))
    case("Rank", "of_" + type, lambda x: call("Rank", x), data(type, 2, 3))
    case("ZerosLike", type, lambda x: call("ZerosLike", x), data(type, 2, 3))
    case("OnesLike", type, lambda x: call("OnesLike", x), data(type, 2, 3))
    case("Identity", type, lambda x: call("Identity", x), data(type, 2, 3))
    case("StopGradient", type, lambda x: call("StopGradient", x), data(type, 2, 3))
    case("Snapshot", type, lambda x: call("Snapshot", x), data(type, 2, 3))
    case("PreventGradient", type, lambda x: call("PreventGradient", x), data(type, 2, 3))
for type in ("i32", "i64"):
    case("ShapeN", f"two_{type}", lambda x, y, t=type: call("ShapeN", [x, y], out_type=tf.as_dtype(TYPES[t])), f32(2, 3), f32(4))
case("ShapeN", "three", lambda x, y, z: call("ShapeN", [x, y, z]), f32(2, 3), f32(), f32(1, 2, 3))
case("IdentityN", "two", lambda x, y: call("IdentityN", [x, y]), f32(2, 3), i32(4))
case("IdentityN", "four", lambda a, b, c, d: call("IdentityN", [a, b, c, d]), f32(2, 3), i32(4), data("bool", 2), data("f16"))
for name, shape in (("whole", [2, 3]), ("partly", [None, 3])):
    case("EnsureShape", name, lambda x, s=shape: call("EnsureShape", x, shape=s), f32(2, 3))
case("CheckNumerics", "matrix", lambda x: call("CheckNumerics", x, message="bad"), f32(2, 3))
case("CheckNumericsV2", "matrix", lambda x: call("CheckNumericsV2", x, message="bad"), f32(2, 3))

# Inputs and constants
for name, shape in (("rank_4", (1, 2, 3, 4)), ("scalar", ()), ("vector", (3,))):
    case("Placeholder", name, lambda x: call("Neg", x), f32(*shape))
case("Placeholder", "rank_open", lambda x: call("Neg", x), f32(2, 3).seen_as(None, None))
for type in ("f16", "f64", "i32", "i64", "u8", "bool"):
    case("Placeholder", type, lambda x: call("Identity", x), data(type, 2, 3))
case(
    "PlaceholderWithDefault",
    "default_taken",
    lambda x: call("Mul", x, call("PlaceholderWithDefault", const(f32()), shape=[], name="scale")),
    f32(2, 3),
)
case(
    "PlaceholderWithDefault",
    "value_given",
    lambda: call("Neg", call("PlaceholderWithDefault", const(f32(2, 3)), shape=[2, 3], name="x")),
    fed={"x": f32(2, 3)},
)
case(
    "PlaceholderWithDefault",
    "batch_open",
    lambda: call("Neg", call("PlaceholderWithDefault", const(f32(1, 3)), shape=[None, 3], name="x")),
    fed={"x": f32(2, 3)},
)
for name, shape in (("scalar", ()), ("vector", (3,)), ("rank_4", (1, 2, 3, 2)), ("empty", (0, 3))):
    case("Const", name, lambda x, s=shape: call("Add", x, const(f32(*s))), f32(*shape))
for type in ALL:
    case("Const", type, lambda x, t=type: call("Pack", [x, const(data(t, 2, 3))]), data(type, 2, 3))
    case("Const", type + "_splat", lambda x, t=type: call("Pack", [x, const(np.full((2, 3), 1, TYPES[t]))]), data(type, 2, 3))

# Slices
for name, shape, begin, size in (
    ("matrix", (4, 5), (1, 2), (2, 3)),
    ("to_the_end", (4, 5), (1, 2), (-1, -1)),
    ("mixed", (2, 4, 5), (0, 1, 2), (-1, 2, -1)),
    ("vector", (6,), (2,), (3,)),
    ("everything", (2, 3), (0, 0), (2, 3)),
    ("nothing", (2, 3), (1, 1), (0, 1)),
    ("channels", (1, 2, 2, 6), (0, 0, 0, 2), (1, 2, 2, 3)),
):
    case("Slice", name, lambda x, b=begin, s=size: call("Slice", x, ints(*b), ints(*s)), f32(*shape))
case("Slice", "begin_and_size_are_inputs", lambda x, b, s: call("Slice", x, b, s), f32(4, 5), array("i32", [1, 2]), array("i32", [2, -1]))
case("Slice", "of_i64", lambda x: call("Slice", x, ints(1, 2, type="i64"), ints(2, 3, type="i64")), f32(4, 5))
for type in ALL:
    case("Slice", type, lambda x: call("Slice", x, ints(0, 1), ints(2, 2)), data(type, 2, 4))


def strided(name, shape, begin, end, strides=None, type="f32", **masks):
    strides = strides or (1,) * len(begin)
    case(
        "StridedSlice",
        name,
        lambda x: call("StridedSlice", x, ints(*begin), ints(*end), ints(*strides), **masks),
        data(type, *shape),
    )


strided("plain", (4, 5), (1, 1), (3, 4))
strided("steps", (6, 7), (0, 1), (6, 7), (2, 3))
strided("fewer_than_the_rank", (4, 5, 2), (1,), (3,))
strided("beyond_the_end", (4, 5), (1, 2), (100, 200))
strided("negative_indices", (4, 5), (-3, -4), (-1, -1))
strided("begin_mask", (4, 5), (2, 2), (3, 4), begin_mask=1)
strided("end_mask", (4, 5), (1, 1), (2, 2), end_mask=2)
strided("both_masks", (4, 5), (1, 1), (2, 2), begin_mask=3, end_mask=3)
strided("reverse", (4, 5), (0, 0), (0, 0), (-1, -1), begin_mask=3, end_mask=3)
strided("reverse_one", (4, 5), (0, 0), (0, 0), (1, -1), begin_mask=3, end_mask=3)
strided("negative_steps", (6, 7), (5, -1), (0, 1), (-2, -3))
strided("negative_steps_to_before_the_start", (6,), (4,), (-100,), (-1,))
strided("negative_step_end_mask", (6,), (4,), (0,), (-2,), end_mask=1)
strided("shrink_first", (4, 5), (2, 0), (3, 5), shrink_axis_mask=1)
strided("shrink_last_negative", (4, 5), (0, -1), (4, 0), shrink_axis_mask=2)
strided("shrink_all", (4, 5), (2, 3), (3, 4), shrink_axis_mask=3)
strided("shrink_with_begin_mask", (4, 5), (2, 1), (3, 5), begin_mask=1, shrink_axis_mask=1)
strided("shrink_of_a_vector", (5,), (3,), (4,), shrink_axis_mask=1)
strided("new_axis_first", (4, 5), (0, 1), (0, 3), new_axis_mask=1)
strided("new_axis_middle", (4, 5), (0, 0, 1), (4, 0, 3), new_axis_mask=2)
strided("new_axis_last", (4, 5), (0, 0, 0), (4, 5, 0), new_axis_mask=4)
strided("two_new_axes", (4, 5), (0, 0, 0, 0), (0, 4, 0, 5), new_axis_mask=5)
strided("new_axis_wins_over_shrink", (4, 5), (1, 1, 1), (2, 2, 2), new_axis_mask=1, shrink_axis_mask=1)
strided("new_axis_and_shrink", (4, 5), (0, 2, 1), (0, 3, 4), new_axis_mask=1, shrink_axis_mask=2)
strided("ellipsis_first", (2, 3, 4), (0, 1), (0, 3), ellipsis_mask=1)
strided("ellipsis_middle", (2, 3, 4), (1, 0, 1), (2, 0, 3), ellipsis_mask=2)
strided("ellipsis_last", (2, 3, 4), (1, 0), (2, 0), ellipsis_mask=2)
strided("ellipsis_of_nothing", (2, 3), (0, 0, 1), (1, 0, 3), ellipsis_mask=2)
strided("ellipsis_alone", (2, 3), (0,), (0,), ellipsis_mask=1)
strided("ellipsis_and_new_axis", (2, 3, 4), (0, 0, 0), (0, 0, 0), ellipsis_mask=1, new_axis_mask=2, end_mask=4, begin_mask=4)
strided("ellipsis_and_shrink", (2, 3, 4), (0, 1), (0, 2), ellipsis_mask=1, shrink_axis_mask=2)
strided("new_axis_ellipsis_shrink", (2, 3, 4), (0, 0, 1), (0, 0, 2), new_axis_mask=1, ellipsis_mask=2, shrink_axis_mask=4)
strided("new_axis_after_ellipsis_steps", (2, 3, 4), (0, 0, 0), (0, 0, 4), (1, 1, 2), ellipsis_mask=1, new_axis_mask=2)
strided("empty", (4, 5), (3, 0), (1, 5))
strided("empty_input", (0, 5), (0, 1), (0, 3))
strided("rank_4", (1, 6, 6, 3), (0, 1, 1, 0), (1, 5, 6, 3), (1, 2, 2, 1))
strided("rank_5", (1, 2, 3, 4, 2), (0, 0, 1, 1, 0), (1, 2, 3, 4, 1), begin_mask=1, end_mask=3)
for type in ALL:
    strided(type, (4, 5), (1, 4), (3, 0), (1, -2), type)
case(
    "StridedSlice",
    "of_i64",
    lambda x: call("StridedSlice", x, ints(1, 1, type="i64"), ints(3, 4, type="i64"), ints(1, 2, type="i64")),
    f32(4, 5),
)
case(
    "StridedSlice",
    "begin_and_end_are_inputs",
    lambda x, b, e: call("StridedSlice", x, b, e, ints(1, 1)),
    f32(4, 5),
    array("i32", [1, 1]),
    array("i32", [3, 4]),
)
case(
    "StridedSlice",
    "begin_is_an_input_shrink",
    lambda x, b: call("StridedSlice", x, b, call("Add", b, ints(1)), ints(1), shrink_axis_mask=1),
    f32(4, 5),
    array("i32", [2]),
)
case(
    "StridedSlice",
    "batch_open",
    lambda x: call("StridedSlice", x, ints(0, 1), ints(0, 3), ints(1, 1), begin_mask=1, end_mask=1),
    f32(4, 5).seen_as(None, 5),
)
case(
    "StridedSlice",
    "sliced_dimension_open",
    lambda x: call("StridedSlice", x, ints(-2, 0), ints(0, 3), ints(1, 2), end_mask=1),
    f32(4, 5).seen_as(None, 5),
)
case(
    "StridedSlice",
    "last_step_of_open_sequence",
    lambda x: call("StridedSlice", x, ints(0, -1), ints(0, 0), ints(1, 1), begin_mask=1, end_mask=1, shrink_axis_mask=2),
    f32(2, 4, 3).seen_as(None, None, 3),
)

# Blocks
for block, shape in ((2, (1, 4, 4, 3)), (2, (2, 2, 6, 1)), (3, (1, 3, 6, 2))):
    n, h, w, c = shape
    name = f"block_{block}_of_{h}x{w}x{c}"
    case("SpaceToDepth", name, lambda x, b=block: call("SpaceToDepth", x, block_size=b), f32(*shape))
    inverse = (n, h // block, w // block, c * block * block)
    case("DepthToSpace", name, lambda x, b=block: call("DepthToSpace", x, block_size=b), f32(*inverse))
    for op, values in (("SpaceToDepth", shape), ("DepthToSpace", inverse)):
        first = (values[0], values[3], values[1], values[2])
        case(
            op,
            name + "_nchw",
            lambda x, b=block, op=op: call(op, x, block_size=b, data_format="NCHW"),
            f32(*first),
            expected=lambda x, b=block, op=op: tf.transpose(call(op, tf.transpose(x, [0, 2, 3, 1]), block_size=b), [0, 3, 1, 2]),
        )
for type in ALL:
    case("SpaceToDepth", type, lambda x: call("SpaceToDepth", x, block_size=2), data(type, 1, 2, 4, 2))
    case("DepthToSpace", type, lambda x: call("DepthToSpace", x, block_size=2), data(type, 1, 1, 2, 8))

for name, shape, block, borders in (
    ("image", (1, 4, 4, 2), (2, 2), ((0, 0), (0, 0))),
    ("borders", (1, 3, 5, 1), (2, 3), ((1, 0), (0, 1))),
    ("batch", (2, 4, 2, 1), (2, 1), ((0, 0), (0, 0))),
    ("one_dimension", (2, 6, 3), (3,), ((0, 0),)),
    ("three_dimensions", (1, 2, 4, 2, 1), (2, 2, 2), ((0, 0), (0, 0), (0, 0))),
    ("no_rest", (1, 4, 4), (2, 2), ((0, 0), (0, 0))),
):
    case("SpaceToBatchND", name, lambda x, b=block, p=borders: call("SpaceToBatchND", x, ints(*b), const(array("i32", p))), f32(*shape))
for name, shape, block, crops in (
    ("image", (4, 2, 2, 2), (2, 2), ((0, 0), (0, 0))),
    ("crops", (6, 2, 2, 1), (2, 3), ((1, 0), (0, 1))),
    ("batch", (4, 2, 2, 1), (2, 1), ((0, 0), (0, 0))),
    ("one_dimension", (6, 2, 3), (3,), ((1, 2),)),
    ("three_dimensions", (8, 1, 2, 1, 1), (2, 2, 2), ((0, 0), (0, 1), (0, 0))),
    ("no_rest", (4, 2, 2), (2, 2), ((0, 0), (0, 0))),
):
    case("BatchToSpaceND", name, lambda x, b=block, p=crops: call("BatchToSpaceND", x, ints(*b), const(array("i32", p))), f32(*shape))
for type in ALL[:-1]:
    borders = array("i32", [[0, 0], [0, 0]])
    case("SpaceToBatchND", type, lambda x: call("SpaceToBatchND", x, ints(2, 2), const(borders)), data(type, 1, 2, 4, 2))
    case("BatchToSpaceND", type, lambda x: call("BatchToSpaceND", x, ints(2, 2), const(borders)), data(type, 4, 1, 2, 2))

# OneHot
for name, shape, depth, axis in (
    ("vector", (4,), 5, -1),
    ("matrix", (2, 3), 4, -1),
    ("first_axis", (2, 3), 4, 0),
    ("middle_axis", (2, 3), 4, 1),
    ("scalar", (), 4, -1),
):
    case(
        "OneHot",
        name,
        lambda i, d=depth, a=axis: call("OneHot", i, integer(d), integer(1.0, "f32"), integer(0.0, "f32"), axis=a),
        i32(*shape).between(0, depth - 1),
    )
case("OneHot", "out_of_range", lambda i: call("OneHot", i, integer(3), integer(5.0, "f32"), integer(-1.0, "f32")), array("i32", [0, -1, 3, 2]))
case("OneHot", "depth_is_an_input", lambda i, d: call("OneHot", i, d, integer(1.0, "f32"), integer(0.0, "f32")), i32(3).between(0, 3), array("i32", 4))
case("OneHot", "values_are_inputs", lambda i, on, off: call("OneHot", i, integer(4), on, off), i32(3).between(0, 3), f32(), f32())
for type in ("u8", "i8", "i32", "i64"):
    case(
        "OneHot",
        "indices_of_" + type,
        lambda i: call("OneHot", i, integer(4), integer(1.0, "f32"), integer(0.0, "f32")),
        data(type, 3).between(0, 3),
    )
for type in ALL:
    case("OneHot", type, lambda i, t=type: call("OneHot", i, integer(4), integer(1, t), integer(0, t)), i32(3).between(0, 3))
