"""Segments, sets, counts, partitions and sparse tensors."""

import tensorflow as tf

from ops.fixture import TYPES, array, call, case, const, data, f32, i32, types


def integer(value, type="i32"):
    return const(array(type, value))


SORTED = array("i32", [0, 0, 1, 3, 3])
UNSORTED = array("i32", [2, 0, 2, 1, 0])
for op in ("SegmentSum", "SegmentMean", "SegmentMax", "SegmentMin", "SegmentProd"):
    for name, shape, ids in (("rows", (5, 3), SORTED), ("vector", (5,), SORTED), ("without_gaps", (4, 2), array("i32", [0, 1, 1, 2]))):
        case(op, name, lambda x, i, op=op: call(op, x, i), f32(*shape), ids)
        case(op, name + "_constant_ids", lambda x, op=op, i=ids: call(op, x, const(i)), f32(*shape))
    case(op, "ids_of_i64", lambda x, i, op=op: call(op, x, i), f32(5, 2), SORTED.astype("i8"))
    for type in ("f64", "i32", "i64"):
        case(op, type, lambda x, i, op=op: call(op, x, i), data(type, 5, 2), SORTED)
    if op != "SegmentMean":
        # The second version has no kernel on the CPU; for sorted segments the unsorted operator is the same.
        case(
            op + "V2",
            "rows",
            lambda x, i, op=op: call(op + "V2", x, i, integer(5)),
            f32(5, 3),
            SORTED,
            expected=lambda x, i, op=op: call("Unsorted" + op, x, i, integer(5)),
        )
        case(
            op + "V2",
            "count_is_an_input",
            lambda x, i, n, op=op: call(op + "V2", x, i, n),
            f32(5),
            SORTED,
            array("i32", 4),
            expected=lambda x, i, n, op=op: call("Unsorted" + op, x, i, n),
        )
for op in ("UnsortedSegmentSum", "UnsortedSegmentMax", "UnsortedSegmentMin", "UnsortedSegmentProd"):
    for name, shape, ids in (("rows", (5, 3), UNSORTED), ("vector", (5,), UNSORTED), ("matrix_of_ids", (2, 3), array("i32", [[0, 2, 1], [2, 2, 0]]))):
        case(op, name, lambda x, i, op=op: call(op, x, i, integer(3)), f32(*shape), ids)
    case(op, "segment_without_elements", lambda x, i, op=op: call(op, x, i, integer(5)), f32(5, 2), UNSORTED)
    case(op, "negative_ids_are_dropped", lambda x, i, op=op: call(op, x, i, integer(3)), f32(4, 2), array("i32", [0, -1, 2, 0]))
    case(op, "constant_ids", lambda x, op=op: call(op, x, const(UNSORTED), integer(3)), f32(5, 2))
    case(op, "count_is_an_input", lambda x, i, n, op=op: call(op, x, i, n), f32(5, 2), UNSORTED, array("i32", 4))
    case(op, "ids_of_i64", lambda x, i, op=op: call(op, x, i, integer(3)), f32(5, 2), UNSORTED.astype("i8"))
    for type in ("f64", "i32", "i64"):
        case(op, type, lambda x, i, op=op: call(op, x, i, integer(3)), data(type, 5, 2), UNSORTED)
for op in ("SparseSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN"):
    for type in ("i32", "i64"):
        case(
            op,
            f"rows_by_{type}",
            lambda x, i, s, op=op: call(op, x, i, s),
            f32(4, 3),
            array(type, [2, 0, 3, 1, 1]),
            SORTED,
        )
    case(op, "constant_table", lambda i, s, op=op: call(op, const(f32(6, 2)), i, s), array("i32", [5, 0, 3]), array("i32", [0, 0, 1]))
    case(
        op + "WithNumSegments",
        "rows",
        lambda x, i, s, op=op: call(op + "WithNumSegments", x, i, s, integer(6)),
        f32(4, 3),
        array("i32", [2, 0, 3, 1, 1]),
        SORTED,
    )

