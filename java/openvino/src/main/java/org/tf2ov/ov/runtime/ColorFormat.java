package org.tf2ov.ov.runtime;

/// How the pixels of an image are laid out in memory.
public enum ColorFormat {
    /// Brightness, then the two colours interleaved at half the resolution, in one tensor.
    NV12_SINGLE_PLANE(CApi.ov_color_format_e.NV12_SINGLE_PLANE),
    /// The same in two tensors.
    NV12_TWO_PLANES(CApi.ov_color_format_e.NV12_TWO_PLANES),
    /// Brightness, then each colour by itself at half the resolution, in one tensor.
    I420_SINGLE_PLANE(CApi.ov_color_format_e.I420_SINGLE_PLANE),
    /// The same in three tensors.
    I420_THREE_PLANES(CApi.ov_color_format_e.I420_THREE_PLANES),
    RGB(CApi.ov_color_format_e.RGB),
    BGR(CApi.ov_color_format_e.BGR),
    GRAY(CApi.ov_color_format_e.GRAY),
    /// RGB and a byte that isn't used.
    RGBX(CApi.ov_color_format_e.RGBX),
    /// BGR and a byte that isn't used.
    BGRX(CApi.ov_color_format_e.BGRX);

    final int code;

    ColorFormat(int code) {
        this.code = code;
    }
}
