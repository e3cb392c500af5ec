"""Recurrent cells and blocks, decoding of sequences."""

import tensorflow as tf

from ops.fixture import array, call, case, const, data, f32, i32


def block_lstm(op, name, **attributes):
    time, batch, width, cells = 3, 2, 4, 3

    def build(x, length=None):
        inputs = [
            const(array("i64", time)) if length is None else length,
            x,
            const(f32(batch, cells)),
            const(f32(batch, cells)),
            const(f32(width + cells, 4 * cells).between(-0.5, 0.5)),
            const(f32(cells).between(-0.5, 0.5)),
            const(f32(cells).between(-0.5, 0.5)),
            const(f32(cells).between(-0.5, 0.5)),
            const(f32(4 * cells).between(-0.5, 0.5)),
        ]
        outputs = call(op, *inputs, **attributes)
        return [outputs[1], outputs[6]]  # cell states and hidden states

    case(op, name, lambda x: build(x), f32(time, batch, width))
    case(op, name + "_length_is_an_input", lambda x, length: build(x, length), f32(time, batch, width), array("i64", time))


for op in ("BlockLSTM", "BlockLSTMV2"):
    block_lstm(op, "plain")
    block_lstm(op, "peephole", use_peephole=True)
    block_lstm(op, "clipped", cell_clip=0.5)
block_lstm("BlockLSTM", "forget_bias_0", forget_bias=0.0)

for peephole in (False, True):
    case(
        "LSTMBlockCell",
        "peephole" if peephole else "plain",
        lambda x, c, h, p=peephole: call(
            "LSTMBlockCell",
            x,
            c,
            h,
            const(f32(7, 12).between(-0.5, 0.5)),
            const(f32(3)),
            const(f32(3)),
            const(f32(3)),
            const(f32(12)),
            use_peephole=p,
        )[1::5],
        f32(2, 4),
        f32(2, 3),
        f32(2, 3),
    )
case(
    "GRUBlockCell",
    "plain",
    lambda x, h: call("GRUBlockCell", x, h, const(f32(7, 6)), const(f32(7, 3)), const(f32(6)), const(f32(3)))[3],
    f32(2, 4),
    f32(2, 3),
)
case(
    "GRUBlockCell",
    "all_outputs",
    lambda x, h: call("GRUBlockCell", x, h, const(f32(7, 6)), const(f32(7, 3)), const(f32(6)), const(f32(3))),
    f32(2, 4),
    f32(2, 3),
)

for merge in (False, True):
    case(
        "CTCGreedyDecoder",
        f"merge_repeated_{merge}",
        lambda x, n, m=merge: call("CTCGreedyDecoder", x, n, merge_repeated=m),
        f32(6, 2, 4).between(-4, 4),
        array("i32", [6, 4]),
    )
    case(
        "CTCGreedyDecoder",
        f"merge_repeated_{merge}_constant_lengths",
        lambda x, m=merge: call("CTCGreedyDecoder", x, const(array("i32", [5, 5])), merge_repeated=m),
        f32(5, 2, 3).between(-4, 4),
    )
LABELS = dict(i=array("i64", [[0, 0], [0, 1], [1, 0]]), v=array("i32", [0, 2, 1]))
case(
    "CTCLoss",
    "two_sequences",
    lambda x: call("CTCLoss", x, const(LABELS["i"]), const(LABELS["v"]), const(array("i32", [5, 4])))[0],
    f32(5, 2, 4),
)
case(
    "CTCLoss",
    "lengths_and_labels_are_inputs",
    lambda x, i, v, n: call("CTCLoss", x, i, v, n)[0],
    f32(5, 2, 4),
    LABELS["i"],
    LABELS["v"],
    array("i32", [5, 4]),
)
case(
    "CTCBeamSearchDecoder",
    "two_sequences",
    lambda x, n: call("CTCBeamSearchDecoder", x, n, beam_width=4, top_paths=1),
    f32(5, 2, 4).between(-4, 4),
    array("i32", [5, 4]),
)
