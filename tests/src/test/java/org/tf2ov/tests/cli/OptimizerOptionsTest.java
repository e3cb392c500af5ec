package org.tf2ov.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tf2ov.cli.Tf2ov;

/// The options of layouts, of arithmetic on inputs and of precision: what is refused, and in which
/// words.
class OptimizerOptionsTest {
    private static final Path MODELS = Path.of("src/test/resources/interface");

    @TempDir private Path folder;

    private record Said(int code, String err) {}

    private Said convert(String model, String options) {
        List<String> words = new ArrayList<>(List.of("convert"));
        words.addAll(Arrays.asList(options.strip().split(" +", -1)));
        words.addAll(List.of(MODELS.resolve(model + ".pb").toString(), "-o", folder.toString()));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Tf2ov.run(
                        words.toArray(String[]::new),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    two    | --mean_values 1,2,3                       | numbers stand between brackets
                    two    | --mean_values [1,2,]                      | a number is missing
                    two    | --mean_values [1,x,3]                     | 'x' is no number
                    two    | --mean_values [1,2,3]                     | it has 1 group of values without a name, but the model has 2 inputs: 'x', 'z'
                    two    | --mean_values x[1],[2]                    | some values have a name and some have none
                    two    | --scale_values y[1,2,3]                   | 'y' is no input of the model. Its inputs are 'x', 'z'
                    two    | --scale_values x[1],x:0[2]                | 'x' is given twice
                    two    | --mean_values x[1,2,3,4]                  | it has 4 values for the input 'x' [1,8,8,3], which has 3 channels
                    two    | --scale_values x[1,0,3]                   | nothing can be divided by 0
                    two    | --scale 2 --scale_values x[1]             | --scale is given, too
                    two    | --scale one                               | 'one' is nothing that inputs can be divided by
                    matrix | --mean_values [1,2,3,4]                   | the channels of the input 'x' [2,3] are not found for 4 values
                    matrix | --mean_values [1,2] --layout nc           | it has 2 values for the input 'x' [2,3], which has 3 channels
                    matrix | --reverse_input_channels                  | no input has three channels: 'x' [2,3]
                    first  | --reverse_input_channels --layout nhwc    | no input has three channels: 'x' [1,3,8,8]
                    two    | --layout nhwc                             | it has 1 layout without a name, but the model has 2 inputs
                    two    | --layout x(nhwc),nc                       | some layouts have a name and some have none
                    two    | --layout x(nhwc),x:0(nchw)                | 'x:0' has two layouts
                    two    | --layout w(nhwc)                          | 'w' is no input or output of the model. The inputs are 'x', 'z', the outputs 'y'
                    two    | --layout x(nhw)                           | 'x' has the shape [1,8,8,3], which the layout [N,H,W] does not fit
                    two    | --layout x(nhwc->ncdw)                    | 'x' cannot be turned from [N,H,W,C] to [N,C,D,W]: the dimension D of it is not in [N,H,W,C]
                    two    | --layout z(->cn)                          | the layout of 'z' is not known, so it cannot be turned to [C,N]
                    two    | --layout x([n,,c])                        | a dimension is missing
                    two    | --layout x[nhwc                           | is not understood
                    two    | --layout x(nhwc) --source_layout x(nhwc)  | --source_layout is given, too
                    two    | --source_layout x(nhwc->nchw)             | it says one side only, and has an arrow
                    two    | --compress_to_fp16=perhaps                | 'perhaps' is neither True nor False
                    two    | --compress_to_fp16 --data_type FP32       | --compress_to_fp16 says otherwise
                    two    | --data_type FP8                           | 'FP8' is not a type that constants are stored in
                    two    | --compress_weights int2                   | 'int2' is not a type that weights are stored in
                    two    | --log_level LOUD                          | 'LOUD' is no level
                    """)
    void isRefusedInWords(String model, String options, String words) throws IOException {
        Said said = convert(model, options);
        assertEquals(2, said.code(), said.err());
        assertTrue(said.err().contains(words), said.err());
        assertFalse(Files.exists(folder.resolve(model + ".xml")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    two    | --reverse_input_channels        | leaves these inputs as they are: 'z' [1,4]
                    two    | --scale 0.5                     | is below 1: inputs are divided by it
                    padded | --layout nchw                   | 'x' stays as it is, because its layout is said to be [N,C,H,W], though Conv2D 'Conv2D' takes it as channels-last
                    two    | --data_type FP16                | inputs and outputs stay f32
                    two    | --static_shape                  | --static_shape is ignored: what follows from known shapes is always computed when converting
                    two    | --disable_fusing                | --disable_fusing is ignored
                    two    | --finegrain_fusing conv.*       | --finegrain_fusing is ignored
                    two    | --disable_resnet_optimization   | --disable_resnet_optimization is ignored
                    two    | --move_to_preprocess            | --move_to_preprocess is ignored
                    """)
    void isDoneWithARemark(String model, String options, String words) {
        Said said = convert(model, options);
        assertEquals(0, said.code(), said.err());
        assertTrue(said.err().contains(words), said.err());
    }

    @Test
    void layoutsAreToldToTheRuntime() throws IOException {
        assertEquals(0, convert("two", "--layout x(nhwc),z(n?),y([n,classes])").code());
        List<String> layouts =
                Files.readString(folder.resolve("two.xml"))
                        .lines()
                        .filter(line -> line.contains("name=\"layout\""))
                        .map(line -> line.replaceAll(".* layout=\"([^\"]*)\".*", "$1"))
                        .toList();
        assertEquals(List.of("[N,C,H,W]", "[N,?]", "[N,CLASSES]"), layouts);
    }
}
