package io.selvage.device.sdk.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the order in which they were appended, in files of a bounded size. They are read once, and their files are
 * deleted when they are done with. For one thread at a time.
 *
 * <p>A record counts when {@link #force} has returned. Whenever the process dies, opening finds those that counted and
 * perhaps some after them, whole; half a record at the end is cut off.
 */
public final class SpoolLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolLog.class);
    private static final long SMALLEST_SEGMENT = 64 << 10;
    private static final long LARGEST_SEGMENT = 8 << 20;
    private static final int PARTS = 16;

    /**
     * A place in the log.
     *
     * @param end the position behind a record
     * @param number of the record: each has one more than the one before
     */
    public record Mark(long end, long number) {}

    /** A record and its place. */
    @SuppressWarnings("ArrayRecordComponent") // made for one reader, who does not change it
    public record Entry(byte[] content, Mark mark) {}

    private final Path directory;
    private final long maxBytes;
    private final FileChannel owner;
    private final Cursor cursor;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private Mark done = new Mark(0, 0);
    private Mark end = done;
    private Mark forced = done;
    private long next;
    private boolean broken;

    private SpoolLog(Path directory, long maxBytes, FileChannel owner) throws IOException {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.owner = owner;
        this.cursor = Cursor.open(directory);
    }

    /** Whether the directory holds a log, perhaps an empty one. */
    public static boolean isAt(Path directory) {
        return Files.exists(directory.resolve("cursor"));
    }

    /**
     * Opens the log of the directory, which is made where there is none.
     *
     * @param maxBytes how large the files may be together; a single record may be larger where it is alone
     * @throws IOException where the directory cannot be used, or another process uses it
     */
    public static SpoolLog open(Path directory, long maxBytes) throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
            force(directory.toAbsolutePath().getParent());
        }
        var owner = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (owner.tryLock() == null) {
                throw new IOException("another process uses " + directory);
            }
            return recovered(new SpoolLog(directory, maxBytes, owner));
        } catch (OverlappingFileLockException e) {
            owner.close();
            throw new IOException("another service of this process uses " + directory, e);
        } catch (IOException e) {
            owner.close();
            throw e;
        }
    }

    private static SpoolLog recovered(SpoolLog log) throws IOException {
        try {
            log.recover();
            return log;
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    private void recover() throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.filter(Segment::isSegment).sorted().toList()) {
                segments.add(Segment.open(file));
            }
        }
        var from = cursor.read();
        end = new Mark(from, 0);
        var last = segments.peekLast();
        if (last != null) {
            last.cut(whole(last).end, directory);
            end = new Mark(last.end(), newestNumber());
            from = Math.clamp(from, segments.getFirst().base(), end.end);
        }
        forced = end;
        next = from;
        var first = read();
        done = new Mark(from, first == null ? end.number : first.mark.number - 1);
        next = from;
        dropDone();
    }

    private long newestNumber() throws IOException {
        var newest = 0L;
        for (var segment : List.copyOf(segments).reversed()) {
            if (newest == 0) {
                newest = whole(segment).number;
            }
        }
        return newest;
    }

    private static Mark whole(Segment segment) throws IOException {
        var mark = new Mark(segment.base(), 0);
        for (var read = segment.read(mark.end); read != null; read = segment.read(mark.end)) {
            mark = new Mark(read.end(), read.number());
        }
        return mark;
    }

    /** Whether a record of the size may be appended. */
    public boolean hasRoom(int size) {
        return isEmpty() || bytes() + size + Segment.FRAME <= maxBytes;
    }

    /** Appends a record and gives its place; it counts after {@link #force}. */
    public Mark append(byte[] content) throws IOException {
        if (broken) {
            repair();
        }
        broken = true;
        var last = segments.peekLast();
        if (last == null || last.size() >= segmentSize()) {
            if (last != null) {
                last.force();
            }
            last = Segment.create(directory, end.end);
            segments.add(last);
            force(directory);
        }
        last.append(end.number + 1, content);
        end = new Mark(last.end(), end.number + 1);
        broken = false;
        return end;
    }

    private long segmentSize() {
        return Math.clamp(maxBytes / PARTS, SMALLEST_SEGMENT, LARGEST_SEGMENT);
    }

    private static void force(@Nullable Path directory) throws IOException {
        if (directory != null) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Returns when all that was appended is on disk; after a failure the records since the last call are gone. */
    public void force() throws IOException {
        var last = segments.peekLast();
        if (last != null && forced.end < end.end) {
            broken = true;
            last.force();
            broken = false;
        }
        forced = end;
    }

    /** Takes back what was appended and does not count, so that it can be appended again. */
    public void rollBack() {
        broken = true;
        try {
            repair();
        } catch (IOException e) {
            LOG.warn("the end of {} is mended later: {}", directory, e.toString());
        }
    }

    private void repair() throws IOException {
        for (var last = segments.peekLast(); last != null && last.end() > forced.end; last = segments.peekLast()) {
            if (last.base() < forced.end || segments.size() == 1) {
                last.truncate(Math.max(forced.end, last.base()));
                break;
            }
            last.delete();
            segments.removeLast();
        }
        end = forced;
        broken = false;
    }

    /** The next record that counts and was not read yet; null where there is none. */
    public @Nullable Entry read() throws IOException {
        while (next < forced.end) {
            var segment = segmentOf(next);
            var read = segment.read(next);
            if (read != null) {
                next = read.end();
                return new Entry(read.content(), new Mark(next, read.number()));
            }
            LOG.error("{} bytes in {} are passed over: they are damaged", segment.end() - next, directory);
            next = segment.end();
        }
        return null;
    }

    private Segment segmentOf(long position) {
        for (var segment : segments) {
            if (position < segment.end()) {
                next = Math.max(next, segment.base());
                return segment;
            }
        }
        throw new IllegalStateException("no record at " + position + " of " + directory);
    }

    /** What was appended so far will not be read. */
    public void skip() {
        next = end.end;
    }

    /** All up to the place is done with, also after a restart. */
    public void done(Mark mark) throws IOException {
        if (mark.end > done.end) {
            done = mark;
            cursor.write(mark.end);
            dropDone();
        }
    }

    private void dropDone() throws IOException {
        for (var first = segments.peek(); first != null && first.end() <= done.end; first = segments.peek()) {
            segments.remove();
            first.delete();
        }
    }

    /** Whether all records are done with. */
    public boolean isEmpty() {
        return done.end >= end.end;
    }

    /** What the files take on disk. */
    public long bytes() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    /** How many records are not done with. */
    public long waiting() {
        return end.number - done.number;
    }

    @Override
    public void close() {
        for (var each : List.<AutoCloseable>of(this::closeSegments, cursor::close, owner)) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.warn("{} did not close as it should", directory, e);
            }
        }
    }

    private void closeSegments() throws IOException {
        for (var segment : segments) {
            segment.close();
        }
    }
}