REPEATED = [3, 1, 3, 3, 2, 1, 7]
for type in ("f32", "f64", "i32", "i64", "u8", "i8", "f16"):
    for op in ("Unique", "UniqueWithCounts"):
        case(op, type, lambda x, op=op: call(op, x), array(type, REPEATED))
for op in ("Unique", "UniqueWithCounts"):
    case(op, "indices_of_i64", lambda x, op=op: call(op, x, out_idx=tf.int64), array("f32", REPEATED))
    case(op, "values_only", lambda x, op=op: call(op, x)[0], array("f32", REPEATED))
    case(op, "all_different", lambda x, op=op: call(op, x), f32(6).distinct())
    case(op, "all_equal", lambda x, op=op: call(op, x), array("i32", [4, 4, 4]))
    case(op, "one", lambda x, op=op: call(op, x), array("i32", [4]))
for op in ("UniqueV2", "UniqueWithCountsV2"):
    case(op, "vector", lambda x, op=op: call(op, x, integer([0])), array("i32", REPEATED))
    for axis in (0, 1):
        case(op, f"axis_{axis}", lambda x, op=op, a=axis: call(op, x, integer([a])), array("i32", [[1, 0, 1], [2, 2, 2], [1, 0, 1]]))
for type in ("i32", "i64", "f32"):
    case("ListDiff", type, lambda x, y: call("ListDiff", x, y), array(type, [1, 2, 3, 4, 5, 2]), array(type, [3, 1, 9]))
case("ListDiff", "nothing_left", lambda x, y: call("ListDiff", x, y), array("i32", [1, 2]), array("i32", [2, 1]))

COUNTED = array("i32", [1, 3, 1, 0, 5, 3, 1])
for size in (6, 4, 9):
    case("Bincount", f"size_{size}", lambda x, n=size: call("Bincount", x, integer(n), const(array("f32", []))), COUNTED)
    case("DenseBincount", f"size_{size}", lambda x, n=size: call("DenseBincount", x, integer(n), const(array("f32", []))), COUNTED)
case("Bincount", "weights", lambda x, w: call("Bincount", x, integer(6), w), COUNTED, f32(7))
case("Bincount", "to_i32", lambda x: call("Bincount", x, integer(6), const(array("i32", []))), COUNTED)
case("DenseBincount", "weights", lambda x, w: call("DenseBincount", x, integer(6), w), COUNTED, f32(7))
case("DenseBincount", "binary", lambda x: call("DenseBincount", x, integer(6), const(array("f32", [])), binary_output=True), COUNTED)
case("DenseBincount", "matrix", lambda x: call("DenseBincount", x, integer(4), const(array("f32", []))), i32(3, 5).between(0, 3))
case("HistogramFixedWidth", "vector", lambda x: call("HistogramFixedWidth", x, const(array("f32", [-2, 2])), integer(5)), f32(20))

for name, shape, parts, count in (
    ("vector", (5,), [0, 2, 0, 1, 2], 3),
    ("rows", (5, 2), [1, 0, 1, 1, 0], 2),
    ("part_without_elements", (3, 2), [0, 2, 2], 3),
    ("matrix_of_parts", (2, 2, 3), [[0, 1], [1, 0]], 2),
):
    case("DynamicPartition", name, lambda x, p, n=count: call("DynamicPartition", x, p, num_partitions=n), f32(*shape), array("i32", parts))
case("DynamicPartition", "constant_parts", lambda x: call("DynamicPartition", x, const(array("i32", [1, 0, 1])), num_partitions=2), f32(3, 2))
for type in ("i32", "i64", "f64"):
    case("DynamicPartition", type, lambda x, p: call("DynamicPartition", x, p, num_partitions=2), data(type, 4), array("i32", [1, 0, 1, 1]))
