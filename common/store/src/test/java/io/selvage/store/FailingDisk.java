package io.selvage.store;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file system that can be made to fail what it should write, with the I/O errors of a broken disk: it lies in a file on a
 * {@link SmallDisk}, which is filled for that. A test that needs one is skipped where none can be mounted.
 */
public final class FailingDisk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FailingDisk.class);
    private static final int BACKING_MB = 8;
    private static final long SIZE = 64L << 20;

    private final SmallDisk backing;
    private final Path directory;

    private FailingDisk(SmallDisk backing, Path directory) {
        this.backing = backing;
        this.directory = directory;
    }

    /** Mounts one in the directory, without faults yet. */
    public static FailingDisk mount(Path directory) throws IOException {
        var backing = SmallDisk.mount(Files.createDirectory(directory.resolve("backing")), BACKING_MB);
        var disk = new FailingDisk(backing, Files.createDirectory(directory.resolve("disk")));
        var image = backing.directory().resolve("image");
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        // without a journal: it would make all of it read-only after the first error
        var mounted = SmallDisk.run("mkfs.ext4", "-q", "-O", "^has_journal", "-E", "nodiscard", image.toString())
                && SmallDisk.run(
                        "mount",
                        "-o",
                        "loop,errors=continue",
                        image.toString(),
                        disk.directory().toString());
        if (!mounted) {
            disk.close();
            LOG.warn("skipped: no file system in a file can be mounted here, which takes root and loop devices");
            abort("no file system in a file can be mounted here, which takes root and loop devices");
        }
        return disk;
    }

    /** The directory on which it is mounted. */
    public Path directory() {
        return directory;
    }

    /** From now on what is written where nothing was before fails with an I/O error. */
    public void fail() throws IOException {
        backing.fill();
    }

    /** Works again. */
    public void mend() throws IOException {
        backing.free();
    }

    @Override
    public void close() throws IOException {
        SmallDisk.run("umount", "-l", directory.toString());
        backing.close();
    }
}
