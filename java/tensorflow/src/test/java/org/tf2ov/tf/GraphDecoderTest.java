package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.GraphDef;
import org.tf2ov.problem.Problems;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// Our reader and protobuf-java with TensorFlow's own message classes, side by side.
class GraphDecoderTest {
    private static final int GRAPHS = Integer.getInteger("tf2ov.fuzz.graphs", 500);

    private final Mutations mutations = new Mutations();
    private final long seed = mutations.seed;
    private final Random random = mutations.random;

    @Test
    void readsWhatTensorFlowWrote() {
        for (int i = 0; i < GRAPHS; i++) {
            GraphDef graph = new RandomGraphs(random).graph();
            assertEquals(
                    MessageTwin.of(graph),
                    MessageTwin.of(decode(graph.toByteArray())),
                    () -> "seed " + seed);
        }
    }

    /// Concatenated messages merge: that is what repeated singular fields are.
    @Test
    void mergesWhatOccursTwice() throws InvalidProtocolBufferException {
        for (int i = 0; i < GRAPHS; i++) {
            byte[] one = new RandomGraphs(random).graph().toByteArray();
            byte[] two = new RandomGraphs(random).graph().toByteArray();
            byte[] both = Arrays.copyOf(one, one.length + two.length);
            System.arraycopy(two, 0, both, one.length, two.length);
            GraphDef merged = GraphDef.parseFrom(both);
            if (!sameFunctionTwice(merged)) {
                assertEquals(
                        MessageTwin.of(merged), MessageTwin.of(decode(both)), () -> "seed " + seed);
            }
        }
    }

    @Test
    void everyPrefixIsRefusedOrAGraph() {
        byte[] whole = new RandomGraphs(random).graph().toByteArray();
        for (int size = 0; size < whole.length; size++) {
            compare(Arrays.copyOf(whole, size));
        }
    }

    @Test
    void agreesWithProtobufOnDamagedGraphs() {
        byte[] graph = {};
        int accepted = 0;
        for (int i = 0; i < Mutations.COUNT; i++) {
            if (i % 100 == 0) {
                graph = new RandomGraphs(random).graph().toByteArray();
            }
            if (compare(mutations.mutate(graph))) {
                accepted++;
            }
        }
        assertTrue(accepted > Mutations.COUNT / 100, "too few were accepted to say anything");
    }

    /// What protobuf-java takes, we take, with the same content; what we refuse, it refuses. (It
    /// also refuses damage inside fields that we do not look at.)
    ///
    /// @return whether the message was taken
    private boolean compare(byte[] message) {
        GraphDef theirs;
        try {
            theirs = GraphDef.parseFrom(message);
        } catch (InvalidProtocolBufferException _) {
            theirs = null;
        }
        try {
            TfGraph[] decoded = new TfGraph[1];
            mutations.watch(message, () -> decoded[0] = decode(message));
            TfGraph ours = decoded[0];
            if (theirs == null) {
                return false;
            }
            String expected = MessageTwin.of(theirs);
            String actual = MessageTwin.of(ours);
            if (!sameFunctionTwice(theirs) && !Mutations.hasOddNumber(message)) {
                assertEquals(expected, actual, () -> mutations.describe(message));
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

    static boolean sameFunctionTwice(GraphDef graph) {
        return graph.getLibrary().getFunctionList().stream()
                        .map(function -> function.getSignature().getName())
                        .distinct()
                        .count()
                != graph.getLibrary().getFunctionCount();
    }

    private static TfGraph decode(byte[] message) {
        Problems problems = new Problems("test");
        GraphDecoder decoder = new GraphDecoder(WireReader.of(message), problems);
        decoder.graph();
        TfGraph graph = decoder.build();
        problems.throwIfAny();
        return graph;
    }
}
