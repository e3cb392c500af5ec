package org.tf2ov.convert;

import java.util.List;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.pass.Cut;

/// What the user says about a conversion. Values do not change; each method gives another one.
///
/// @param cut which part of the model is converted, and the types and shapes of its inputs
/// @param channelsFirst whether inputs and outputs of channels-last networks become channels-first,
///   as with the Model Optimizer; `--disable_nhwc_to_nchw` turns it off
/// @param translators what translates operations
/// @param layouts what the dimensions of inputs and outputs mean, and which layout the IR shall
///   have
/// @param preprocess arithmetic on the inputs that becomes part of the IR
/// @param compression how constants are stored
public record ConvertOptions(
        Cut cut,
        boolean channelsFirst,
        Translators translators,
        List<LayoutWish> layouts,
        Preprocess preprocess,
        Compression compression) {
    /// The whole model, its images channels-first, by the translators that tf2ov has.
    public static final ConvertOptions DEFAULT =
            new ConvertOptions(
                    Cut.NONE,
                    true,
                    Translators.builtIn(),
                    List.of(),
                    Preprocess.NONE,
                    Compression.NONE);

    public ConvertOptions {
        layouts = List.copyOf(layouts);
    }

    /// The same with a node that becomes an input; see [Cut] for names.
    public ConvertOptions withInput(String name) {
        return withCut(cut.withInput(Cut.Input.named(name)));
    }

    /// The same with the shape of an input.
    public ConvertOptions withInputShape(String name, PartialShape shape) {
        return withCut(cut.withInput(Cut.Input.named(name).withShape(shape)));
    }

    /// The same with outputs in the order in which users shall see them; see [Cut] for names.
    public ConvertOptions withOutputs(List<String> names) {
        return withCut(cut.withOutputs(names));
    }

    public ConvertOptions withCut(Cut other) {
        return new ConvertOptions(
                other, channelsFirst, translators, layouts, preprocess, compression);
    }

    public ConvertOptions withChannelsFirst(boolean other) {
        return new ConvertOptions(cut, other, translators, layouts, preprocess, compression);
    }

    public ConvertOptions withTranslators(Translators others) {
        return new ConvertOptions(cut, channelsFirst, others, layouts, preprocess, compression);
    }

    public ConvertOptions withLayouts(List<LayoutWish> others) {
        return new ConvertOptions(cut, channelsFirst, translators, others, preprocess, compression);
    }

    public ConvertOptions withPreprocess(Preprocess other) {
        return new ConvertOptions(cut, channelsFirst, translators, layouts, other, compression);
    }

    public ConvertOptions withCompression(Compression other) {
        return new ConvertOptions(cut, channelsFirst, translators, layouts, preprocess, other);
    }
}
