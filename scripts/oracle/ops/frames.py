"""Branches and loops of TensorFlow 1: forks and cycles of the graph itself."""

import contextlib
import functools

import tensorflow as tf

from ops.fixture import array, case, const, data, f32

v1 = tf.compat.v1


@contextlib.contextmanager
def old_control_flow():
    v1.disable_control_flow_v2()
    try:
        yield
    finally:
        v1.enable_control_flow_v2()


def old(build):
    """The same graph, made as TensorFlow 1 makes it."""

    @functools.wraps(build)
    def made(*inputs):
        with old_control_flow():
            return build(*inputs)

    return made


def old_case(op, name, build, *inputs, **options):
    case("Composite_" + op, name, old(build), *inputs, **options)


# Branches

COND = "CondOfTensorFlow1"
for holds in (True, False):
    side = "then" if holds else "else"
    true = array("bool", holds)
    old_case(COND, f"one_output_{side}", lambda c, x: v1.cond(c, lambda: x * 2.0, lambda: x + 1.0), true, f32(2, 3))
    old_case(COND, f"two_outputs_{side}", lambda c, x, y: v1.cond(c, lambda: (x, tf.reduce_sum(y)), lambda: (x - 1.0, tf.reduce_max(y))), true, f32(2, 3), f32(4))
    old_case(COND, f"shapes_differ_{side}", lambda c, x: v1.cond(c, lambda: x[:1], lambda: tf.concat([x, x], 0)), true, f32(2, 3))
    old_case(COND, f"constants_{side}", lambda c: v1.cond(c, lambda: const(f32(2)), lambda: const(f32(2))), true)
    old_case(COND, f"weights_{side}", lambda c, x: v1.cond(c, lambda: x @ const(f32(3, 2)), lambda: x @ const(f32(3, 2)) + const(f32(2))), true, f32(2, 3))
    old_case(COND, f"convolution_{side}", lambda c, x: v1.cond(c, lambda: tf.nn.conv2d(x, const(f32(3, 3, 2, 2)), 1, "SAME"), lambda: x), true, f32(1, 4, 4, 2))
    old_case(COND, f"nothing_in_a_branch_{side}", lambda c, x: v1.cond(c, lambda: x, lambda: x * x), true, f32(2, 3))
    for inner in (True, False):
        old_case(
            COND,
            f"nested_{side}_{'then' if inner else 'else'}",
            lambda c, d, x: v1.cond(c, lambda: v1.cond(d, lambda: x * 2.0, lambda: x * 3.0), lambda: v1.cond(d, lambda: -x, lambda: x)),
            true,
            array("bool", inner),
            f32(2, 3),
        )
        old_case(
            COND,
            f"one_after_another_{side}_{'then' if inner else 'else'}",
            lambda c, d, x: after(c, d, x),
            true,
            array("bool", inner),
            f32(2, 3),
        )
    old_case(COND, f"the_same_condition_twice_{side}", lambda c, x: v1.cond(c, lambda: x * v1.cond(c, lambda: x, lambda: 2.0 * x), lambda: x + 1.0), true, f32(2, 3))
    old_case(COND, f"crossed_{side}", lambda c, d, x, y: crossed(c, d, x, y), true, array("bool", not holds), f32(2), f32(2))
    old_case(COND, f"which_came_{side}", lambda c, x: which(c, x), true, f32(2, 3))
    old_case(COND, f"switch_of_a_constant_{side}", lambda c: v1.cond(c, lambda: 1.0, lambda: 2.0), true)


def after(c, d, x):
    y = v1.cond(c, lambda: x * 2.0, lambda: x - 3.0)
    return v1.cond(d, lambda: tf.abs(y), lambda: y + x)


def crossed(c, d, x, y):
    """Values of the same two conditions need each other in turn."""
    a = v1.cond(c, lambda: x + 1.0, lambda: x * 3.0)
    b = v1.cond(d, lambda: a * 2.0, lambda: a - y)
    first = tf.raw_ops.Switch(data=b, pred=c)
    again = tf.raw_ops.Merge(inputs=[first[0] * 5.0, first[1] - 7.0])
    second = tf.raw_ops.Switch(data=y, pred=d)
    last = tf.raw_ops.Merge(inputs=[second[0] * 11.0, second[1] - 3.0])
    third = tf.raw_ops.Switch(data=last[0] + again[0], pred=c)
    return tf.raw_ops.Merge(inputs=[third[0], third[1] * 0.5])[0], again[0]


def which(c, x):
    off, on = tf.raw_ops.Switch(data=x, pred=c)
    merged = tf.raw_ops.Merge(inputs=[tf.exp(off), on * 2.0])
    return merged[0] + 1.0, merged[1] + 1


