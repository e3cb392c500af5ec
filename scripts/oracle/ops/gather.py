"""Picking elements by index, and putting them."""

from ops.fixture import array, call, case, const, data, f32, i32, types

ALL = ("f16", "bf16", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "bool")


def integer(value, type="i32"):
    return const(array(type, value))


for name, shape, indices in (("rows", (4, 3), (2,)), ("rows_by_matrix", (4, 3), (2, 2)), ("of_a_vector", (5,), (3,)), ("one", (4, 3), ())):
    case("Gather", name, lambda x, i: call("Gather", x, i), f32(*shape), i32(*indices).between(0, shape[0] - 1))
case("Gather", "constant_table", lambda i: call("Gather", const(f32(5, 3)), i), i32(2, 2).between(0, 4))
case("Gather", "constant_indices", lambda x: call("Gather", x, const(array("i32", [2, 0, 2]))), f32(3, 2))
case("Gather", "indices_of_i64", lambda x, i: call("Gather", x, i), f32(4, 3), data("i64", 2).between(0, 3))
for name, shape, axis, indices in (
    ("first", (4, 3), 0, (2,)),
    ("last", (4, 3), 1, (2,)),
    ("negative", (2, 3, 4), -2, (2,)),
    ("middle_by_matrix", (2, 3, 4), 1, (2, 2)),
    ("one", (4, 3), 1, ()),
    ("rank_4", (1, 2, 3, 4), 3, (5,)),
    ("empty_indices", (4, 3), 0, (0,)),
):
    case(
        "GatherV2",
        name,
        lambda x, i, a=axis: call("GatherV2", x, i, integer(a)),
        f32(*shape),
        i32(*indices).between(0, shape[axis] - 1),
    )
for name, shape, axis, indices, batch in (
    ("batch_1", (2, 4), 1, (2, 3), 1),
    ("batch_1_deeper_axis", (2, 3, 4), 2, (2, 3), 1),
    ("batch_2", (2, 3, 4), 2, (2, 3, 2), 2),
    ("batch_1_rows", (2, 4, 3), 1, (2, 2), 1),
    ("batch_negative", (2, 4, 3), 1, (2, 2), -1),
):
    case(
        "GatherV2",
        name,
        lambda x, i, a=axis, b=batch: call("GatherV2", x, i, integer(a), batch_dims=b),
        f32(*shape),
        i32(*indices).between(0, shape[axis] - 1),
    )
case("GatherV2", "constant_table", lambda i: call("GatherV2", const(f32(5, 3)), i, integer(0)), i32(2, 2).between(0, 4))
case("GatherV2", "constant_indices", lambda x: call("GatherV2", x, const(array("i32", [2, 0])), integer(1)), f32(2, 3))
case("GatherV2", "indices_of_i64", lambda x, i: call("GatherV2", x, i, integer(0)), f32(4, 3), data("i64", 2).between(0, 3))
case("GatherV2", "axis_of_i64", lambda x, i: call("GatherV2", x, i, integer(1, "i64")), f32(4, 3), i32(2).between(0, 2))
case("GatherV2", "axis_is_an_input", lambda x, i, a: call("GatherV2", x, i, a), f32(4, 3), i32(2).between(0, 2), array("i32", 1))
case(
    "GatherV2",
    "batch_open",
    lambda x: call("GatherV2", x, const(array("i32", [2, 0])), integer(1)),
    f32(2, 3).seen_as(None, 3),
)
for type in ALL:
    case("Gather", type, lambda x, i: call("Gather", x, i), data(type, 4, 3), i32(2).between(0, 3))
    case("GatherV2", type, lambda x, i: call("GatherV2", x, i, integer(1)), data(type, 4, 3), i32(2).between(0, 2))

for name, shape, indices in (
    ("elements", (3, 4), [[0, 1], [2, 3]]),
    ("rows", (3, 4), [[2], [0]]),
    ("one_element", (3, 4), [1, 2]),
    ("one_row", (3, 4), [1]),
    ("matrix_of_rows", (3, 2), [[[2], [0]], [[1], [1]]]),
    ("rank_4", (1, 3, 3, 2), [[[0, 1, 2], [0, 2, 0]]]),
    ("whole", (2, 3), [[], []]),
):
    indices = array("i32", indices)
    known = {"i": [None] * (indices.ndim - 1) + [indices.shape[-1]]}
    case("GatherNd", name, lambda x, i: call("GatherNd", x, i), f32(*shape), indices, dynamic=known)
    case("GatherNd", name + "_constant", lambda x, i=indices: call("GatherNd", x, const(i)), f32(*shape))
case(
    "GatherNd",
    "indices_of_i64",
    lambda x, i: call("GatherNd", x, i),
    f32(3, 4),
    array("i64", [[0, 1], [2, 3]]),
    dynamic={"i": [None, 2]},
)
for type in ALL:
    case("GatherNd", type, lambda x, i: call("GatherNd", x, i), data(type, 3, 4), array("i32", [[0, 1], [2, 3]]), dynamic={"i": [None, 2]})

