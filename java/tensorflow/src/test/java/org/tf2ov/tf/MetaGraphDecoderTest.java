package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tf2ov.problem.Problems;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// Our reader of SavedModels and MetaGraphs and protobuf-java, side by side.
class MetaGraphDecoderTest {
    private static final int MODELS = Integer.getInteger("tf2ov.fuzz.graphs", 500);

    private final Mutations mutations = new Mutations();
    private final Random random = mutations.random;

    @Test
    void readsWhatTensorFlowWrote() {
        for (int i = 0; i < MODELS; i++) {
            compare(new RandomMetaGraphs(random).savedModel().toByteArray());
        }
    }

    /// Concatenated messages merge: that is what repeated singular fields are.
    @Test
    void mergesWhatOccursTwice() throws InvalidProtocolBufferException {
        for (int i = 0; i < MODELS; i++) {
            byte[] one = new RandomMetaGraphs(random).metaGraph().toByteArray();
            byte[] two = new RandomMetaGraphs(random).metaGraph().toByteArray();
            byte[] both = Arrays.copyOf(one, one.length + two.length);
            System.arraycopy(two, 0, both, one.length, two.length);
            MetaGraphDef merged = MetaGraphDef.parseFrom(both);
            if (!GraphDecoderTest.sameFunctionTwice(merged.getGraphDef())) {
                assertEquals(
                        MetaGraphTwin.of(merged),
                        MetaGraphTwin.of(metaGraph(both)),
                        () -> mutations.describe(both));
            }
        }
    }

    @Test
    void everyPrefixIsRefusedOrAModel() {
        byte[] whole = new RandomMetaGraphs(random).savedModel().toByteArray();
        for (int size = 0; size < whole.length; size++) {
            compare(Arrays.copyOf(whole, size));
        }
    }

    @Test
    void agreesWithProtobufOnDamagedModels() {
        byte[] model = {};
        int accepted = 0;
        for (int i = 0; i < Mutations.COUNT; i++) {
            if (i % 100 == 0) {
                model = new RandomMetaGraphs(random).savedModel().toByteArray();
            }
            if (compare(mutations.mutate(model))) {
                accepted++;
            }
        }
        assertTrue(accepted > Mutations.COUNT / 100, "too few were accepted to say anything");
    }

    /// As in [GraphDecoderTest].
    ///
    /// @return whether the message was taken
    private boolean compare(byte[] message) {
        SavedModel theirs;
        try {
            theirs = SavedModel.parseFrom(message);
        } catch (InvalidProtocolBufferException _) {
            theirs = null;
        }
        try {
            List<MetaGraph> ours = new ArrayList<>();
            List<Set<String>> tags = new ArrayList<>();
            mutations.watch(
                    message,
                    () -> {
                        tags.addAll(MetaGraphDecoder.tags(WireReader.of(message)));
                        for (int i = 0; i < tags.size(); i++) {
                            ours.add(savedModel(message, i));
                        }
                    });
            if (theirs == null) {
                return false;
            }
            assertEquals(theirs.getMetaGraphsCount(), tags.size());
            for (int i = 0; i < tags.size(); i++) {
                MetaGraphDef graph = theirs.getMetaGraphs(i);
                assertEquals(new TreeSet<>(graph.getMetaInfoDef().getTagsList()), tags.get(i));
                if (!GraphDecoderTest.sameFunctionTwice(graph.getGraphDef())
                        && !Mutations.hasOddNumber(message)) {
                    assertEquals(
                            MetaGraphTwin.of(graph),
                            MetaGraphTwin.of(ours.get(i)),
                            () -> mutations.describe(message));
                }
            }
            return true;
        } catch (WireException e) {
            if (theirs != null) {
                fail(
                        "refused: "
                                + e.getMessage()
                                + " at "
                                + e.offset()
                                + mutations.describe(message),
                        e);
            }
            return false;
        } catch (Tf2ovException | UnsupportedOperationException _) {
            return true;
        }
    }

    private static MetaGraph savedModel(byte[] message, int index) {
        Problems problems = new Problems("test");
        MetaGraphDecoder decoder = new MetaGraphDecoder(WireReader.of(message), problems);
        decoder.savedModel(index);
        MetaGraph graph = decoder.build();
        problems.throwIfAny();
        return graph;
    }

    private static MetaGraph metaGraph(byte[] message) {
        Problems problems = new Problems("test");
        MetaGraphDecoder decoder = new MetaGraphDecoder(WireReader.of(message), problems);
        decoder.metaGraph();
        MetaGraph graph = decoder.build();
        problems.throwIfAny();
        return graph;
    }
}
