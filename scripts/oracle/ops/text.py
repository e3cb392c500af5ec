"""Strings."""

import tensorflow as tf

from ops.fixture import array, call, case, const, data, f32, i32

WORDS = array("string", ["Hello World", "", "  two  spaces ", "ÄÖÜ ß", "a,b,,c", "3.25"])
MATRIX = array("string", [["ab", "Cd"], ["ef gh", ""]])

for op in ("StringLower", "StringUpper"):
    case(op, "bytes", lambda x, op=op: call(op, x), WORDS)
    case(op, "utf_8", lambda x, op=op: call(op, x, encoding="utf-8"), WORDS)
    case(op, "matrix", lambda x, op=op: call(op, x), MATRIX)
    case(op, "scalar", lambda x, op=op: call(op, x), array("string", "AbC"))
case("StringStrip", "vector", lambda x: call("StringStrip", x), WORDS)
for unit in ("BYTE", "UTF8_CHAR"):
    case("StringLength", unit.lower(), lambda x, u=unit: call("StringLength", x, unit=u), WORDS)
    case(
        "Substr",
        unit.lower(),
        lambda x, u=unit: call("Substr", x, const(array("i32", 1)), const(array("i32", 2)), unit=u),
        array("string", ["Hello", "ÄÖÜß", "abc"]),
    )
case("StringJoin", "two", lambda x, y: call("StringJoin", [x, y], separator="-"), MATRIX, MATRIX)
case("StringJoin", "with_scalar", lambda x, y: call("StringJoin", [x, y]), WORDS, array("string", "!"))
case("StringSplitV2", "at_spaces", lambda x: call("StringSplitV2", x, const(array("string", ""))), WORDS)
case("StringSplitV2", "at_commas", lambda x: call("StringSplitV2", x, const(array("string", ","))), WORDS)
case("StringSplitV2", "at_most_once", lambda x: call("StringSplitV2", x, const(array("string", " ")), maxsplit=1), WORDS)
case("StringSplit", "at_spaces", lambda x: call("StringSplit", x, const(array("string", " "))), WORDS)
case("StringSplit", "empty_parts_kept", lambda x: call("StringSplit", x, const(array("string", ",")), skip_empty=False), WORDS)
for pattern, replacement in (("[aeiou]", "*"), (r"\s+", "_"), ("l", "")):
    for everywhere in (True, False):
        name = f"{ {'[aeiou]': 'vowels', 'l': 'letter'}.get(pattern, 'spaces') }" + ("" if everywhere else "_first_only")
        case(
            "StaticRegexReplace",
            name,
            lambda x, p=pattern, r=replacement, e=everywhere: call("StaticRegexReplace", x, pattern=p, rewrite=r, replace_global=e),
            WORDS,
        )
        case(
            "RegexReplace",
            name,
            lambda x, p=pattern, r=replacement, e=everywhere: call(
                "RegexReplace", x, const(array("string", p)), const(array("string", r)), replace_global=e
            ),
            WORDS,
        )
for name, pattern in (("digits", r"[0-9.]+"), ("empty", ""), ("any", ".*o.*")):
    case("StaticRegexFullMatch", name, lambda x, p=pattern: call("StaticRegexFullMatch", x, pattern=p), WORDS)
    case("RegexFullMatch", name, lambda x, p=pattern: call("RegexFullMatch", x, const(array("string", p))), WORDS)
for buckets in (1, 10, 1000):
    case("StringToHashBucketFast", f"{buckets}_buckets", lambda x, n=buckets: call("StringToHashBucketFast", x, num_buckets=n), WORDS)
case("StringToHashBucket", "10_buckets", lambda x: call("StringToHashBucket", x, num_buckets=10), WORDS)
case("StringToHashBucketStrong", "10_buckets", lambda x: call("StringToHashBucketStrong", x, num_buckets=10, key=[1, 2]), WORDS)
for type in ("f32", "i32", "i64"):
    case(
        "StringToNumber",
        type,
        lambda x, t=type: call("StringToNumber", x, out_type={"f32": tf.float32, "i32": tf.int32, "i64": tf.int64}[t]),
        array("string", ["1", "-25", "300"]),
    )
