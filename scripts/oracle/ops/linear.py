"""Linear algebra: diagonals, bands, solving, decompositions, sums over indices."""

import tensorflow as tf

from ops.fixture import array, call, case, const, data, f32, types


def integer(value, type="i32"):
    return const(array(type, value))


for lower, upper in ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1)):
    name = f"{lower}_below_{upper}_above".replace("-1", "all")
    case("MatrixBandPart", name, lambda x, l=lower, u=upper: call("MatrixBandPart", x, integer(l), integer(u)), f32(3, 4))
case("MatrixBandPart", "batch", lambda x: call("MatrixBandPart", x, integer(1, "i64"), integer(0, "i64")), f32(2, 4, 3))
case("MatrixBandPart", "bounds_are_inputs", lambda x, l, u: call("MatrixBandPart", x, l, u), f32(4, 4), array("i64", 1), array("i64", -1))
for type in types("MatrixBandPart"):
    if type != "f32":
        case("MatrixBandPart", type, lambda x: call("MatrixBandPart", x, integer(1), integer(0)), data(type, 3, 3))

case("MatrixDiag", "vector", lambda x: call("MatrixDiag", x), f32(4))
case("MatrixDiag", "batch", lambda x: call("MatrixDiag", x), f32(2, 3))
case("MatrixDiag", "rank_3", lambda x: call("MatrixDiag", x), f32(2, 2, 3))
case("MatrixDiagPart", "square", lambda x: call("MatrixDiagPart", x), f32(4, 4))
case("MatrixDiagPart", "wide_batch", lambda x: call("MatrixDiagPart", x), f32(2, 3, 4))
case("MatrixDiagPart", "tall", lambda x: call("MatrixDiagPart", x), f32(4, 2))
case("MatrixSetDiag", "square", lambda x, d: call("MatrixSetDiag", x, d), f32(3, 3), f32(3))
case("MatrixSetDiag", "wide_batch", lambda x, d: call("MatrixSetDiag", x, d), f32(2, 3, 4), f32(2, 3))
for type in ("f16", "f64", "i32", "i64", "bool"):
    case("MatrixDiag", type, lambda x: call("MatrixDiag", x), data(type, 3))
    case("MatrixDiagPart", type, lambda x: call("MatrixDiagPart", x), data(type, 3, 3))
    case("MatrixSetDiag", type, lambda x, d: call("MatrixSetDiag", x, d), data(type, 3, 3), data(type, 3))
for op in ("MatrixDiagV2", "MatrixDiagV3"):
    for k in (0, 1, -2):
        case(
            op,
            f"diagonal_{k}",
            lambda x, k=k, op=op: call(op, x, integer(k), integer(-1), integer(-1), integer(0.0, "f32")),
            f32(2, 3),
        )
    case(op, "padded", lambda x, op=op: call(op, x, integer(1), integer(5), integer(4), integer(9.0, "f32")), f32(3), dynamic=False)
    case(op, "band", lambda x, op=op: call(op, x, integer([-1, 1]), integer(-1), integer(-1), integer(0.0, "f32")), f32(3, 4), dynamic=False)
for op in ("MatrixDiagPartV2", "MatrixDiagPartV3"):
    for k in (0, 1, -2):
        case(op, f"diagonal_{k}", lambda x, k=k, op=op: call(op, x, integer(k), integer(0.0, "f32")), f32(2, 4, 4))
    case(op, "band", lambda x, op=op: call(op, x, integer([-1, 1]), integer(7.0, "f32")), f32(3, 4))
for op in ("MatrixSetDiagV2", "MatrixSetDiagV3"):
    for k, size in ((0, 3), (1, 3), (-1, 2)):
        case(op, f"diagonal_{k}", lambda x, d, k=k, op=op: call(op, x, d, integer(k)), f32(3, 4), f32(size))
    case(op, "band", lambda x, d, op=op: call(op, x, d, integer([0, 1])), f32(3, 4), f32(2, 3), dynamic=False)
for align in ("LEFT_RIGHT", "RIGHT_LEFT", "LEFT_LEFT", "RIGHT_RIGHT"):
    case(
        "MatrixDiagPartV3", align.lower(), lambda x, a=align: call("MatrixDiagPartV3", x, integer([-2, 1]), integer(0.0, "f32"), align=a), f32(4, 3)
    )
case("Diag", "vector", lambda x: call("Diag", x), f32(4))
case("Diag", "matrix", lambda x: call("Diag", x), f32(2, 3))
case("DiagPart", "matrix", lambda x: call("DiagPart", x), f32(4, 4))
case("DiagPart", "rank_4", lambda x: call("DiagPart", x), f32(2, 3, 2, 3))
case("Cross", "vectors", lambda x, y: call("Cross", x, y), f32(3), f32(3))
case("Cross", "matrix", lambda x, y: call("Cross", x, y), f32(4, 3), f32(4, 3))

# Diagonally dominant matrices are far from singular.
REGULAR = array("f32", [[4, 1, 0.5], [-1, 5, 1], [0.25, -0.5, 3]])
BATCH = array("f32", [REGULAR, REGULAR.T + 0.5])
SYMMETRIC = array("f32", REGULAR + REGULAR.T)


def as_batch_matrix_inverse(graph):
    """Graphs before version 13 had an operator of its own for this."""
    for node in graph.node:
        if node.op == "MatrixInverse":
            node.op = "BatchMatrixInverse"
    graph.versions.producer = 12


