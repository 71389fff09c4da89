package io.selvage.store;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file system of a few megabytes for a test, which is skipped where none can be mounted. */
public final class SmallDisk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmallDisk.class);

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Mounts one of so many megabytes. */
    public static SmallDisk mount(Path directory, int megabytes) throws IOException {
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString())) {
            LOG.warn("skipped: no small file system can be mounted here, which takes root");
            abort("no small file system can be mounted here, which takes root");
        }
        return new SmallDisk(directory);
    }

    /** The directory on which it is mounted. */
    public Path directory() {
        return directory;
    }

    /** Leaves no byte free. */
    public void fill() throws IOException {
        try (var out = Files.newOutputStream(directory.resolve("filler"))) {
            var block = new byte[4096];
            while (directory.toFile().getUsableSpace() > 0) {
                out.write(block);
            }
        }
    }

    /** Makes the room free again that {@link #fill} has taken. */
    public void free() throws IOException {
        Files.delete(directory.resolve("filler"));
    }

    /** Runs the command to its end; says whether it did what it should. */
    static boolean run(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().orTimeout(10, TimeUnit.SECONDS).join().exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", directory.toString());
    }
}
