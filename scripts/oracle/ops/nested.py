"""Programs of branches, loops and lists within each other, drawn at random; each in the form of TensorFlow 1 and of TensorFlow 2."""

import random

import tensorflow as tf

from ops.fixture import array, case, f32
from ops.frames import old

v1 = tf.compat.v1
PROGRAMS = 110


class Program:
    """Statements on matrices of one shape, `x` of which is an input, and on a number and a condition that are inputs too."""

    def __init__(self, seed, deepest):
        self.random = random.Random(seed)
        self.deepest = deepest

    def run(self, x, n, c):
        self.n = n
        self.c = c
        values = [x]
        for _ in range(self.random.randint(1, 2)):
            values.append(self.statement(values, self.deepest, must=True))
        results = [values[-1]]
        if self.random.random() < 0.3:
            results.append(self.plain(values))
        return results

    def statement(self, values, depth, must=False):
        if depth == 0:
            return self.plain(values)
        kinds = [self.branch, self.branch, self.loop, self.loop, self.growing, self.rows, self.written, self.folded]
        return self.random.choice(kinds if must else [*kinds, self.plain, self.plain])(values, depth - 1)

    def block(self, values, depth):
        values = list(values)
        for _ in range(self.random.randint(1, 2)):
            values.append(self.statement(values, depth))
        return values[-1]

    def plain(self, values, depth=0):
        a, b = self.random.choice(values), self.random.choice(values)
        return self.random.choice(
            [
                lambda: tf.tanh(a + b * 0.5),
                lambda: a * 0.5 - b * 0.25,
                lambda: tf.nn.relu(a) - 0.5,
                lambda: tf.sigmoid(a) * b,
                lambda: tf.maximum(a, b) * 0.75,
                lambda: tf.reduce_mean(a, 0, keepdims=True) + b * 0.5,
            ]
        )()

    def condition(self, values):
        a = self.random.choice(values)
        limit = self.random.choice([-0.3, 0.1, 0.7])
        return self.random.choice([lambda: self.c, lambda: tf.reduce_mean(a) > limit, lambda: tf.equal(self.n % 2, 0), lambda: tf.logical_not(self.c)])()

    def branch(self, values, depth):
        """One value, or two of which perhaps only one is used."""
        condition = self.condition(values)
        count = self.random.randint(1, 2)

        def side():
            return [self.block(values, depth) for _ in range(count)]

        results = v1.cond(condition, side, (lambda: [self.random.choice(values) + 0.0] * count) if self.random.random() < 0.2 else side)
        return results if not isinstance(results, (list, tuple)) else self.random.choice(list(results))

    def trips(self):
        shift = self.random.choice([-3, -1, 0, 1])
        return self.random.choice([lambda: self.n, lambda: self.n + shift, lambda: tf.constant(max(0, shift + 2))])()

    def loop(self, values, depth):
        """A counted loop, or one that ends earlier; some of its states are swapped, handed on, or not used."""
        limit = self.trips()
        states = [self.random.choice(values) for _ in range(self.random.randint(1, 3))]
        most = self.random.choice([None, None, 2])
        early = self.random.random() < 0.3

        def going(i, *states):
            more = i < limit
            return tf.logical_and(more, tf.reduce_max(tf.abs(states[0])) < 3.0) if early else more

        def trip(i, *states):
            inside = [*values, *states]
            after = [self.block(inside, depth)]
            for state in states[1:]:
                after.append(self.random.choice([lambda: state, lambda: states[0], lambda: self.block(inside, depth)])())
            return (i + 1, *[tf.ensure_shape(new, old_one.shape) for new, old_one in zip(after, states)])

        results = v1.while_loop(going, trip, (tf.constant(0), *states), maximum_iterations=most)
        return self.random.choice(list(results)[1:])

    def growing(self, values, depth):
        """A state that becomes longer with every trip."""
        limit = self.trips()
        start = self.random.choice(values)
        _, grown = v1.while_loop(
            lambda i, a: i < limit,
            lambda i, a: (i + 1, tf.concat([a, tf.tanh(a[:1] * 0.5 + tf.reduce_mean(self.block(values, depth)))], 0)),
            (tf.constant(0), start),
            (tf.TensorShape([]), tf.TensorShape([None, start.shape[1]])),
        )
        return self.random.choice(values) * 0.5 + tf.reduce_mean(grown, 0, keepdims=True)

    def rows(self, values, depth):
        """Goes over the rows of a matrix and collects what it makes of them."""
        x = self.random.choice(values)
        count = tf.shape(x)[0]
        given = tf.TensorArray(tf.float32, size=count, element_shape=[x.shape[1]]).unstack(x)
        made = tf.TensorArray(tf.float32, size=count, element_shape=[x.shape[1]])

        def trip(i, state, made):
            row = tf.tanh(given.read(i) + state * 0.5)
            more = tf.reduce_mean(self.block(values, depth)) * 0.1
            return i + 1, row + more, made.write(i, row)

        _, last, made = v1.while_loop(lambda i, s, m: i < count, trip, (tf.constant(0), tf.zeros_like(x[0]), made))
        return made.stack() + last * 0.1

    def written(self, values, depth):
        """A list that is as long as there are trips, perhaps empty."""
        limit = tf.maximum(self.trips(), 0)
        x = tf.ensure_shape(self.random.choice(values), [2, 3])
        grows = self.random.random() < 0.5
        made = tf.TensorArray(tf.float32, size=0 if grows else limit, dynamic_size=grows, element_shape=x.shape)
        _, made = v1.while_loop(lambda i, m: i < limit, lambda i, m: (i + 1, m.write(i, self.block([*values, x * tf.cast(i, tf.float32)], depth))), (tf.constant(0), made))
        return x + tf.reduce_sum(made.stack(), 0) * 0.25

    def folded(self, values, depth):
        x = self.random.choice(values)
        return v1.map_fn(lambda row: tf.tanh(row - tf.reduce_mean(self.block([*values], depth)) * 0.5), x)


for seed in range(PROGRAMS):
    deepest = 1 + seed % 3
    draw = random.Random(1000 + seed)
    inputs = (f32(2, 3), array("i32", draw.choice([0, 1, 2, 3])), array("bool", draw.random() < 0.5))

    def build(x, n, c, seed=seed, deepest=deepest):
        return Program(seed, deepest).run(x, n, c)

    def build_old(x, n, c, build=build):
        return old(build)(x, n, c)

    for form, made in (("1", build_old), ("2", build)):
        case(f"Composite_NestedInTensorFlow{form}", f"program_{seed:03}", made, *inputs)
