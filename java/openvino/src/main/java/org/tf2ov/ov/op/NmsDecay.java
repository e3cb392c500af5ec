package org.tf2ov.ov.op;

/// How the score of a box falls the more it overlaps with better ones.
public enum NmsDecay {
    GAUSSIAN,
    LINEAR
}