for name, shape, indices, updates in (
    ("elements", (3, 4), [[0, 1], [2, 3]], (2,)),
    ("rows", (4, 3), [[2], [0]], (2, 3)),
    ("vector", (6,), [[4], [1], [3]], (3,)),
    ("blocks", (3, 2, 2), [[[0], [2]]], (1, 2, 2, 2)),
    ("of_a_rank_3", (2, 3, 2), [[0, 1], [1, 2]], (2, 2)),
):
    indices = array("i32", indices)
    case("ScatterNd", name, lambda i, u, s=shape: call("ScatterNd", i, u, const(array("i32", s))), indices, f32(*updates))
    case("ScatterNd", name + "_constant_indices", lambda u, i=indices, s=shape: call("ScatterNd", const(i), u, const(array("i32", s))), f32(*updates))
    for op in ("TensorScatterUpdate", "TensorScatterAdd", "TensorScatterSub", "TensorScatterMax", "TensorScatterMin"):
        case(op, name, lambda x, i, u, op=op: call(op, x, i, u), f32(*shape), indices, f32(*updates))
twice = array("i32", [[1], [3], [1]])
case("ScatterNd", "same_place_twice", lambda i, u: call("ScatterNd", i, u, const(array("i32", [4]))), twice, f32(3))
case("ScatterNd", "shape_is_an_input", lambda i, u, s: call("ScatterNd", i, u, s), array("i32", [[1], [3]]), f32(2), array("i32", [5]), dynamic={"s": [1]})
for op in ("TensorScatterAdd", "TensorScatterSub", "TensorScatterMax", "TensorScatterMin"):
    case(op, "same_place_twice", lambda x, i, u, op=op: call(op, x, i, u), f32(4), twice, f32(3))
for type in ("f16", "f64", "i32", "i64", "u8", "bool"):
    indices = array("i32", [[2], [0]])
    if type != "bool":
        case("ScatterNd", type, lambda i, u: call("ScatterNd", i, u, const(array("i32", [4, 2]))), indices, data(type, 2, 2))
        case("TensorScatterAdd", type, lambda x, i, u: call("TensorScatterAdd", x, i, u), data(type, 4, 2), indices, data(type, 2, 2))
    case("TensorScatterUpdate", type, lambda x, i, u: call("TensorScatterUpdate", x, i, u), data(type, 4, 2), indices, data(type, 2, 2))
    if type in ("f16", "f64", "i32", "i64"):
        for op in ("TensorScatterSub", "TensorScatterMax", "TensorScatterMin"):
            case(op, type, lambda x, i, u, op=op: call(op, x, i, u), data(type, 4, 2), indices, data(type, 2, 2))

for name, shape, over in (("first", (3, 4), (0,)), ("last", (3, 4), (-1,)), ("both", (3, 4), (0, 1)), ("none", (2, 3), ()), ("rank_4", (1, 2, 3, 2), (1, 2))):
    case("ReverseV2", name, lambda x, o=over: call("ReverseV2", x, const(array("i32", o))), f32(*shape))
    flags = [axis in [o % len(shape) for o in over] for axis in range(len(shape))]
    case("Reverse", name, lambda x, f=flags: call("Reverse", x, const(array("bool", f))), f32(*shape))
for type in types("ReverseV2"):
    if type != "f32":
        case("ReverseV2", type, lambda x: call("ReverseV2", x, const(array("i32", [1]))), data(type, 2, 3))
for name, shape, lengths, batch, seq in (
    ("batch_first", (3, 4), (1, 3, 4), 0, 1),
    ("time_first", (4, 2, 2), (4, 2), 1, 0),
    ("rank_4", (2, 3, 4, 2), (3, 0), 0, 2),
):
    for type in ("i32", "i64"):
        case(
            "ReverseSequence",
            f"{name}_{type}",
            lambda x, l, b=batch, s=seq: call("ReverseSequence", x, l, seq_dim=s, batch_dim=b),
            f32(*shape),
            array(type, lengths),
        )
case("ReverseSequence", "constant_lengths", lambda x: call("ReverseSequence", x, const(array("i32", [2, 1])), seq_dim=1), f32(2, 3))
for type in ("f16", "f64", "i32", "u8", "bool"):
    case("ReverseSequence", type, lambda x: call("ReverseSequence", x, const(array("i32", [2, 3])), seq_dim=1), data(type, 2, 4))

for name, shape, shift, axis in (
    ("vector", (5,), 2, 0),
    ("negative", (3, 4), -1, 1),
    ("larger_than_the_size", (3, 4), 7, 1),
    ("two_axes", (3, 4), (1, -2), (0, 1)),
    ("negative_axis", (2, 3, 4), 1, -2),
    ("same_axis_twice", (3, 4), (1, 2), (1, 1)),
):
    case("Roll", name, lambda x, s=shift, a=axis: call("Roll", x, integer(s), integer(a)), f32(*shape))
case("Roll", "shift_is_an_input", lambda x, s: call("Roll", x, s, integer(1)), f32(3, 4), array("i32", 2))
for type in ("f16", "f64", "i32", "i64", "u8", "bool"):
    case("Roll", type, lambda x: call("Roll", x, integer(1), integer(0)), data(type, 4, 2))

for name, shape in (("vector", (7,)), ("matrix", (3, 4)), ("rank_3", (2, 2, 3))):
    case("Where", name, lambda x: call("Where", x), data("bool", *shape))
case("Where", "nothing", lambda x: call("Where", x), array("bool", [0, 0]))
for type in types("Where"):
    if type not in ("bool", "f16"):
        case("Where", type, lambda x: call("Where", x), data(type, 3, 4).between(0, 1))
case("InvertPermutation", "i32", lambda x: call("InvertPermutation", x), i32(6).distinct())
case("InvertPermutation", "i64", lambda x: call("InvertPermutation", x), data("i64", 5).distinct())