for op in ("DynamicStitch", "ParallelDynamicStitch"):
    case(
        op,
        "vectors",
        lambda i, j, x, y, op=op: call(op, [i, j], [x, y]),
        array("i32", [0, 3]),
        array("i32", [1, 2, 4]),
        f32(2),
        f32(3),
    )
    case(
        op,
        "rows_constant_indices",
        lambda x, y, op=op: call(op, [integer([2, 0]), integer([1, 3])], [x, y]),
        f32(2, 3),
        f32(2, 3),
    )
    case(op, "one", lambda x, op=op: call(op, [integer([2, 0, 1])], [x]), f32(3, 2))
    case(op, "scalar_and_matrix_of_indices", lambda x, y, op=op: call(op, [integer(3), integer([[0, 2], [1, 4]])], [x, y]), f32(2), f32(2, 2, 2))
case("DynamicStitch", "later_wins", lambda x, y: call("DynamicStitch", [integer([0, 1]), integer([1, 2])], [x, y]), f32(2), f32(2))

INDICES = array("i64", [[0, 1], [1, 0], [2, 3]])
case("SparseToDense", "matrix", lambda i, v: call("SparseToDense", i, const(array("i64", [3, 4])), v, const(array("f32", 0))), INDICES, f32(3))
case("SparseToDense", "default_value", lambda i, v: call("SparseToDense", i, const(array("i64", [3, 4])), v, const(array("f32", -1))), INDICES, f32(3))
case("SparseToDense", "one_value", lambda i, v: call("SparseToDense", i, const(array("i64", [3, 4])), v, const(array("f32", 0))), INDICES, f32())
case("SparseToDense", "vector", lambda i, v: call("SparseToDense", i, integer([5]), v, const(array("f32", 0))), array("i32", [1, 4]), f32(2))
case("SparseToDense", "shape_is_an_input", lambda i, s, v: call("SparseToDense", i, s, v, const(array("f32", 0))), INDICES, array("i64", [3, 5]), f32(3), dynamic={"s": [2]})
for type in ("i32", "i64", "f64", "bool"):
    case("SparseToDense", type, lambda i, v, t=type: call("SparseToDense", i, const(array("i64", [3, 4])), v, const(array(t, 0))), INDICES, data(type, 3))
case("SparseTensorDenseAdd", "matrix", lambda i, v, y: call("SparseTensorDenseAdd", i, v, const(array("i64", [3, 4])), y), INDICES, f32(3), f32(3, 4))
for a in (False, True):
    for b in (False, True):
        case(
            "SparseTensorDenseMatMul",
            f"adjoint_a_{a}_adjoint_b_{b}",
            lambda i, v, y, a=a, b=b: call("SparseTensorDenseMatMul", i, v, const(array("i64", [3, 4])), y, adjoint_a=a, adjoint_b=b),
            INDICES,
            f32(3),
            f32(*((2, 3) if b else (3, 2)) if a else ((2, 4) if b else (4, 2))),
        )
for name, new in (("flatten", [12]), ("minus_one", [2, -1]), ("rank_3", [3, 2, 2])):
    case("SparseReshape", name, lambda i, n=new: call("SparseReshape", i, const(array("i64", [3, 4])), const(array("i64", n))), INDICES)
