"""Branches, loops and lists of tensors, as TensorFlow 2 keeps them: as functions that operators name."""

import tensorflow as tf

from ops.fixture import array, case, const, data, f32


def scalar(kind, *values):
    return [array(kind, value) for value in values]


for holds in (True, False):
    case(
        "StatelessIf" if holds else "If",
        "one_output_" + ("then" if holds else "else"),
        lambda c, x: tf.cond(c, lambda: x * 2.0, lambda: x + 1.0) if holds else tf.cond(c, lambda: x * 2.0, lambda: tf.abs(x)),
        array("bool", holds),
        f32(2, 3),
    )


def two_of(c, x, y):
    return tf.cond(c, lambda: (x, tf.reduce_sum(y)), lambda: (x - 1.0, tf.reduce_max(y)))


case("StatelessIf", "two_outputs", two_of, array("bool", True), f32(2, 3), f32(4))
case("StatelessIf", "shapes_differ", lambda c, x: tf.cond(c, lambda: x[:1], lambda: tf.concat([x, x], 0)), array("bool", False), f32(2, 3))
case("StatelessIf", "weights_in_branches", lambda c, x: tf.cond(c, lambda: x @ const(f32(3, 2)), lambda: x @ const(f32(3, 2))), array("bool", True), f32(2, 3))
case(
    "StatelessIf",
    "nested",
    lambda c, d, x: tf.cond(c, lambda: tf.cond(d, lambda: x * 2.0, lambda: x * 3.0), lambda: tf.cond(d, lambda: -x, lambda: x)),
    array("bool", True),
    array("bool", False),
    f32(2, 3),
)
case("StatelessIf", "computed_condition", lambda x: tf.cond(tf.reduce_sum(x) > 0.0, lambda: tf.nn.relu(x), lambda: tf.nn.sigmoid(x)), f32(2, 3))
case("StatelessIf", "integers", lambda c, x: tf.cond(c, lambda: x // 2, lambda: x * x), array("bool", True), data("i32", 3))
case("StatelessIf", "convolution", lambda c, x: tf.cond(c, lambda: tf.nn.conv2d(x, const(f32(3, 3, 2, 2)), 1, "SAME"), lambda: x), array("bool", True), f32(1, 4, 4, 2))

for index in (0, 1, 2, 7):
    case(
        "StatelessCase",
        f"three_branches_{index}",
        lambda i, x: tf.switch_case(i, [lambda: x * 2.0, lambda: x - 1.0, lambda: tf.abs(x)]),
        array("i32", index),
        f32(2, 3),
    )


def count_to(limit):
    return lambda n, x: tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * 1.5 - 1.0), (tf.constant(0), x))[1]


for trips in (0, 1, 5):
    case("StatelessWhile", f"counted_{trips}", count_to(trips), array("i32", trips), f32(2, 3))
case("StatelessWhile", "constant_count", lambda x: tf.while_loop(lambda i, a: i < 4, lambda i, a: (i + 1, tf.tanh(a)), (tf.constant(0), x)), f32(2, 3))
case("StatelessWhile", "until_large", lambda x: tf.while_loop(lambda a: tf.reduce_sum(a) < 100.0, lambda a: (a * 2.0 + 1.0,), (x,)), f32(2, 3).between(0, 1))
case("StatelessWhile", "grows", lambda n, x: tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, tf.concat([a, a[:1]], 0)), (tf.constant(0), x), shape_invariants=(tf.TensorShape([]), tf.TensorShape([None, 3])))[1], array("i32", 3), f32(2, 3))
case("StatelessWhile", "invariant_weights", lambda n, x, w: tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, tf.nn.relu(a @ w) + const(f32(3))), (tf.constant(0), x))[1], array("i32", 3), f32(2, 3), f32(3, 3))
case(
    "StatelessWhile",
    "nested",
    lambda n, x: tf.while_loop(
        lambda i, a: i < n,
        lambda i, a: (i + 1, tf.while_loop(lambda j, b: j < i + 1, lambda j, b: (j + 1, b + 1.0), (tf.constant(0), a))[1] * 0.5),
        (tf.constant(0), x),
    )[1],
    array("i32", 3),
    f32(2, 3),
)
case("StatelessWhile", "branch_inside", lambda n, x: tf.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, tf.cond(tf.equal(i % 2, 0), lambda: a + 1.0, lambda: a * 2.0)), (tf.constant(0), x))[1], array("i32", 4), f32(2, 3))
case("StatelessWhile", "fibonacci", lambda n: tf.while_loop(lambda i, a, b: i < n, lambda i, a, b: (i + 1, b, a + b), (tf.constant(0), tf.constant(0), tf.constant(1))), array("i32", 7))