def bucket(i, x):
    return v1.case(
        [(tf.equal(i, 0), lambda: x * 2.0), (tf.equal(i, 1), lambda: x - 1.0), (tf.less(i, 4), lambda: tf.abs(x))],
        default=lambda: x * x,
        exclusive=False,
    )


for index in (0, 1, 3, 9):
    old_case(COND, f"case_{index}", bucket, array("i32", index), f32(2, 3))
old_case(COND, "computed_condition", lambda x: v1.cond(tf.reduce_sum(x) > 0.0, lambda: tf.nn.relu(x), lambda: tf.nn.sigmoid(x)), f32(2, 3))
old_case(COND, "integers", lambda c, x: v1.cond(c, lambda: x // 2, lambda: x * x), array("bool", True), data("i32", 3))
old_case(COND, "condition_is_known", lambda x: v1.cond(tf.constant(True), lambda: x * 2.0, lambda: x + 1.0), f32(2, 3))
old_case(COND, "condition_by_shape", lambda x: v1.cond(tf.shape(x)[0] > 1, lambda: x * 2.0, lambda: x + 1.0), f32(2, 3))


def asserted(c, x):
    with tf.control_dependencies([v1.Assert(tf.reduce_all(x > -100.0), [x])]):
        return v1.cond(c, lambda: x * 2.0, lambda: tf.identity(x))


old_case(COND, "behind_an_assertion", asserted, array("bool", True), f32(2, 3))


def asserted_inside(c, x):
    def then():
        with tf.control_dependencies([v1.Assert(tf.reduce_all(x > -100.0), [x])]):
            return x * tf.constant(2.0)

    return v1.cond(c, then, lambda: tf.identity(x))


old_case(COND, "assertion_in_a_branch", asserted_inside, array("bool", True), f32(2, 3))

# Loops

WHILE = "WhileOfTensorFlow1"
for trips in (0, 1, 5):
    n = array("i32", trips)
    old_case(WHILE, f"counted_{trips}", lambda n, x: v1.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * 1.5 - 1.0), (tf.constant(0), x))[1], n, f32(2, 3))
    old_case(WHILE, f"all_exits_{trips}", lambda n, x: v1.while_loop(lambda i, a, b: i < n, lambda i, a, b: (i + 1, b, a), (tf.constant(0), x, tf.abs(x))), n, f32(2, 3))
    old_case(
        WHILE,
        f"grows_{trips}",
        lambda n, x: v1.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, tf.concat([a, a[:1]], 0)), (tf.constant(0), x), (tf.TensorShape([]), tf.TensorShape([None, 3])))[1],
        n,
        f32(2, 3),
    )
    old_case(
        WHILE,
        f"nested_{trips}",
        lambda n, x: v1.while_loop(
            lambda i, a: i < n,
            lambda i, a: (i + 1, v1.while_loop(lambda j, b: j < i + 1, lambda j, b: (j + 1, b + x), (tf.constant(0), a))[1] * 0.5),
            (tf.constant(0), x),
        )[1],
        n,
        f32(2, 3),
    )
    old_case(
        WHILE,
        f"branch_inside_{trips}",
        lambda n, x: v1.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, v1.cond(tf.equal(i % 2, 0), lambda: a + 1.0, lambda: a * x)), (tf.constant(0), x))[1],
        n,
        f32(2, 3),
    )
    old_case(
        WHILE,
        f"at_most_3_{trips}",
        lambda n, x: v1.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * 1.5), (tf.constant(0), x), maximum_iterations=3, parallel_iterations=1, swap_memory=True)[1],
        n,
        f32(2, 3),
    )
    old_case(WHILE, f"at_most_as_an_input_{trips}", lambda n, x: v1.while_loop(lambda i, a: True, lambda i, a: (i + 1, a * 1.5), (tf.constant(0), x), maximum_iterations=n)[1], n, f32(2, 3))
    for holds in (True, False):
        old_case(
            WHILE,
            f"in_a_branch_{'then' if holds else 'else'}_{trips}",
            lambda c, n, x: v1.cond(c, lambda: v1.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * 1.5 + const(f32(3))), (tf.constant(0), x))[1], lambda: x - 1.0),
            array("bool", holds),
            n,
            f32(2, 3),
        )