case("StringToNumber", "fractions", lambda x: call("StringToNumber", x), array("string", ["1.5", "-2.5e3", "0.1"]))
case("AsString", "i32", lambda x: call("AsString", x), i32(2, 3))
case("AsString", "f32", lambda x: call("AsString", x, precision=2), f32(2, 3))
case("AsString", "bool", lambda x: call("AsString", x), data("bool", 3))
case("ReduceJoin", "rows", lambda x: call("ReduceJoin", x, const(array("i32", [1])), separator="+"), MATRIX)
case("StringFormat", "two", lambda x: call("StringFormat", [x], template="<{}>", placeholder="{}"), i32(3))
case("StringNGrams", "pairs", lambda x, s: call("StringNGrams", x, s, separator=" ", ngram_widths=[2], left_pad="", right_pad="", pad_width=0, preserve_short_sequences=False), array("string", ["a", "b", "c", "d"]), array("i64", [0, 3, 4]))
case("EncodeBase64", "vector", lambda x: call("EncodeBase64", x), WORDS)
case("DecodeBase64", "vector", lambda x: call("DecodeBase64", x), array("string", ["YWJj", "", "w4Q"]))
case("DecodeRaw", "u8", lambda x: call("DecodeRaw", x, out_type=tf.uint8), array("string", ["abcd", "efgh"]))
case("DecodeRaw", "i16", lambda x: call("DecodeRaw", x, out_type=tf.int16), array("string", ["abcd", "efgh"]))
case("UnicodeDecode", "utf_8", lambda x: call("UnicodeDecode", x, input_encoding="UTF-8"), WORDS)
case("UnicodeEncode", "utf_8", lambda x, s: call("UnicodeEncode", x, s, output_encoding="UTF-8"), array("i32", [72, 105, 196]), array("i64", [0, 2, 3]))
case("UnicodeTranscode", "utf_8", lambda x: call("UnicodeTranscode", x, input_encoding="UTF-8", output_encoding="UTF-8"), WORDS)
case(
    "DecodeCSV",
    "two_columns",
    lambda x: call("DecodeCSV", x, [const(array("f32", [0])), const(array("i32", [7]))]),
    array("string", ["1.5,2", "-3,"]),
)
for op in ("Equal", "NotEqual"):
    case(op, "strings", lambda x, y, op=op: call(op, x, y), array("string", ["a", "b", ""]), array("string", ["a", "c", ""]))
for op in ("Identity", "Shape"):
    case(op, "strings", lambda x, op=op: call(op, x), MATRIX)
case("GatherV2", "strings", lambda x, i: call("GatherV2", x, i, const(array("i32", 0))), WORDS, array("i32", [2, 0]))
case("ConcatV2", "strings", lambda x, y: call("ConcatV2", [x, y], const(array("i32", 0))), MATRIX, MATRIX)
case("Reshape", "strings", lambda x: call("Reshape", x, const(array("i32", [-1]))), MATRIX)
case("SelectV2", "strings", lambda c, x, y: call("SelectV2", c, x, y), array("bool", [1, 0]), array("string", ["a", "b"]), array("string", ["c", "d"]))
PUNCTUATION = r"""[!"#$%&()\*\+,-\./:;<=>?@\[\\\]^_`{|}~\']"""
case(
    "StaticRegexReplace",
    "punctuation_of_keras",
    lambda x: call("StaticRegexReplace", x, pattern=PUNCTUATION, rewrite=""),
    array("string", ["Hello, World!", "a-b.c+d [e] \\f", "~`'\"", ""]),
)
for op in ("ExpandDims", "Squeeze", "Unpack", "Split", "Tile", "StridedSlice", "Pack", "Transpose", "ReverseV2", "Size", "Rank"):
    build = {
        "ExpandDims": lambda x: call("ExpandDims", x, const(array("i32", 1))),
        "Squeeze": lambda x: call("Squeeze", call("ExpandDims", x, const(array("i32", 0))), squeeze_dims=[0]),
        "Unpack": lambda x: call("Unpack", x, num=2, axis=1),
        "Split": lambda x: call("Split", const(array("i32", 1)), x, num_split=2),
        "Tile": lambda x: call("Tile", x, const(array("i32", [2, 1]))),
        "StridedSlice": lambda x: call("StridedSlice", x, *[const(array("i32", i)) for i in ([1, 0], [0, 2], [-1, 1])], end_mask=1),
        "Pack": lambda x: call("Pack", [x, x], axis=1),
        "Transpose": lambda x: call("Transpose", x, const(array("i32", [1, 0]))),
        "ReverseV2": lambda x: call("ReverseV2", x, const(array("i32", [0]))),
        "Size": lambda x: call("Size", x),
        "Rank": lambda x: call("Rank", x),
    }[op]
    case(op, "strings", build, MATRIX)
case("ReduceJoin", "last_kept_without_separator", lambda x: call("ReduceJoin", x, const(array("i32", [-1])), keep_dims=True), MATRIX)
case("ReduceJoin", "vector", lambda x: call("ReduceJoin", x, const(array("i32", [0])), separator=", "), WORDS)
case("DecodeRaw", "i8", lambda x: call("DecodeRaw", x, out_type=tf.int8), array("string", ["abcä", "efghi"]))