def collect(n, x):
    rows = tf.TensorArray(tf.float32, size=n, element_shape=[None, 3])
    _, rows = tf.while_loop(lambda i, r: i < n, lambda i, r: (i + 1, r.write(i, x * tf.cast(i, tf.float32))), (tf.constant(0), rows))
    return rows.stack()


def over_rows(x):
    rows = tf.TensorArray(tf.float32, size=tf.shape(x)[0], element_shape=[3]).unstack(x)
    out = tf.TensorArray(tf.float32, size=tf.shape(x)[0], element_shape=[3])
    _, s, out = tf.while_loop(
        lambda i, s, o: i < tf.shape(x)[0],
        lambda i, s, o: (i + 1, s + rows.read(i), o.write(i, s * 2.0)),
        (tf.constant(0), tf.zeros([3]), out),
    )
    return s, out.stack()


case("TensorListStack", "written_in_a_loop", collect, array("i32", 3), f32(2, 3))
case("TensorListGetItem", "over_rows", over_rows, f32(4, 3))
case("TensorListSetItem", "map_fn", lambda x: tf.map_fn(lambda r: tf.reduce_sum(r) * r, x), f32(4, 3))
case("TensorListGather", "picked", lambda x, i: tf.TensorArray(tf.float32, size=4, element_shape=[3]).unstack(x).gather(i), f32(4, 3), array("i32", [2, 0]))
case("TensorListLength", "of_rows", lambda x: tf.raw_ops.TensorListLength(input_handle=tf.raw_ops.TensorListFromTensor(tensor=x, element_shape=[3])), f32(4, 3))
case(
    "TensorListPushBack",
    "twice",
    lambda x, y: tf.raw_ops.TensorListStack(
        input_handle=tf.raw_ops.TensorListPushBack(
            input_handle=tf.raw_ops.TensorListPushBack(
                input_handle=tf.raw_ops.EmptyTensorList(element_shape=tf.constant([-1, 3]), max_num_elements=-1, element_dtype=tf.float32), tensor=x
            ),
            tensor=y,
        ),
        element_shape=tf.constant([-1, 3]),
        element_dtype=tf.float32,
    ),
    f32(2, 3),
    f32(2, 3),
)


def pop(x):
    rest, last = tf.raw_ops.TensorListPopBack(
        input_handle=tf.raw_ops.TensorListFromTensor(tensor=x, element_shape=[3]), element_shape=tf.constant([3]), element_dtype=tf.float32
    )
    return last, tf.raw_ops.TensorListStack(input_handle=rest, element_shape=tf.constant([3]), element_dtype=tf.float32)


case("TensorListPopBack", "last_of_four", pop, f32(4, 3))


raw = tf.raw_ops


def listed(x):
    return raw.TensorListFromTensor(tensor=x, element_shape=tf.constant(x.shape[1:].as_list(), tf.int32))


def stacked(handle, shape=(3,), kind=tf.float32):
    return raw.TensorListStack(input_handle=handle, element_shape=tf.constant(shape, tf.int32), element_dtype=kind)


