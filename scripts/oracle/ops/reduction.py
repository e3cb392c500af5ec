"""Reductions along axes, arguments of extremes, running sums, largest elements."""

import tensorflow as tf

from ops.fixture import array, call, case, const, data, f32, types


def axes(*values, type="i32"):
    return const(array(type, values))


for op in ("Mean", "Sum", "Max", "Min", "Prod", "EuclideanNorm", "All", "Any"):
    type = "bool" if op in ("All", "Any") else "f32"
    for name, shape, over in (
        ("last", (2, 3, 4), (2,)),
        ("last_negative", (2, 3, 4), (-1,)),
        ("first", (2, 3, 4), (0,)),
        ("two", (2, 3, 4), (0, 2)),
        ("two_negative_unordered", (2, 3, 4), (-1, -3)),
        ("all", (2, 3), (0, 1)),
        ("none", (2, 3), ()),
        ("spatial", (1, 3, 4, 2), (1, 2)),
        ("channels", (1, 3, 4, 2), (3,)),
        ("of_size_one", (2, 1, 3), (1,)),
        ("vector", (5,), (0,)),
        ("rank_5", (1, 2, 2, 3, 2), (1, 3)),
    ):
        for keep in (False, True):
            case(
                op,
                name + ("_kept" if keep else ""),
                lambda x, op=op, over=over, keep=keep: call(op, x, axes(*over), keep_dims=keep),
                data(type, *shape),
            )
    case(op, "scalar_axis", lambda x, op=op: call(op, x, const(array("i32", 1))), data(type, 2, 3))
    case(op, "axes_of_i64", lambda x, op=op: call(op, x, axes(1, type="i64")), data(type, 2, 3))
    case(op, "scalar", lambda x, op=op: call(op, x, axes()), data(type))
    case(op, "axes_are_an_input", lambda x, a, op=op: call(op, x, a), data(type, 2, 3, 4), array("i32", [0, 2]), dynamic={"a": [2]})
    case(op, "batch_open", lambda x, op=op: call(op, x, axes(1)), data(type, 2, 3).seen_as(None, 3))
    if op != "Mean":
        case(op, "over_nothing", lambda x, op=op: call(op, x, axes(1)), data(type, 2, 0, 3))
    case(op, "empty_result", lambda x, op=op: call(op, x, axes(1)), data(type, 0, 3))
    if type == "f32":
        for other in types(op):
            if other != "f32":
                values = data(other, 2, 3).between(1, 5) if op in ("Prod", "EuclideanNorm") else data(other, 2, 3)
                case(op, other, lambda x, op=op: call(op, x, axes(1)), values)

for op in ("ArgMax", "ArgMin"):
    for name, shape, axis in (
        ("last", (3, 5), 1),
        ("last_negative", (3, 5), -1),
        ("first", (3, 5), 0),
        ("channels", (1, 2, 3, 4), 3),
        ("middle", (2, 3, 4), 1),
        ("vector", (6,), 0),
        ("of_size_one", (2, 1), 1),
    ):
        case(op, name, lambda x, op=op, a=axis: call(op, x, const(array("i32", a))), f32(*shape).distinct())
    case(op, "first_of_equals", lambda x, op=op: call(op, x, const(array("i32", 1))), array("f32", [[1, 3, 3, 1], [2, 2, 2, 2], [-1, -1, 0, 0]]))
    case(op, "to_i32", lambda x, op=op: call(op, x, const(array("i32", 1)), output_type=3), f32(3, 5).distinct())
    case(op, "axis_of_i64", lambda x, op=op: call(op, x, const(array("i64", 1))), f32(3, 5).distinct())
    case(op, "batch_open", lambda x, op=op: call(op, x, const(array("i32", -1))), f32(3, 5).distinct().seen_as(None, 5))
    for type in types(op):
        if type != "f32":
            values = data(type, 3, 5) if type == "bool" else data(type, 3, 5).distinct()
            case(op, type, lambda x, op=op: call(op, x, const(array("i32", 1))), values)

for op in ("Cumsum", "Cumprod"):
    for exclusive in (False, True):
        for reverse in (False, True):
            name = "_".join(["exclusive"] * exclusive + ["reverse"] * reverse) or "plain"
            flags = {"exclusive": exclusive, "reverse": reverse}
            case(op, name, lambda x, op=op, f=flags: call(op, x, const(array("i32", 1)), **f), f32(2, 4, 3))
            case(op, name + "_vector", lambda x, op=op, f=flags: call(op, x, const(array("i32", 0)), **f), f32(5))
    case(op, "first_axis", lambda x, op=op: call(op, x, const(array("i32", 0))), f32(3, 4))
    case(op, "negative_axis", lambda x, op=op: call(op, x, const(array("i32", -1))), f32(3, 4))
    case(op, "axis_of_i64", lambda x, op=op: call(op, x, const(array("i64", 1))), f32(3, 4))
    case(op, "axis_is_an_input", lambda x, a, op=op: call(op, x, a), f32(3, 4), array("i32", 1))
    for type in types(op):
        if type != "f32":
            case(op, type, lambda x, op=op: call(op, x, const(array("i32", 0))), data(type, 4, 2).between(0, 3))
for exclusive in (False, True):
    for reverse in (False, True):
        name = "_".join(["exclusive"] * exclusive + ["reverse"] * reverse) or "plain"
        flags = {"exclusive": exclusive, "reverse": reverse}
        case("CumulativeLogsumexp", name, lambda x, f=flags: call("CumulativeLogsumexp", x, const(array("i32", 1)), **f), f32(2, 4))


def as_top_k(graph):
    """TopK has left the operators in version 7, so that graphs with it have an older one."""
    new = next(node for node in graph.node if node.op == "TopKV2")
    count = next(node for node in graph.node if node.name == new.input[1])
    new.op = "TopK"
    new.attr["k"].i = tf.make_ndarray(count.attr["value"].tensor).item()
    for name in ("Tk", "index_type"):
        new.attr.pop(name, None)
    del new.input[1]
    graph.node.remove(count)
    graph.versions.producer = 6


for name, shape, k in (("some", (3, 6), 2), ("all", (2, 4), 4), ("one", (2, 5), 1), ("none", (2, 3), 0), ("vector", (7,), 3), ("rank_3", (2, 2, 5), 3)):
    case("TopKV2", name, lambda x, k=k: call("TopKV2", x, const(array("i32", k))), f32(*shape).distinct())
    case("TopK", name, lambda x, k=k: call("TopKV2", x, const(array("i32", k))), f32(*shape).distinct(), rewrite=as_top_k)
case("TopKV2", "k_is_an_input", lambda x, k: call("TopKV2", x, k), f32(3, 6).distinct(), array("i32", 2))
case("TopKV2", "values_only", lambda x: call("TopKV2", x, const(array("i32", 2)))[0], f32(3, 6).distinct())
case("TopKV2", "indices_only", lambda x: call("TopKV2", x, const(array("i32", 2)))[1], f32(3, 6).distinct())
case("TopKV2", "equal_values", lambda x: call("TopKV2", x, const(array("i32", 3))), array("f32", [[1, 2, 2, 1, 2], [0, 0, 0, 0, 0]]))
for type in types("TopKV2"):
    if type != "f32":
        case("TopKV2", type, lambda x: call("TopKV2", x, const(array("i32", 2))), data(type, 3, 5).distinct())
for reverse in (False, True):
    case("NthElement", f"reverse_{reverse}", lambda x, r=reverse: call("NthElement", x, const(array("i32", 1)), reverse=r), f32(3, 5).distinct())
