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
            after,
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