ROWS = {"x": (None, 3)}
case("TensorListResize", "longer", lambda x: stacked(raw.TensorListResize(input_handle=listed(x), size=6)), f32(4, 3), dynamic=ROWS)
case("TensorListResize", "shorter", lambda x: stacked(raw.TensorListResize(input_handle=listed(x), size=2)), f32(4, 3), dynamic=ROWS)
case("TensorListResize", "to_an_input", lambda x, n: stacked(raw.TensorListResize(input_handle=listed(x), size=n)), f32(4, 3), array("i32", 5), dynamic=ROWS | {"n": ()})
case("TensorListConcatLists", "two", lambda x, y: stacked(raw.TensorListConcatLists(input_a=listed(x), input_b=listed(y), element_dtype=tf.float32)), f32(4, 3), f32(2, 3), dynamic=ROWS | {"y": (None, 3)})
case("TensorListElementShape", "of_rows", lambda x: raw.TensorListElementShape(input_handle=listed(x), shape_type=tf.int32), f32(4, 3), dynamic=ROWS)
case("TensorListElementShape", "i64", lambda x: raw.TensorListElementShape(input_handle=listed(x), shape_type=tf.int64), f32(4, 3), dynamic=ROWS)
case(
    "TensorListConcatV2",
    "of_matrices",
    lambda x: raw.TensorListConcatV2(input_handle=listed(x), element_shape=tf.constant([2, 3]), leading_dims=tf.constant([], tf.int64), element_dtype=tf.float32),
    f32(4, 2, 3),
    dynamic={"x": (None, 2, 3)},
)
case(
    "TensorListConcat",
    "of_matrices",
    lambda x: raw.TensorListConcat(input_handle=listed(x), element_shape=[2, 3], element_dtype=tf.float32),
    f32(4, 2, 3),
    dynamic={"x": (None, 2, 3)},
)
case(
    "TensorListSplit",
    "halves",
    lambda x: stacked(raw.TensorListSplit(tensor=x, element_shape=tf.constant([2, 3]), lengths=tf.constant([2, 2], tf.int64)), (2, 3)),
    f32(4, 3),
    dynamic=ROWS,
)
case(
    "TensorListScatter",
    "permuted",
    lambda x, i: stacked(raw.TensorListScatter(tensor=x, indices=i, element_shape=tf.constant([3]))),
    f32(3, 3),
    array("i32", [2, 0, 1]),
    dynamic=ROWS | {"i": (None,)},
)
for count in (3, 5, -1):
    case(
        "TensorListScatterV2",
        f"of_{count}".replace("-1", "any"),
        lambda x, i, count=count: stacked(raw.TensorListScatterV2(tensor=x, indices=i, element_shape=tf.constant([3]), num_elements=count)),
        f32(3, 3),
        array("i32", [2, 0, 1]),
        dynamic=ROWS | {"i": (None,)},
    )
case(
    "TensorListScatterIntoExistingList",
    "over_rows",
    lambda x, y, i: stacked(raw.TensorListScatterIntoExistingList(input_handle=listed(x), tensor=y, indices=i)),
    f32(4, 3),
    f32(2, 3),
    array("i32", [2, 0]),
    dynamic=ROWS | {"y": (None, 3), "i": (None,)},
)
case(
    "TensorListSetItem",
    "behind_the_end",
    lambda x, y: stacked(raw.TensorListSetItem(input_handle=listed(x), index=5, item=y, resize_if_index_out_of_bounds=True)),
    f32(4, 3),
    f32(3),
    dynamic=ROWS | {"y": (3,)},
)
case(
    "TensorListPopBack",
    "in_a_loop",
    lambda x, n: (lambda end: (end[2], stacked(end[1])))(
        tf.while_loop(
            lambda i, r, s: i < n,
            lambda i, r, s: (lambda rest, last: (i + 1, rest, s * 0.5 + last))(*raw.TensorListPopBack(input_handle=r, element_shape=tf.constant([3]), element_dtype=tf.float32)),
            (tf.constant(0), listed(x), tf.zeros([3])),
        )
    ),
    f32(4, 3),
    array("i32", 2),
    dynamic=ROWS | {"n": ()},
)
