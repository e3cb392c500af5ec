package org.tf2ov.ov.op;

/// Where [Interpolate] rounds a place between two elements.
public enum NearestMode {
    ROUND_PREFER_FLOOR,
    ROUND_PREFER_CEIL,
    FLOOR,
    CEIL,
    SIMPLE
}
