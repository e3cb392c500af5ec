package org.tf2ov.tf.keras;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.tf2ov.tensor.MappedFile;

/// A part of a mapped file as a channel of its own, for files of more than 2 GiB, which have no
/// place in one buffer.
final class WindowChannel extends FileChannel {
    private final MappedFile file;
    private final long offset;
    private final long size;
    private long position;

    WindowChannel(MappedFile file, long offset, long size) {
        this.file = file;
        this.offset = offset;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer target) {
        int count = read(target, position);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public int read(ByteBuffer target, long from) {
        if (from < 0 || from >= size) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), size - from);
        MemorySegment.ofBuffer(target)
                .asSlice(0, count)
                .copyFrom(file.segment().asSlice(offset + from, count));
        target.position(target.position() + count);
        return count;
    }

    @Override
    public long read(ByteBuffer[] targets, int from, int length) {
        long count = 0;
        for (int i = from; i < from + length; i++) {
            count += Math.max(read(targets[i]), 0);
        }
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long other) {
        position = other;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long length) throws IOException {
        if (from < 0 || length < 0 || from > size || length > size - from) {
            throw new IOException("bytes " + from + "+" + length + " of " + size);
        }
        try (FileChannel channel = FileChannel.open(file.path())) {
            return channel.map(MapMode.READ_ONLY, offset + from, length);
        }
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        throw new IOException("only for reading");
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long from, long count) {
        throw new NonWritableChannelException();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public long write(ByteBuffer[] sources, int from, int length) {
        throw new NonWritableChannelException();
    }

    @Override
    public int write(ByteBuffer source, long at) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileChannel truncate(long length) {
        throw new NonWritableChannelException();
    }

    @Override
    public void force(boolean metaData) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileLock lock(long from, long length, boolean shared) throws IOException {
        throw new IOException("only for reading");
    }

    @Override
    public FileLock tryLock(long from, long length, boolean shared) throws IOException {
        throw new IOException("only for reading");
    }

    @Override
    protected void implCloseChannel() {}
}
