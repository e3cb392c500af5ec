package org.tf2ov.ov.op;

/// How boxes are encoded relative to prior boxes.
public enum DetectionCode implements IrWord {
    CORNER("caffe.PriorBoxParameter.CORNER"),
    CENTER_SIZE("caffe.PriorBoxParameter.CENTER_SIZE");

    private final String word;

    DetectionCode(String word) {
        this.word = word;
    }

    @Override
    public String irWord() {
        return word;
    }
}
