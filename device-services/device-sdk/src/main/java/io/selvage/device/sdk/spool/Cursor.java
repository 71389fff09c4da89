package io.selvage.device.sdk.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The file that says up to which position the records are done with. It is not forced to disk: after a power failure it
 * may be an older one, and records come once more.
 */
final class Cursor {

    private static final int BYTES = 12;

    private final FileChannel channel;

    private Cursor(FileChannel channel) {
        this.channel = channel;
    }

    static Cursor open(Path directory) throws IOException {
        return new Cursor(FileChannel.open(
                directory.resolve("cursor"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    /** The position; 0 where none is noted, or it is not readable. */
    long read() throws IOException {
        var bytes = ByteBuffer.allocate(BYTES);
        var complete = channel.read(bytes, 0) == BYTES;
        return complete && bytes.getInt(8) == checksum(bytes) ? Math.max(0, bytes.getLong(0)) : 0;
    }

    void write(long position) throws IOException {
        var bytes = ByteBuffer.allocate(BYTES).putLong(0, position);
        bytes.putInt(8, checksum(bytes));
        var _ = channel.write(bytes, 0);
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.slice(0, 8));
        return (int) crc.getValue();
    }

    void close() throws IOException {
        channel.close();
    }
}
