package org.tf2ov.ov.op;

/// Where [Round] takes what lies half-way between two whole numbers.
public enum RoundMode {
    HALF_TO_EVEN,
    HALF_AWAY_FROM_ZERO
}
