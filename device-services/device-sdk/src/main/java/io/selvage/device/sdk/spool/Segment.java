package io.selvage.device.sdk.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of records. A record is its length (4 bytes), the CRC32C of all that follows (4 bytes), its number (8 bytes)
 * and its content; the length counts number and content. The file is named by the position of its first byte in the log.
 */
final class Segment {

    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    static final int FRAME = 16;
    private static final int NUMBER = 8;
    private static final int SMALL = 64 * 1024;

    /** The system's copy of what is written and read lies outside of the heap and is kept for the next time. */
    private static final int PIECE = 1 << 20;

    private static final String SUFFIX = ".log";

    /** A record as it was read; {@code end} is the position behind it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to one reader
    record Read(long number, byte[] content, long end) {}

    private final Path file;
    private final long base;
    private FileChannel channel;
    private long size;

    private Segment(Path file, long base, FileChannel channel) throws IOException {
        this.file = file;
        this.base = base;
        this.channel = channel;
        this.size = channel.size();
    }

    static boolean isSegment(Path file) {
        return file.getFileName().toString().matches("[0-9]{19}\\" + SUFFIX);
    }

    static Segment open(Path file) throws IOException {
        var name = file.getFileName().toString();
        var base = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        return new Segment(file, base, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    static Segment create(Path directory, long base) throws IOException {
        var file = directory.resolve("%019d".formatted(base) + SUFFIX);
        var channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new Segment(file, base, channel);
    }

    /** Position of the first byte. */
    long base() {
        return base;
    }

    /** Position behind the last byte. */
    long end() {
        return base + size;
    }

    long size() {
        return size;
    }

    /** Writes a record behind the last; it is on disk after {@link #force}. */
    void append(long number, byte[] content) throws IOException {
        var together = content.length <= SMALL ? content.length : 0; // a large one is not copied once more
        var frame = ByteBuffer.allocate(FRAME + together).putInt(NUMBER + content.length);
        frame.putInt(checksum(number, content)).putLong(number).put(content, 0, together);
        var at = written(frame.flip(), size);
        size = written(ByteBuffer.wrap(content, together, content.length - together), at);
    }

    private long written(ByteBuffer bytes, long position) throws IOException {
        var at = position;
        while (bytes.hasRemaining()) {
            var piece = bytes.slice(bytes.position(), Math.min(PIECE, bytes.remaining()));
            var number = channel.write(piece, at);
            bytes.position(bytes.position() + number);
            at += number;
        }
        return at;
    }

    private static int checksum(long number, byte[] content) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(NUMBER).putLong(number).flip());
        crc.update(content, 0, content.length);
        return (int) crc.getValue();
    }

    void force() throws IOException {
        channel.force(false);
    }

    /** The record at the position; null where there is no whole and sound one. */
    @Nullable
    Read read(long position) throws IOException {
        var at = position - base;
        if (size - at <= FRAME) {
            return null;
        }
        var head = ByteBuffer.allocate(FRAME);
        fill(head, at);
        var length = head.getInt(0);
        if (length <= NUMBER || length > size - at - NUMBER) {
            return null;
        }
        var number = head.getLong(NUMBER);
        var content = new byte[length - NUMBER];
        fill(ByteBuffer.wrap(content), at + FRAME);
        if (checksum(number, content) != head.getInt(4)) {
            return null;
        }
        return new Read(number, content, position + NUMBER + length);
    }

    private void fill(ByteBuffer buffer, long position) throws IOException {
        var at = position;
        while (buffer.hasRemaining()) {
            var piece = buffer.slice(buffer.position(), Math.min(PIECE, buffer.remaining()));
            var read = channel.read(piece, at);
            if (read < 0) {
                return; // shorter than it was: the checksum will tell
            }
            buffer.position(buffer.position() + read);
            at += read;
        }
    }

    /** Cuts off half a record behind the position, if there is any. */
    void cut(long position, Path directory) throws IOException {
        if (position < end()) {
            LOG.warn("{} bytes at the end of {} are cut off: no whole record", end() - position, directory);
            truncate(Math.max(base, position));
        }
    }

    /** Cuts off what lies behind the position. */
    void truncate(long position) throws IOException {
        channel.truncate(position - base);
        size = Math.min(size, position - base);
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    void close() throws IOException {
        channel.close();
    }
}
