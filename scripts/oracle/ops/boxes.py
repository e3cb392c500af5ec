"""More on images and boxes, and sound."""

import tensorflow as tf

from ops.fixture import array, call, case, const, data, f32
from ops.image import BOXES, SCORES, scalar

for threshold in (0.3, 0.6):
    overlaps = array("f32", [[1, 0.5, 0.2], [0.5, 1, 0.7], [0.2, 0.7, 1]])
    case(
        "NonMaxSuppressionWithOverlaps",
        f"threshold_{threshold}",
        lambda o, s, t=threshold: call("NonMaxSuppressionWithOverlaps", o, s, scalar(3, "i32"), scalar(t), scalar(0.0)),
        overlaps,
        array("f32", [0.9, 0.8, 0.7]),
    )
# Batches of boxes with [batch, boxes, classes or 1, 4] and scores with [batch, boxes, classes].
for shared in (True, False):
    for pad in (True, False):
        for clip in (True, False):
            boxes = array("f32", [[[box] * (1 if shared else 2) for box in BOXES / 10]])
            scores = array("f32", [[[s, 1 - s] for s in SCORES]])
            case(
                "CombinedNonMaxSuppression",
                f"{'shared' if shared else 'own'}_boxes" + "_padded" * pad + "_clipped" * clip,
                lambda b, s, p=pad, c=clip: call(
                    "CombinedNonMaxSuppression",
                    b,
                    s,
                    scalar(3, "i32"),
                    scalar(4, "i32"),
                    scalar(0.5),
                    scalar(0.2),
                    pad_per_class=p,
                    clip_boxes=c,
                ),
                boxes,
                scores,
            )
for sets in (1, 3):
    case(
        "CombinedNonMaxSuppression",
        f"two_images_{sets}_sets_of_boxes",
        lambda b, s: call(
            "CombinedNonMaxSuppression", b, s, scalar(2, "i32"), scalar(5, "i32"), scalar(0.3), scalar(0.25), clip_boxes=False
        ),
        f32(2, 7, sets, 4).distinct(),
        f32(2, 7, 3).distinct(),
        dynamic={"b": (None, None, sets, 4), "s": (None, None, 3)},
    )
case(
    "CombinedNonMaxSuppression",
    "nothing_found",
    lambda b, s: call("CombinedNonMaxSuppression", b, s, scalar(2, "i32"), scalar(5, "i32"), scalar(0.3), scalar(90.0)),
    f32(2, 7, 1, 4).distinct(),
    f32(2, 7, 3).distinct(),
    dynamic={"b": (None, None, 1, 4), "s": (None, None, 3)},
)
for kernel in ("lanczos1", "lanczos3", "triangle", "keyscubic", "gaussian", "box"):
    for antialias in (True, False):
        case(
            "ScaleAndTranslate",
            kernel + ("_antialias" if antialias else ""),
            lambda x, k=kernel, a=antialias: call(
                "ScaleAndTranslate",
                x,
                const(array("i32", [3, 6])),
                const(array("f32", [0.6, 1.5])),
                const(array("f32", [0, 0])),
                kernel_type=k,
                antialias=a,
            ),
            f32(1, 5, 4, 1),
        )
for op in ("ImageProjectiveTransformV2", "ImageProjectiveTransformV3"):
    for method in ("NEAREST", "BILINEAR"):
        for fill in ("CONSTANT", "REFLECT", "WRAP", "NEAREST"):
            case(
                op,
                f"{method}_{fill}".lower(),
                lambda x, op=op, m=method, f=fill: call(
                    op,
                    x,
                    const(array("f32", [[0.9, 0.1, 0.3, -0.1, 1.1, -0.4, 0, 0]])),
                    const(array("i32", [4, 5])),
                    *([scalar(0.5)] if op.endswith("V3") else []),
                    interpolation=m,
                    fill_mode=f,
                ),
                f32(1, 4, 5, 1),
            )
for op in ("ExtractGlimpse", "ExtractGlimpseV2"):
    for normalized in (True, False):
        for centered in (True, False):
            case(
                op,
                f"normalized_{normalized}_centered_{centered}",
                lambda x, op=op, n=normalized, c=centered: call(
                    op,
                    x,
                    const(array("i32", [3, 2])),
                    const(array("f32", [[0.25, -0.25]] if n else [[1, 2]])),
                    normalized=n,
                    centered=c,
                    uniform_noise=False,
                    noise="zero",
                ),
                f32(1, 5, 6, 2),
            )
case(
    "DrawBoundingBoxes",
    "two",
    lambda x: call("DrawBoundingBoxes", x, const(array("f32", [[[0.1, 0.1, 0.7, 0.7], [0.4, 0.2, 0.9, 0.9]]]))),
    f32(1, 8, 9, 3).between(0, 1),
)
case(
    "DrawBoundingBoxesV2",
    "colours",
    lambda x: call(
        "DrawBoundingBoxesV2",
        x,
        const(array("f32", [[[0.1, 0.1, 0.7, 0.7], [0.4, 0.2, 0.9, 0.9]]])),
        const(array("f32", [[0.5, 0.25, 1], [1, 1, 0]])),
    ),
    f32(1, 8, 9, 3).between(0, 1),
)
for squared in (True, False):
    case(
        "AudioSpectrogram",
        "squared" if squared else "plain",
        lambda x, s=squared: call("AudioSpectrogram", x, window_size=8, stride=4, magnitude_squared=s),
        f32(24, 1),
        tolerance=1e-4,
        reason="TensorFlow sums the transform in another order",
    )
case(
    "Mfcc",
    "spectrogram",
    lambda x: call("Mfcc", x, const(array("i32", 8000)), filterbank_channel_count=6, dct_coefficient_count=4, upper_frequency_limit=3500.0),
    f32(1, 3, 33).between(0, 4),
    tolerance=1e-4,
    reason="a logarithm of sums, in f64 in TensorFlow",
)
