package org.tf2ov.tf.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SavedSlice;
import org.tensorflow.proto.SavedSliceMeta;
import org.tensorflow.proto.SavedTensorSliceMeta;
import org.tensorflow.proto.SavedTensorSlices;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorSliceProto;
import org.tensorflow.proto.VersionDef;
import org.tf2ov.problem.Tf2ovException;

/// Checkpoints of version 1 whose checksums are right and whose content makes no sense.
class DamagedTableCheckpointTest {
    @TempDir private Path directory;

    private static SavedSliceMeta.Builder tensor(DataType type, long size, String... slices) {
        SavedSliceMeta.Builder meta =
                SavedSliceMeta.newBuilder()
                        .setName("w")
                        .setType(type)
                        .setShape(TableWriter.shape(size));
        for (String slice : slices) {
            TensorSlice.Extent extent = TensorSlice.parse(slice).extents().getFirst();
            TensorSliceProto.Extent.Builder proto =
                    TensorSliceProto.Extent.newBuilder().setStart(extent.start());
            if (extent.length() >= 0) {
                proto.setLength(extent.length());
            }
            meta.addSlice(TensorSliceProto.newBuilder().addExtent(proto));
        }
        return meta;
    }

    private static TableWriter table(SavedSliceMeta.Builder meta) {
        return new TableWriter()
                .put(
                        new byte[0],
                        SavedTensorSlices.newBuilder()
                                .setMeta(SavedTensorSliceMeta.newBuilder().addTensor(meta))
                                .build()
                                .toByteArray());
    }

    private static TableWriter with(TableWriter table, String slice, float... values) {
        TensorProto.Builder data = TensorProto.newBuilder();
        for (float value : values) {
            data.addFloatVal(value);
        }
        return table.put(
                TensorSlice.parse(slice).key("w"),
                SavedTensorSlices.newBuilder()
                        .setData(SavedSlice.newBuilder().setName("w").setData(data))
                        .build()
                        .toByteArray());
    }

    private void assertTold(String expected, TableWriter... tables) {
        for (int i = 0; i < tables.length; i++) {
            tables[i].write(directory.resolve("x-0000" + i + "-of-0000" + tables.length));
        }
        Executable use =
                () -> {
                    Checkpoint checkpoint = Checkpoint.open(directory.resolve("x"));
                    checkpoint.keys().forEach(checkpoint::value);
                };
        String message = assertThrows(Tf2ovException.class, use).getMessage();
        assertEquals(
                expected,
                message.replace(directory + "/", "").replaceAll("at byte \\d+", "at byte …"));
    }

    @Test
    void wholeAndPartsAreRead() {
        with(table(tensor(DataType.DT_FLOAT, 2, "-")), "-", 1, 2).write(directory.resolve("x"));
        assertEquals(
                "float[2] 0000803f00000040",
                Fixtures.described(
                        Checkpoint.open(directory.resolve("x")).value("w").orElseThrow()));
    }

    @Test
    void elementsThatAreMissing() {
        assertTold(
                "x-00000-of-00001 at byte …: the tensor 'w' lacks 1 of its 2 elements",
                with(table(tensor(DataType.DT_FLOAT, 2, "-")), "-", 1));
    }

    @Test
    void partsThatAreMissing() {
        assertTold(
                "x-00000-of-00002, x-00001-of-00002: of the tensor 'w' 1 of 3 elements are in none of"
                        + " its parts",
                with(table(tensor(DataType.DT_FLOAT, 3, "0,1")), "0,1", 1),
                with(table(tensor(DataType.DT_FLOAT, 3, "2,1")), "2,1", 1));
    }

    @Test
    void partsThatAreTwice() {
        assertTold(
                "x-00000-of-00002, x-00001-of-00002: of the tensor 'w' the parts '0,2' and '0,2' share"
                        + " elements",
                with(table(tensor(DataType.DT_FLOAT, 2, "0,2")), "0,2", 1, 2),
                with(table(tensor(DataType.DT_FLOAT, 2, "0,2")), "0,2", 1, 2));
    }

    @Test
    void filesThatDisagree() {
        assertTold(
                "x-00001-of-00002 at byte …: the tensor 'w' is both float[2] and double[2]",
                with(table(tensor(DataType.DT_FLOAT, 2, "0,1")), "0,1", 1),
                with(table(tensor(DataType.DT_DOUBLE, 2, "1,1")), "1,1", 1));
    }

    @Test
    void partsThatNobodyKnows() {
        assertTold(
                "x-00000-of-00001 at byte …: there is a part of a tensor that the list does not have",
                with(with(table(tensor(DataType.DT_FLOAT, 2, "-")), "-", 1, 2), "0,1", 1));
        assertTold(
                "x-00000-of-00001 at byte …: the tensor 'w' has a part '-' that is not there, or is"
                        + " named twice",
                table(tensor(DataType.DT_FLOAT, 2, "-")));
    }

    @Test
    void otherVersions() {
        assertTold(
                "x-00000-of-00001: the checkpoint is of version 9 of the format, which readers of"
                        + " version 1 may not read",
                new TableWriter()
                        .put(
                                new byte[0],
                                SavedTensorSlices.newBuilder()
                                        .setMeta(
                                                SavedTensorSliceMeta.newBuilder()
                                                        .setVersions(
                                                                VersionDef.newBuilder()
                                                                        .setProducer(9)
                                                                        .setMinConsumer(8)))
                                        .build()
                                        .toByteArray()));
        assertTold(
                "x-00000-of-00001 at byte …: the list of tensors is malformed: a field of 65"
                        + " bytes does not fit in its message, of which 0 are left",
                new TableWriter().put(new byte[0], "\nA".getBytes(StandardCharsets.UTF_8)));
    }
}
