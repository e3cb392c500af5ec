package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.GraphDef;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// Our reader and protobuf-java with TensorFlow's own message classes, side by side.
class GraphDecoderTest {
    private static final int GRAPHS = Integer.getInteger("tf2ov.fuzz.graphs", 500);
    private static final int MUTATIONS = Integer.getInteger("tf2ov.fuzz.mutations", 20_000);

    private final long seed = Long.getLong("tf2ov.fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

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
            if (merged.getLibrary().getFunctionList().stream()
                            .map(function -> function.getSignature().getName())
                            .distinct()
                            .count()
                    == merged.getLibrary().getFunctionCount()) {
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
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 100 == 0) {
                graph = new RandomGraphs(random).graph().toByteArray();
            }
            if (compare(mutate(graph))) {
                accepted++;
            }
        }
        assertTrue(accepted > MUTATIONS / 100, "too few were accepted to say anything");
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
            TfGraph ours = decode(message);
            if (theirs == null) {
                return false;
            }
            String expected = MessageTwin.of(theirs);
            String actual = MessageTwin.of(ours);
            if (!sameFunctionTwice(theirs) && !hasOddNumber(message)) {
                assertEquals(expected, actual, () -> describe(message));
            }
            return true;
        } catch (WireException e) {
            if (theirs != null) {
                fail("refused: " + e.getMessage() + " at " + e.offset() + describe(message), e);
            }
            return false;
        } catch (Tf2ovException | UnsupportedOperationException _) {
            return true;
        }
    }

    /// Whether there may be a number of ten bytes of which the tenth is not 1. protobuf-java takes
    /// the tenth for 1 without looking at it, unless the number is near the end of its buffer.
    private static boolean hasOddNumber(byte[] message) {
        int run = 0;
        for (byte octet : message) {
            if (octet >= 0 && run >= 9 && octet != 1) {
                return true;
            }
            run = octet < 0 ? run + 1 : 0;
        }
        return false;
    }

    private static boolean sameFunctionTwice(GraphDef graph) {
        return graph.getLibrary().getFunctionList().stream()
                        .map(function -> function.getSignature().getName())
                        .distinct()
                        .count()
                != graph.getLibrary().getFunctionCount();
    }

    private String describe(byte[] message) {
        return "\nseed " + seed + "\nmessage " + HexFormat.of().formatHex(message);
    }

    private byte[] mutate(byte[] original) {
        byte[] bytes = original.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                for (int i = 1 + random.nextInt(8); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 2 -> {
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                int size = random.nextInt(Math.min(16, bytes.length - Math.max(from, to)) + 1);
                System.arraycopy(original, from, bytes, to, size);
            }
            default -> {
                int cut = random.nextInt(bytes.length);
                int end = Math.min(bytes.length, cut + 1 + random.nextInt(4));
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - cut));
                System.arraycopy(bytes, end, shorter, cut, bytes.length - end);
                bytes = shorter;
            }
        }
        return bytes;
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
