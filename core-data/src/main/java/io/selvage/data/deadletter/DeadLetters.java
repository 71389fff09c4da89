package io.selvage.data.deadletter;

import io.selvage.contracts.event.DeadLetter;
import io.selvage.contracts.event.MultiDeadLettersResponse;
import io.selvage.service.Page;
import io.selvage.store.Database;
import io.selvage.store.GroupCommit;
import io.selvage.store.Session;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps messages of which no event could be stored; where they are too many the oldest go. */
public final class DeadLetters implements AutoCloseable {

    /** Of a payload is kept at most. */
    static final int PAYLOAD_BYTES = 64 * 1024;

    private static final int MOST = 1_000;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final int REASON_LENGTH = 1_000;
    private static final int GROUP = 64;

    private final Database database;
    private final Clock clock;
    private final long mostBytes;
    private final GroupCommit<Letter> commit;

    /** In the database of the archive, whose migrations make the tables. */
    public DeadLetters(Database database, Clock clock) {
        this(database, clock, MOST_BYTES);
    }

    DeadLetters(Database database, Clock clock, long mostBytes) {
        this.database = database;
        this.clock = clock;
        this.mostBytes = mostBytes;
        this.commit = new GroupCommit<>("dead letters", database, GROUP, this::write);
    }

    @SuppressWarnings("ArrayRecordComponent") // seen by nobody else
    private record Letter(long created, String topic, String reason, int size, byte[] payload) {}

    /**
     * Puts a message aside; waits while many others wait.
     *
     * @return completes when it is on disk
     */
    public CompletableFuture<@Nullable Void> add(String topic, String reason, byte[] payload) {
        var kept = payload.length > PAYLOAD_BYTES ? Arrays.copyOf(payload, PAYLOAD_BYTES) : payload;
        var now = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        return commit.submit(new Letter(now, storable(topic), storable(reason), payload.length, kept));
    }

    /** PostgreSQL stores no zero characters in texts. */
    private static String storable(String text) {
        return text.substring(0, Math.min(text.length(), REASON_LENGTH)).replace('\0', '\uFFFD');
    }

    private void write(Session session, List<Letter> letters) {
        for (var letter : letters) {
            session.update(
                    "INSERT INTO dead_letter (created, size, kept, topic, reason, payload) VALUES (?, ?, ?, ?, ?, ?)",
                    letter.created,
                    letter.size,
                    letter.payload.length,
                    letter.topic,
                    letter.reason,
                    letter.payload);
        }
        var dropped = session.update(
                "DELETE FROM dead_letter WHERE id <= (SELECT coalesce(max(id), 0) FROM (SELECT id, row_number()"
                        + " OVER newest AS place, sum(kept) OVER newest AS bytes FROM dead_letter"
                        + " WINDOW newest AS (ORDER BY id DESC)) AS placed WHERE place > ? OR bytes > ?)",
                MOST,
                mostBytes);
        if (dropped > 0) {
            session.update("UPDATE dead_letter_dropped SET number = number + ?", dropped);
        }
    }

    /** A page of them, newest first. */
    MultiDeadLettersResponse list(Page page) {
        return database.read(session -> {
            var total = session.number("SELECT count(*) FROM dead_letter");
            var dropped = session.number("SELECT number FROM dead_letter_dropped");
            List<DeadLetter> letters = !page.within(total)
                    ? List.of()
                    : session.list(
                            "SELECT id, created, topic, reason, size, payload FROM dead_letter"
                                    + " ORDER BY id DESC LIMIT ? OFFSET ?",
                            row -> new DeadLetter(
                                    row.getLong(1),
                                    row.getLong(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getLong(5),
                                    Base64.getEncoder().encodeToString(row.getBytes(6))),
                            page.limit(),
                            page.offset());
            return MultiDeadLettersResponse.of(total, dropped, letters);
        });
    }

    /** Forgets all of them. */
    void deleteAll() {
        database.write(session -> session.update("DELETE FROM dead_letter"));
    }

    /** Writes what waits. The database stays open. */
    @Override
    public void close() {
        commit.close();
    }
}
