package org.tf2ov.ov.op;

/// What [ROIAlign] makes of the samples of a cell.
public enum RoiAlignMode {
    AVG,
    MAX
}
