package org.tf2ov.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tf2ov.problem.MalformedInputException;

/// A file mapped into memory, read-only. It is unmapped when nothing refers to it any more.
public final class MappedFile {
    private final Path path;
    private final FileChannel channel;
    private final MemorySegment segment;

    /// Who wants to see what is read; nobody if null.
    private volatile Watcher watcher;

    /// Sees bytes that are read from a file, on the thread that reads them.
    @FunctionalInterface
    public interface Watcher {
        void seen(long offset, MemorySegment bytes);
    }

    private MappedFile(Path path, FileChannel channel, MemorySegment segment) {
        this.path = path;
        this.channel = channel;
        this.segment = segment;
    }

    /// Maps a regular file.
    ///
    /// @throws MalformedInputException if there is no such file, or it is not a readable regular
    ///   file
    public static MappedFile open(Path path) {
        if (Files.isDirectory(path)) {
            throw new MalformedInputException(path.toString(), "this is a directory, not a file");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new MalformedInputException(
                    path.toString(), "this is not a regular file, so it cannot be mapped");
        }
        // Not closed here: the file stays open for reading and is closed when it is unmapped, by
        // the collector.
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new MappedFile(
                    path,
                    channel,
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        } catch (NoSuchFileException e) {
            throw new MalformedInputException(path.toString(), "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new MalformedInputException(path.toString(), "the file may not be read", e);
        } catch (IOException e) {
            throw new MalformedInputException(
                    path.toString(), "the file cannot be read: " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    /// The whole file.
    public MemorySegment segment() {
        return segment;
    }

    public long size() {
        return segment.byteSize();
    }

    /// Shows somebody all that is [#read] from now on, instead of who saw it before.
    public void watch(Watcher next) {
        watcher = next;
    }

    /// Shows what is read to nobody any more.
    public void unwatch() {
        watcher = null;
    }

    /// Reads bytes into memory of the caller. Unlike looking at [#segment], it leaves no pages in
    /// the process, which matters for large weights.
    ///
    /// @throws MalformedInputException if the file has become shorter
    public void read(long offset, MemorySegment target) {
        try {
            for (long done = 0; done < target.byteSize(); ) {
                long length = Math.min(target.byteSize() - done, 1 << 30);
                ByteBuffer buffer = target.asSlice(done, length).asByteBuffer();
                int count = channel.read(buffer, offset + done);
                if (count < 0) {
                    throw new MalformedInputException(
                            path + " at byte " + (offset + done),
                            "the file has become shorter while it was read");
                }
                done += count;
            }
        } catch (IOException e) {
            throw new MalformedInputException(
                    path.toString(), "the file cannot be read: " + e.getMessage(), e);
        }
        Watcher interested = watcher;
        if (interested != null) {
            interested.seen(offset, target);
        }
    }
}