old_case(WHILE, "constant_count", lambda x: v1.while_loop(lambda i, a: i < 4, lambda i, a: (i + 1, tf.tanh(a)), (tf.constant(0), x)), f32(2, 3))
old_case(WHILE, "until_large", lambda x: v1.while_loop(lambda a: tf.reduce_sum(a) < 100.0, lambda a: (a * 2.0 + 1.0,), (x,)), f32(2, 3).between(0, 1))
old_case(WHILE, "invariants", lambda n, x, w: v1.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, tf.nn.relu(a @ w) + const(f32(3))), (tf.constant(0), x))[1], array("i32", 3), f32(2, 3), f32(3, 3))
old_case(WHILE, "hands_on", lambda n, x, w: v1.while_loop(lambda i, a, w: i < n, lambda i, a, w: (i + 1, a @ w, w), (tf.constant(0), x, w))[1], array("i32", 3), f32(2, 3), f32(3, 3))
old_case(WHILE, "fibonacci", lambda n: v1.while_loop(lambda i, a, b: i < n, lambda i, a, b: (i + 1, b, a + b), (tf.constant(0), tf.constant(0), tf.constant(1))), array("i32", 7))
old_case(
    WHILE,
    "two_beside_each_other",
    lambda n, x: sum(v1.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * k), (tf.constant(0), x))[1] for k in (0.5, 2.0)),
    array("i32", 3),
    f32(2, 3),
)
old_case(
    WHILE,
    "one_after_another",
    lambda n, x: v1.while_loop(
        lambda i, a: i < n, lambda i, a: (i + 1, a + 1.0), (tf.constant(0), v1.while_loop(lambda i, a: i < n, lambda i, a: (i + 1, a * 0.5), (tf.constant(0), x))[1])
    )[1],
    array("i32", 3),
    f32(2, 3),
)


def waits(n, x):
    """Control inputs in the trips."""

    def trip(i, a):
        with tf.control_dependencies([v1.Assert(i < 100, [i])]):
            b = tf.identity(a)
        with tf.control_dependencies([b]):
            return i + 1, b * tf.constant(2.0)

    return v1.while_loop(lambda i, a: i < n, trip, (tf.constant(0), x))[1]


old_case(WHILE, "control_inputs", waits, array("i32", 3), f32(2, 3))

# Lists of tensors


def array_case(op, name, build, *inputs, **options):
    case(op, name, old(build), *inputs, **options)


def collect(n, x, element_shape=None):
    rows = tf.TensorArray(tf.float32, size=n, element_shape=element_shape)
    _, rows = v1.while_loop(lambda i, r: i < n, lambda i, r: (i + 1, r.write(i, x * tf.cast(i, tf.float32))), (tf.constant(0), rows))
    return rows.stack()


def over_rows(x):
    n = tf.shape(x)[0]
    rows = tf.TensorArray(tf.float32, size=n).unstack(x)
    out = tf.TensorArray(tf.float32, size=n)
    _, s, out = v1.while_loop(lambda i, s, o: i < n, lambda i, s, o: (i + 1, s + rows.read(i), o.write(i, s * 2.0)), (tf.constant(0), tf.zeros([3]), out))
    return s, out.stack()


def grows(n, x):
    """The list is empty at first."""
    rows = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
    _, rows = v1.while_loop(lambda i, r: i < n, lambda i, r: (i + 1, r.write(i, x + tf.cast(i, tf.float32))), (tf.constant(0), rows))
    return rows.stack(), rows.size()


def backwards(x):
    n = tf.shape(x)[0]
    rows = tf.TensorArray(tf.float32, size=n).unstack(x)
    out = tf.TensorArray(tf.float32, size=n)
    _, s, out = v1.while_loop(
        lambda i, s, o: i >= 0, lambda i, s, o: (i - 1, s * 0.5 + rows.read(i), o.write(i, s)), (n - 1, tf.zeros([3]), out)
    )
    return s, out.stack()


def reads_what_it_wrote(n, x):
    rows = tf.TensorArray(tf.float32, size=n + 1, clear_after_read=False).write(0, x)
    _, rows = v1.while_loop(lambda i, r: i < n, lambda i, r: (i + 1, r.write(i + 1, r.read(i) * 1.5 + 1.0)), (tf.constant(0), rows))
    return rows.stack()


def in_a_branch(c, x):
    rows = tf.TensorArray(tf.float32, size=2, element_shape=[3]).write(0, x[0])
    flow = v1.cond(c, lambda: rows.write(1, x[1]).flow, lambda: rows.write(1, x[0] * 2.0).flow)
    return tf.raw_ops.TensorArrayGatherV3(handle=rows.handle, indices=[0, 1], flow_in=flow, dtype=tf.float32)