for op, rewrite in (("MatrixInverse", None), ("BatchMatrixInverse", as_batch_matrix_inverse)):
    for adjoint in (False, True):
        suffix = "_transposed" if adjoint else ""
        case(op, "matrix" + suffix, lambda x, a=adjoint: call("MatrixInverse", x, adjoint=a), REGULAR, rewrite=rewrite)
        case(op, "batch" + suffix, lambda x, a=adjoint: call("MatrixInverse", x, adjoint=a), BATCH, rewrite=rewrite)
    case(op, "one_by_one", lambda x: call("MatrixInverse", x), array("f32", [[4.0]]), rewrite=rewrite)
    case(op, "f64", lambda x: call("MatrixInverse", x), REGULAR.astype("f8"), rewrite=rewrite)
case("MatrixDeterminant", "matrix", lambda x: call("MatrixDeterminant", x), REGULAR)
case("MatrixDeterminant", "batch", lambda x: call("MatrixDeterminant", x), BATCH)
case("LogMatrixDeterminant", "batch", lambda x: call("LogMatrixDeterminant", x), BATCH)
case("Cholesky", "matrix", lambda x: call("Cholesky", x), SYMMETRIC)
for adjoint in (False, True):
    case("MatrixSolve", f"adjoint_{adjoint}", lambda x, y, a=adjoint: call("MatrixSolve", x, y, adjoint=a), REGULAR, f32(3, 2))
    for lower in (False, True):
        case(
            "MatrixTriangularSolve",
            f"lower_{lower}_adjoint_{adjoint}",
            lambda x, y, a=adjoint, l=lower: call("MatrixTriangularSolve", x, y, lower=l, adjoint=a),
            REGULAR,
            f32(3, 2),
        )
case("SelfAdjointEigV2", "values", lambda x: call("SelfAdjointEigV2", x, compute_v=False)[0], SYMMETRIC)
case("Svd", "values", lambda x: call("Svd", x, compute_uv=False)[0], REGULAR)

for name, equation, shapes in (
    ("matrix_product", "ij,jk->ik", ((2, 3), (3, 4))),
    ("matrix_product_second_transposed", "ij,kj->ik", ((2, 3), (4, 3))),
    ("batch_product", "bij,bjk->bik", ((2, 2, 3), (2, 3, 4))),
    ("attention_scores", "bqhd,bkhd->bhqk", ((2, 3, 2, 4), (2, 3, 2, 4))),
    ("attention_mix", "bhqk,bkhd->bqhd", ((2, 2, 3, 4), (2, 4, 2, 3))),
    ("dense_heads", "abc,cde->abde", ((2, 3, 4), (4, 2, 3))),
    ("project_heads", "abcd,cde->abe", ((2, 3, 2, 3), (2, 3, 4))),
    ("outer", "i,j->ij", ((3,), (4,))),
    ("dot", "i,i->", ((4,), (4,))),
    ("elementwise", "ij,ij->ij", ((2, 3), (2, 3))),
    ("broadcast_batch", "...ij,...jk->...ik", ((2, 2, 3), (3, 4))),
    ("ellipsis", "...d,de->...e", ((2, 3, 4), (4, 2))),
    ("sum_of_one_only", "ij,k->ik", ((2, 3), (4,))),
    ("order_of_result", "ij,jk->ki", ((2, 3), (3, 4))),
    ("capital_letters", "BFNH,NHD->BFD", ((2, 3, 2, 4), (2, 4, 3))),
    ("diagonals_by_matrix", "iij,jk->ik", ((3, 3, 2), (2, 4))),
    ("ellipses_broadcast", "a...b,b...c->a...c", ((2, 3, 1, 4), (4, 1, 2, 3))),
    ("ellipsis_at_the_end", "ij...,jk...->ik...", ((2, 3, 2), (3, 4, 2))),
    ("sum_of_ellipsis", "...ij,jk->...k", ((2, 2, 3), (3, 4))),
    ("relative_positions", "bhqd,qkd->bhqk", ((2, 2, 3, 4), (3, 5, 4))),
    ("no_dimensions", ",ij->ij", ((), (2, 3))),
):
    case("Einsum", name, lambda x, y, e=equation: call("Einsum", [x, y], equation=e), *[f32(*s) for s in shapes])
for name, equation, shape in (
    ("transpose", "ij->ji", (2, 3)),
    ("sum", "ij->", (2, 3)),
    ("row_sums", "ij->i", (2, 3)),
    ("diagonal", "ii->i", (3, 3)),
    ("trace", "ii->", (3, 3)),
    ("batch_transpose", "bij->bji", (2, 3, 4)),
    ("ellipsis_transpose", "...ij->...ji", (2, 2, 3)),
    ("ellipsis_to_the_end", "i...->...i", (2, 3, 4)),
    ("batch_trace", "bii->b", (2, 3, 3)),
    ("onto_the_diagonal", "i->ii", (3,)),
):
    case("Einsum", name, lambda x, e=equation: call("Einsum", [x], equation=e), f32(*shape))
for type in types("Einsum"):
    if type not in ("f32", "bool"):
        case("Einsum", type, lambda x, y: call("Einsum", [x, y], equation="ij,jk->ik"), data(type, 2, 3), data(type, 3, 2))
case("Einsum", "constant", lambda x: call("Einsum", [x, const(f32(4, 2, 3))], equation="abc,cde->abde"), f32(2, 3, 4))
