package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.store.DatabaseLocation.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the file of a database is still where it was opened. A process can go on writing to a file that somebody has
 * deleted: all that would be gone at its end.
 */
final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    /** What the system knows the file by where it tells nothing better. */
    private static final Object SOME_FILE = new Object();

    private final @Nullable Path path;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Object opened;

    Presence(DatabaseLocation location) {
        this.path = location instanceof SqliteFile(var file) ? file : null;
    }

    /** The file has just been opened. */
    void opened() {
        if (path != null) {
            opened = key(path);
        }
    }

    /** What was opened; null before that, and where there is no file. */
    @Nullable
    Object key() {
        return opened;
    }

    /**
     * Whether what was opened is what is there now; true before anything was opened.
     *
     * @throws EdgeException SERVICE_UNAVAILABLE where nothing is there any more
     */
    boolean isSame() {
        if (path == null || opened == null) {
            return true;
        }
        var now = key(path);
        if (now == null) {
            var problem = path + " is gone, which was open: nothing is stored until it is put back or the service"
                    + " is started again";
            if (told.compareAndSet(false, true)) {
                LOG.error("the database {}", problem);
            }
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, problem);
        }
        if (told.get() && told.compareAndSet(true, false)) {
            LOG.info("the database {} is back", path);
        }
        return Objects.equals(now, opened);
    }

    private static @Nullable Object key(Path path) {
        try {
            var key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return key == null ? SOME_FILE : key;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, path + " cannot be looked at: " + e, e);
        }
    }
}
