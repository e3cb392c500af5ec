"""Products of matrices."""

import tensorflow as tf

from ops.convolution import precision
from ops.fixture import TYPES, call, case, const, data, f32, types

for transpose_a in (False, True):
    for transpose_b in (False, True):
        a, b = (4, 3) if transpose_a else (3, 4), (5, 4) if transpose_b else (4, 5)
        name = ("a_transposed" if transpose_a else "a") + ("_b_transposed" if transpose_b else "_b")
        flags = {"transpose_a": transpose_a, "transpose_b": transpose_b}
        case("MatMul", name, lambda x, y, flags=flags: call("MatMul", x, y, **flags), f32(*a), f32(*b))
        case("MatMul", name + "_constant_b", lambda x, flags=flags, b=b: call("MatMul", x, const(f32(*b)), **flags), f32(*a))
        case("MatMul", name + "_constant_a", lambda y, flags=flags, a=a: call("MatMul", const(f32(*a)), y, **flags), f32(*b))
case("MatMul", "row_by_column", lambda x, y: call("MatMul", x, y), f32(1, 6), f32(6, 1))
case("MatMul", "column_by_row", lambda x, y: call("MatMul", x, y), f32(3, 1), f32(1, 4))
case("MatMul", "no_rows", lambda x, y: call("MatMul", x, y), f32(0, 4), f32(4, 2))
case("MatMul", "batch_open", lambda x: call("MatMul", x, const(f32(4, 2))), f32(3, 4).seen_as(None, 4))
case(
    "MatMul",
    "dense_layer",
    lambda x: call("Relu", call("BiasAdd", call("MatMul", x, const(f32(4, 5))), const(f32(5)))),
    f32(2, 4),
)
for type in types("MatMul"):
    if type != "f32":
        case("MatMul", type, lambda x, y: call("MatMul", x, y), data(type, 3, 4), data(type, 4, 2), **precision(type))
        case(
            "MatMul",
            type + "_constant",
            lambda x, t=type: call("MatMul", x, const(data(t, 2, 4)), transpose_b=True),
            data(type, 3, 4),
            **precision(type),
        )

for op in ("BatchMatMul", "BatchMatMulV2"):
    for adj_x in (False, True):
        for adj_y in (False, True):
            a, b = (2, 4, 3) if adj_x else (2, 3, 4), (2, 5, 4) if adj_y else (2, 4, 5)
            name = ("x_transposed" if adj_x else "x") + ("_y_transposed" if adj_y else "_y")
            case(op, name, lambda x, y, op=op, fx=adj_x, fy=adj_y: call(op, x, y, adj_x=fx, adj_y=fy), f32(*a), f32(*b))
    case(op, "rank_4", lambda x, y, op=op: call(op, x, y), f32(2, 3, 2, 4), f32(2, 3, 4, 3))
    case(op, "rank_2", lambda x, y, op=op: call(op, x, y), f32(2, 4), f32(4, 3))
    case(op, "constant", lambda x, op=op: call(op, x, const(f32(2, 4, 3))), f32(2, 3, 4))
    case(op, "empty", lambda x, y, op=op: call(op, x, y), f32(0, 3, 4), f32(0, 4, 2))
    for type in types(op):
        if type != "f32":
            case(op, type, lambda x, y, op=op: call(op, x, y), data(type, 2, 3, 4), data(type, 2, 4, 2), **precision(type))
for op, more in (("BatchMatMulV2", {}), ("BatchMatMulV3", {"Tout": tf.float32})):
    case(op, "batches_broadcast", lambda x, y, op=op, m=more: call(op, x, y, **m), f32(2, 1, 3, 4), f32(3, 4, 2))
    case(op, "matrix_to_batch", lambda x, y, op=op, m=more: call(op, x, y, **m), f32(2, 3, 4), f32(4, 5))
    case(op, "batch_to_matrix_transposed", lambda x, y, op=op, m=more: call(op, x, y, adj_y=True, **m), f32(3, 4), f32(2, 5, 4))
    case(op, "constant_matrix", lambda x, op=op, m=more: call(op, x, const(f32(4, 5)), **m), f32(2, 3, 4))

for left, right, out in (("i8", "i8", "i32"), ("u8", "i8", "i32"), ("f32", "f32", "f32"), ("i32", "i32", "i32"), ("f64", "f64", "f64")):
    case(
        "BatchMatMulV3",
        f"{left}_by_{right}_to_{out}",
        lambda x, y, out=out: call("BatchMatMulV3", x, y, Tout=tf.as_dtype(TYPES[out])),
        data(left, 2, 3, 4),
        data(right, 2, 4, 2),
    )
for left, right in (("f32", "f32"), ("bf16", "f32"), ("bf16", "bf16")):
    case(
        "SparseMatMul",
        f"{left}_by_{right}",
        lambda x, y: call("SparseMatMul", x, y, a_is_sparse=True),
        data(left, 3, 4),
        data(right, 4, 2),
        tolerance=1e-5,
        reason="products of bf16 are summed in f32",
    )
case("SparseMatMul", "transposed", lambda x, y: call("SparseMatMul", x, y, transpose_a=True, transpose_b=True, b_is_sparse=True), f32(4, 3), f32(2, 4))
