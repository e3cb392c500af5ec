package org.tf2ov.tf.pass;

import org.tf2ov.tf.TfNode;

/// The operations of which TensorFlow 1 makes branches and loops. Each has a twin for references to
/// variables.
enum Flow {
    SWITCH,
    MERGE,
    ENTER,
    EXIT,
    NEXT_ITERATION,
    LOOP_COND,
    NONE;

    static Flow of(TfNode node) {
        return switch (node.op()) {
            case "Switch", "RefSwitch" -> SWITCH;
            case "Merge", "RefMerge" -> MERGE;
            case "Enter", "RefEnter" -> ENTER;
            case "Exit", "RefExit" -> EXIT;
            case "NextIteration", "RefNextIteration" -> NEXT_ITERATION;
            case "LoopCond" -> LOOP_COND;
            default -> NONE;
        };
    }

    boolean is(TfNode node) {
        return of(node) == this;
    }
}