case("SparseReshape", "shapes_are_inputs", lambda i, s, n: call("SparseReshape", i, s, n), INDICES, array("i64", [3, 4]), array("i64", [4, -1]))
EMPTY_ROWS = array("i64", [[0, 1], [2, 0], [2, 3]])
case("SparseFillEmptyRows", "middle_row", lambda i, v: call("SparseFillEmptyRows", i, v, const(array("i64", [4, 4])), const(array("f32", -1))), EMPTY_ROWS, f32(3))
case(
    "SparseFillEmptyRows",
    "everything_is_an_input",
    lambda i, v, s, d: call("SparseFillEmptyRows", i, v, s, d),
    EMPTY_ROWS,
    f32(3),
    array("i64", [5, 4]),
    f32(),
)
case("SparseReduceSum", "rows", lambda i, v: call("SparseReduceSum", i, v, const(array("i64", [3, 4])), integer([1])), INDICES, f32(3))
case("SparseConcat", "rows", lambda i, v: call("SparseConcat", [i, i], [v, v], [const(array("i64", [3, 4]))] * 2, concat_dim=0), INDICES, f32(3))
case(
    "SparseSlice",
    "part",
    lambda i, v: call("SparseSlice", i, v, const(array("i64", [3, 4])), const(array("i64", [1, 0])), const(array("i64", [2, 4]))),
    INDICES,
    f32(3),
)
case("SparseSoftmax", "matrix", lambda i, v: call("SparseSoftmax", i, v, const(array("i64", [3, 4]))), EMPTY_ROWS, f32(3))
case("SparseReorder", "matrix", lambda i, v: call("SparseReorder", i, v, const(array("i64", [3, 4]))), array("i64", [[2, 3], [0, 1], [1, 0]]), f32(3))
case("SparseDenseCwiseMul", "matrix", lambda i, v, y: call("SparseDenseCwiseMul", i, v, const(array("i64", [3, 4])), y), INDICES, f32(3), f32(3, 4))
case("SparseDenseCwiseAdd", "matrix", lambda i, v, y: call("SparseDenseCwiseAdd", i, v, const(array("i64", [3, 4])), y), INDICES, f32(3), f32(3, 4))
case("SparseDenseCwiseDiv", "matrix", lambda i, v, y: call("SparseDenseCwiseDiv", i, v, const(array("i64", [3, 4])), y), INDICES, f32(3), f32(3, 4).between(1, 2))
for type in ("i32", "i64"):
    case("RaggedTensorToSparse", f"splits_of_{type}", lambda s, v: call("RaggedTensorToSparse", [s], v), array(type, [0, 2, 2, 5]), f32(5))
    case(
        "RaggedTensorToTensor",
        f"row_splits_of_{type}",
        lambda s, v, t=type: call(
            "RaggedTensorToTensor", const(array(t, [-1, -1])), v, const(array("f32", 0)), [s], row_partition_types=["ROW_SPLITS"]
        ),
        array(type, [0, 2, 2, 5]),
        f32(5),
    )
case(
    "RaggedTensorToTensor",
    "fixed_width_default_value",
    lambda s, v: call("RaggedTensorToTensor", const(array("i64", [-1, 4])), v, const(array("f32", -1)), [s], row_partition_types=["ROW_SPLITS"]),
    array("i64", [0, 2, 2, 5]),
    f32(5),
)
case(
    "RaggedTensorToTensor",
    "value_rowids",
    lambda r, v: call(
        "RaggedTensorToTensor",
        const(array("i64", [-1, -1])),
        v,
        const(array("f32", 0)),
        [const(array("i64", 4)), r],
        row_partition_types=["FIRST_DIM_SIZE", "VALUE_ROWIDS"],
    ),
    array("i64", [0, 0, 2, 3, 3]),
    f32(5),
)
case("RaggedRange", "steps", lambda a, b: call("RaggedRange", a, b, integer(1)), array("i32", [0, 3, 5]), array("i32", [2, 3, 8]))
case("RaggedGather", "rows", lambda s, v, i: call("RaggedGather", [s], v, i, OUTPUT_RAGGED_RANK=1), array("i64", [0, 2, 2, 5]), f32(5), array("i64", [2, 0]))
case(
    "RaggedTensorToTensor",
    "two_levels",
    lambda a, b, v: call(
        "RaggedTensorToTensor",
        const(array("i64", [-1, -1, -1])),
        v,
        const(array("f32", 9)),
        [a, b],
        row_partition_types=["ROW_SPLITS", "ROW_SPLITS"],
    ),
    array("i64", [0, 2, 2, 3]),
    array("i64", [0, 1, 3, 5]),
    f32(5),
)
case(
    "RaggedTensorToTensor",
    "rows_of_vectors_cut",
    lambda s, v: call(
        "RaggedTensorToTensor", const(array("i64", [2, 2, 3])), v, const(array("f32", 0)), [s], row_partition_types=["ROW_SPLITS"]
    ),
    array("i64", [0, 3, 4, 5]),
    f32(5, 3),
)
case(
    "RaggedTensorToTensor",
    "strings",
    lambda s, v: call(
        "RaggedTensorToTensor", const(array("i64", [-1, -1])), v, const(array("string", "")), [s], row_partition_types=["ROW_SPLITS"]
    ),
    array("i64", [0, 2, 3]),
    array("string", ["a", "bc", "def"]),
)
case("RaggedTensorToSparse", "two_levels", lambda a, b, v: call("RaggedTensorToSparse", [a, b], v), array("i64", [0, 2, 2, 3]), array("i64", [0, 1, 3, 5]), f32(5))
case("RaggedRange", "down_and_empty", lambda a, b, c: call("RaggedRange", a, b, c), array("f32", [3, 0, 1]), array("f32", [0, 0, 2]), array("f32", [-1, 1, 0.5]))