array_case("TensorArrayWriteV3", "stacked", lambda x, y: tf.TensorArray(tf.float32, size=2).write(0, x).write(1, y).stack(), f32(2, 3), f32(2, 3))
array_case("TensorArrayWriteV3", "in_a_loop", collect, array("i32", 3), f32(2, 3))
array_case("TensorArrayWriteV3", "in_a_loop_of_one_trip", collect, array("i32", 1), f32(2, 3))
array_case("TensorArrayWriteV3", "in_a_loop_without_trips", lambda n, x: collect(n, x, element_shape=[2, 3]), array("i32", 0), f32(2, 3), dynamic={"x": (2, 3), "n": ()})
array_case("TensorArrayWriteV3", "grows", grows, array("i32", 3), f32(2, 3))
array_case("TensorArrayWriteV3", "in_a_branch", in_a_branch, array("bool", True), f32(2, 3))
array_case("TensorArrayWriteV3", "backwards", backwards, f32(4, 3))
array_case("TensorArrayWriteV3", "scalars", lambda n: collect(n, tf.constant(2.0)), array("i32", 4))
array_case("TensorArrayReadV3", "over_rows", over_rows, f32(4, 3))
array_case("TensorArrayReadV3", "one", lambda x, i: tf.TensorArray(tf.float32, size=4).unstack(x).read(i), f32(4, 3), array("i32", 2))
array_case("TensorArrayReadV3", "reads_what_it_wrote", reads_what_it_wrote, array("i32", 3), f32(3))
array_case("TensorArrayScatterV3", "unstacked_and_stacked", lambda x: tf.TensorArray(tf.float32, size=tf.shape(x)[0]).unstack(x).stack(), f32(4, 3))
array_case("TensorArrayScatterV3", "longer_than_the_rows", lambda x: tf.TensorArray(tf.float32, size=6, element_shape=[3]).unstack(x).gather([0, 3, 1]), f32(4, 3), dynamic={"x": (None, 3)})
array_case("TensorArrayScatterV3", "permuted", lambda x, i: tf.TensorArray(tf.float32, size=4).scatter(i, x).stack(), f32(4, 3), array("i32", [2, 0, 3, 1]))
array_case("TensorArrayGatherV3", "picked", lambda x, i: tf.TensorArray(tf.float32, size=4).unstack(x).gather(i), f32(4, 3), array("i32", [2, 0]))
array_case("TensorArraySizeV3", "of_rows", lambda x: tf.TensorArray(tf.float32, size=tf.shape(x)[0]).unstack(x).size(), f32(4, 3))
array_case("TensorArrayConcatV3", "of_rows", lambda x: tf.TensorArray(tf.float32, size=tf.shape(x)[0]).unstack(x).concat(), f32(4, 2, 3))
array_case("TensorArraySplitV3", "halves", lambda x: tf.TensorArray(tf.float32, size=2).split(x, [2, 2]).stack(), f32(4, 3))
array_case("TensorArraySplitV3", "different_lengths", lambda x: tf.TensorArray(tf.float32, size=2, infer_shape=False).split(x, [1, 3]).read(1), f32(4, 3))
for kind in ("f16", "f64", "i32", "i64", "u8", "bool"):
    array_case("TensorArrayV3", f"of_{kind}", lambda x: tf.TensorArray(x.dtype, size=tf.shape(x)[0]).unstack(x).gather([1, 0]), data(kind, 3, 2))

MAP = "MapOfTensorFlow1"
old_case(MAP, "map_fn", lambda x: v1.map_fn(lambda r: tf.reduce_sum(r) * r, x), f32(4, 3))
old_case(MAP, "map_fn_of_two", lambda x, y: v1.map_fn(lambda r: (r[0] + r[1], r[0] * 2.0), (x, y), dtype=(tf.float32, tf.float32)), f32(4, 3), f32(4, 3))
old_case(MAP, "map_fn_to_integers", lambda x: v1.map_fn(lambda r: tf.cast(tf.argmax(r), tf.int32), x, dtype=tf.int32), f32(4, 3).distinct())
old_case(MAP, "map_fn_in_map_fn", lambda x: v1.map_fn(lambda m: v1.map_fn(lambda r: tf.cumsum(r), m), x), f32(2, 4, 3))
old_case(MAP, "map_fn_with_a_branch", lambda x: v1.map_fn(lambda r: v1.cond(tf.reduce_sum(r) > 0.0, lambda: r, lambda: -r), x), f32(4, 3))
old_case(MAP, "scan", lambda x: v1.scan(lambda a, r: a * 0.5 + r, x), f32(4, 3))
old_case(MAP, "scan_reversed", lambda x: v1.scan(lambda a, r: a * 0.5 + r, x, initializer=tf.ones([3]), reverse=True), f32(4, 3))
old_case(MAP, "foldl", lambda x: v1.foldl(lambda a, r: a * 0.5 + r, x), f32(4, 3))
old_case(MAP, "foldr", lambda x: v1.foldr(lambda a, r: a * 0.5 + r, x, initializer=tf.ones([3])), f32(4, 3))
