package io.selvage.device.sdk.publish;

import io.selvage.bus.EnvelopeCodec;
import io.selvage.contracts.error.EdgeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets events aside that the bus takes in no case, since they are larger than the broker allows: each in a file of the folder
 * {@code refused} beside the spool, as EdgeX 4.x would have it on the bus, with its topic as {@code receivedTopic}. Where
 * they are too many, or too large together, the oldest go.
 */
final class Refused {

    /** Sorts as time does: Instant's own text has as few decimals as it can. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH-mm-ss.nnnnnnnnn'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Logger LOG = LoggerFactory.getLogger(Refused.class);
    private static final int MOST = 100;

    /** Of what the spool may take. */
    private static final int SHARE = 8;

    private static final String SUFFIX = ".json";

    private final Path directory;
    private final long mostBytes;
    private final Clock clock;
    private final ReentrantLock oneAtATime = new ReentrantLock(); // with I/O: nobody but who sets aside takes it

    private record Kept(Path file, long size) {}

    Refused(SpoolLimits limits, Clock clock) {
        this.directory = limits.directory().resolve("refused");
        this.mostBytes = limits.maxBytes() / SHARE;
        this.clock = clock;
    }

    /** Returns when the event is on disk, or cannot be; the log tells which. */
    void setAside(Outgoing event, EdgeException reason) {
        oneAtATime.lock();
        try {
            var bytes = EnvelopeCodec.V4.encode(event.envelope.receivedOn(event.topic));
            if (bytes.length > mostBytes) {
                LOG.error(
                        "{} ({} bytes) is lost: it was refused, and is larger than {} may be, an eighth of"
                                + " Device.Spool.MaxMB: {}",
                        event.name(),
                        bytes.length,
                        directory,
                        reason.text());
                return;
            }
            makeRoom(bytes.length);
            LOG.error(
                    "{} ({} bytes) is set aside as {}, it was refused: {}",
                    event.name(),
                    bytes.length,
                    written(bytes),
                    reason.text());
        } catch (IOException | EdgeException e) {
            LOG.error("{} is lost: it was refused ({}), and cannot be set aside", event.name(), reason.text(), e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Path written(byte[] bytes) throws IOException {
        var draft = directory.resolve("draft");
        try (var channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                channel.write(left);
            }
            channel.force(true);
        }
        var name = TIME.format(clock.instant());
        var file = directory.resolve(name + SUFFIX);
        for (var i = 1; Files.exists(file); i++) {
            file = directory.resolve(name + "-" + i + SUFFIX);
        }
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void makeRoom(int size) throws IOException {
        Files.createDirectories(directory);
        var kept = kept();
        var bytes = kept.stream().mapToLong(Kept::size).sum();
        for (var i = 0; i < kept.size() && (kept.size() - i >= MOST || bytes + size > mostBytes); i++) {
            var oldest = kept.get(i);
            Files.delete(oldest.file);
            bytes -= oldest.size;
            LOG.warn("{} goes: there is no room for more events that were refused", oldest.file);
        }
    }

    private List<Kept> kept() throws IOException {
        var kept = new ArrayList<Kept>();
        try (var files = Files.list(directory)) {
            for (var file : files.filter(each -> each.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()) {
                kept.add(new Kept(file, Files.size(file)));
            }
        }
        return kept;
    }
}
