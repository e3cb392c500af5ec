"""Look-ups in tables that the graph itself fills."""

import tensorflow as tf

from ops.fixture import TYPES, array, call, case, const, f32


def look(keys, known, values, default, version="V2", filling="LookupTableImport", ask=None):
    """The values of keys, once the table is filled."""
    known, values = const(known), const(values)
    types = {"key_dtype": known.dtype, "value_dtype": values.dtype}
    table = call("HashTable" + version, container="", shared_name="table", use_node_name_sharing=True, **types)
    fill = call(filling + version, table, known, values)
    with tf.control_dependencies([fill]):
        return call("LookupTableFind" + version, table, keys, const(default)) if ask is None else call(ask + version, table)


def mutable(keys, known, values, default, version="V2"):
    known, values = const(known), const(values)
    table = call("MutableHashTable" + version, key_dtype=known.dtype, value_dtype=values.dtype, shared_name="mutable")
    with tf.control_dependencies([call("LookupTableInsert" + version, table, known, values)]):
        return call("LookupTableFind" + version, table, keys, const(default))


KNOWN = [7, -3, 0, 100, 5]
ASKED = [5, 6, -3, 100, 0, 99]
for version in ("", "V2"):
    op = "LookupTableFind" + version
    for type in ("i32", "i64"):
        for result in ("f32", "i32", "i64"):
            if (type, result) in (("i32", "f32"), ("i64", "f32"), ("i64", "i32"), ("i32", "i32"), ("i64", "i64")):
                case(
                    op,
                    f"{type}_to_{result}",
                    lambda x, k=type, r=result, v=version: look(x, array(k, KNOWN), array(r, [1, 2, 3, 4, 5]), array(r, -1), v),
                    array(type, ASKED),
                )
    case(op, "matrix_of_keys", lambda x, v=version: look(x, array("i64", KNOWN), array("i64", [1, 2, 3, 4, 5]), array("i64", -1), v), array("i64", [[5, 6], [7, 8]]))
    case(op, "ascending", lambda x, v=version: look(x, array("i64", [0, 1, 2]), array("i64", [10, 20, 30]), array("i64", 0), v), array("i64", [2, 0, 3, -1]))
    case(
        op,
        "initialized",
        lambda x, v=version: look(x, array("i64", KNOWN), array("f32", [1, 2, 3, 4, 5]), array("f32", -1), v, filling="InitializeTable"),
        array("i64", ASKED),
    )
    case(op, "mutable", lambda x, v=version: mutable(x, array("i64", KNOWN), array("f32", [1, 2, 3, 4, 5]), array("f32", -1), v), array("i64", ASKED))
    case(
        op,
        "strings_to_i64",
        lambda x, v=version: look(x, array("string", ["a", "bc", ""]), array("i64", [1, 2, 3]), array("i64", -1), v),
        array("string", ["bc", "x", "a", ""]),
    )
    case(
        op,
        "i64_to_strings",
        lambda x, v=version: look(x, array("i64", [3, 1, 2]), array("string", ["c", "a", "b"]), array("string", "?"), v),
        array("i64", [1, 2, 3, 4]),
    )
    case(
        "LookupTableSize" + version,
        "five",
        lambda x, v=version: call("AddV2", x, call("Cast", look(None, array("i64", KNOWN), array("f32", [1, 2, 3, 4, 5]), array("f32", -1), v, ask="LookupTableSize"), DstT=tf.float32)),
        f32(2),
    )
