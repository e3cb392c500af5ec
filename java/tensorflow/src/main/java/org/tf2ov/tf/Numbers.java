package org.tf2ov.tf;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// Growing lists of numbers that take no more room than their numbers.
final class Numbers {
    private Numbers() {}

    static final class Wholes {
        private long[] numbers = {};
        private int size;

        void append(long number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size == 0 ? 4 : size + (size >> 1) + 1);
            }
            numbers[size++] = number;
        }

        List<Long> build() {
            long[] all = Arrays.copyOf(numbers, size);
            return size == 0 ? List.of() : new WholeList(all);
        }
    }

    static final class Reals {
        private float[] numbers = {};
        private int size;

        void append(float number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size == 0 ? 4 : size + (size >> 1) + 1);
            }
            numbers[size++] = number;
        }

        List<Float> build() {
            float[] all = Arrays.copyOf(numbers, size);
            return size == 0 ? List.of() : new RealList(all);
        }
    }

    private static final class WholeList extends AbstractList<Long> implements RandomAccess {
        private final long[] numbers;

        private WholeList(long[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public Long get(int index) {
            return numbers[index];
        }

        @Override
        public int size() {
            return numbers.length;
        }
    }

    private static final class RealList extends AbstractList<Float> implements RandomAccess {
        private final float[] numbers;

        private RealList(float[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public Float get(int index) {
            return numbers[index];
        }

        @Override
        public int size() {
            return numbers.length;
        }
    }
}
