package io.selvage.box;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one box: {@code store/} the databases, {@code config/} the integrator's files, {@code log/}, and
 * {@code run/} by which other commands find the running box.
 */
final class DataDirectory implements AutoCloseable {

    private final Path root;
    private @Nullable FileChannel lock;

    DataDirectory(Path root) {
        this.root = root;
    }

    /** Makes the directory this process's own; {@link BoxFailure} where it cannot be written or has another owner. */
    void take() {
        try {
            for (var name : new String[] {"store", "config", "log", "run"}) {
                Files.createDirectories(root.resolve(name));
            }
            var channel =
                    FileChannel.open(root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel;
            if (channel.tryLock() == null) {
                throw taken();
            }
        } catch (OverlappingFileLockException e) {
            throw taken();
        } catch (IOException e) {
            throw new BoxFailure(
                    "cannot write to the data directory " + root + " ("
                            + e.getClass().getSimpleName()
                            + "): choose another one with --data DIR, or make this one writable",
                    e);
        }
    }

    private BoxFailure taken() {
        return new BoxFailure("another box"
                + runningProcess()
                        .map(process -> " (process " + process.pid() + ")")
                        .orElse("") + " uses " + root
                + ": stop it with ./selvage down --data " + root + ", or choose another directory with --data DIR");
    }

    /** Notes how the running box can be found: its process id, and the URL of each service by name. */
    void announce(Properties facts) {
        var self = ProcessHandle.current();
        facts.setProperty("pid", String.valueOf(self.pid()));
        facts.setProperty("command", fingerprintOf(self));
        var file = root.resolve("run/box.properties");
        try {
            var temporary = root.resolve("run/box.properties.new");
            try (var writer = Files.newBufferedWriter(temporary)) {
                facts.store(writer, null);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the running box noted; empty where none runs. */
    Optional<Properties> announced() {
        return runningProcess().map(_ -> facts());
    }

    /** The process of the box that runs on this directory; not one that has the id of a box which was killed. */
    Optional<ProcessHandle> runningProcess() {
        var facts = facts();
        var pid = facts.getProperty("pid");
        return pid == null
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> fingerprintOf(process).equals(facts.getProperty("command")));
    }

    /** Tells commands apart without keeping what they say, which may be a password. */
    private static String fingerprintOf(ProcessHandle process) {
        return Integer.toHexString(process.info().commandLine().orElse("").hashCode());
    }

    private Properties facts() {
        var facts = new Properties();
        try {
            var file = root.resolve("run/box.properties");
            if (Files.exists(file)) {
                facts.load(new StringReader(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return facts;
    }

    @Override
    public void close() {
        var held = lock;
        if (held == null) {
            return;
        }
        try {
            Files.deleteIfExists(root.resolve("run/box.properties"));
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
