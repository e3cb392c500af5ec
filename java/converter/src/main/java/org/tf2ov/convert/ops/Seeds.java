package org.tf2ov.convert.ops;

import org.tf2ov.convert.OpNode;

/// The two seeds of a random operation.
///
/// @param first that of the graph
/// @param second that of the operation
record Seeds(long first, long second) {
    /// From the attributes, or from the inputs of an operation without state. Seeds that are not
    /// known when the model is converted count as none: the runtime cannot be given them later.
    ///
    /// @param input the first input that tells a seed
    static Seeds of(OpNode node, int input) {
        if (!node.op().startsWith("Stateless")) {
            return new Seeds(node.attr("seed", 0L), node.attr("seed2", 0L));
        }
        long[] numbers = new long[2];
        int found = 0;
        int inputs = node.op().endsWith("V2") ? 2 : 1;
        for (int i = input; i < input + inputs; i++) {
            for (long number : node.input(i).longs().orElse(new long[0])) {
                numbers[Math.min(found, 1)] ^= number;
                found++;
            }
        }
        // Without a seed the runtime would draw other numbers in each process.
        return found == 0
                ? new Seeds(0, 0)
                : new Seeds(numbers[0] & Integer.MAX_VALUE, 1 + (numbers[1] & Integer.MAX_VALUE));
    }
}