# Every type that the kernels have.
SHORT = array("i32", [0, 0, 1, 2])
for op in ("SegmentSum", "SegmentMean", "SegmentMax", "SegmentMin", "SegmentProd"):
    for type in ("f16", "bf16", "i8", "i16", "u8", "u16"):
        case(op, type, lambda x, i, op=op: call(op, x, i), data(type, 4, 2).between(0, 3), SHORT)
for op in ("UnsortedSegmentSum", "UnsortedSegmentMax", "UnsortedSegmentMin", "UnsortedSegmentProd"):
    for type in ("f16", "bf16", "i8", "i16", "u8", "u16", "u32", "u64"):
        case(op, type, lambda x, i, op=op: call(op, x, i, integer(3)), data(type, 4, 2).between(0, 3), array("i32", [2, 0, 0, 1]))
for op in ("SparseSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN"):
    for type in ("f16", "bf16", "f64"):
        case(op, type, lambda x, i, s, op=op: call(op, x, i, s), data(type, 4, 2), array("i32", [2, 0, 1]), array("i32", [0, 0, 1]))
for op in ("Unique", "UniqueWithCounts"):
    for type in ("bf16", "i16", "u16", "u32", "u64", "bool"):
        case(op, type, lambda x, op=op: call(op, x), array(type, [1, 0, 1, 1, 0]) if type == "bool" else data(type, 7).between(0, 3))
for type in ("f16", "bf16", "f64", "i8", "i16", "u8", "u16"):
    case("ListDiff", type, lambda x, y: call("ListDiff", x, y), data(type, 6).between(0, 4), data(type, 3).between(0, 4))
for type in ("f32", "f64", "i32", "i64"):
    case("Bincount", "weights_of_" + type, lambda x, w: call("Bincount", x, integer(6), w), COUNTED, data(type, 7))
    case("DenseBincount", "weights_of_" + type, lambda x, w: call("DenseBincount", x, integer(6), w), COUNTED, data(type, 7))
case("DenseBincount", "of_i64", lambda x: call("DenseBincount", x, integer(6, "i64"), const(array("f32", []))), COUNTED.astype("i8"))
case("DenseBincount", "matrix_binary", lambda x: call("DenseBincount", x, integer(4), const(array("f32", [])), binary_output=True), i32(3, 5).between(0, 3))
case("DenseBincount", "matrix_weights", lambda x, w: call("DenseBincount", x, integer(4), w), i32(3, 5).between(0, 5), f32(3, 5))
for type in ("f16", "bf16", "i8", "u8", "i16", "u16", "u32", "u64", "bool"):
    case("DynamicPartition", type, lambda x, p: call("DynamicPartition", x, p, num_partitions=2), data(type, 4), array("i32", [1, 0, 1, 1]))
    for op in ("DynamicStitch", "ParallelDynamicStitch"):
        case(op, type, lambda x, y, op=op: call(op, [integer([0, 2]), integer([1])], [x, y]), data(type, 2, 2), data(type, 1, 2))
    case("SparseToDense", type, lambda i, v, t=type: call("SparseToDense", i, const(array("i64", [3, 4])), v, const(data(t))), INDICES, data(type, 3)) if type != "bool" else None
for type in ("i32", "f64", "bf16"):
    case("SparseTensorDenseMatMul", type, lambda i, v, y: call("SparseTensorDenseMatMul", i, v, const(array("i64", [3, 4])), y), INDICES, data(type, 3), data(type, 4, 2))
