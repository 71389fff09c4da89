package io.selvage.data.event;

import io.selvage.store.Database;
import java.util.List;

/** The processes that share the load, by their signs of life in the database. */
final class Members {

    private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    /** ms without a sign of life after which a process gets no more work, and after which nobody remembers it. */
    private static final int ALIVE = 3_000;

    private static final int REMEMBERED = 3_600_000;

    private final Database database;
    private final Member own;

    Members(Database database, Member own) {
        this.database = database;
        this.own = own;
    }

    /**
     * A process.
     *
     * @param started ms since the epoch: after a restart it is another
     */
    record Member(String url, long started) {}

    /** Gives a sign of life, with how many events of the bus this process has stored; returns those who gave one. */
    List<Member> beat(long events) {
        return database.write(session -> {
            session.update(
                    "INSERT INTO member (url, started, beat, events) VALUES (?, ?, " + NOW + ", ?) ON CONFLICT (url)"
                            + " DO UPDATE SET started = excluded.started, beat = excluded.beat, events = excluded.events",
                    own.url(),
                    own.started(),
                    events);
            session.update("DELETE FROM member WHERE beat < " + NOW + " - " + REMEMBERED);
            return session.list(
                    "SELECT url, started FROM member WHERE beat > " + NOW + " - " + ALIVE + " ORDER BY url",
                    row -> new Member(row.getString(1), row.getLong(2)));
        });
    }

    /** Says that this process ends. */
    void leave() {
        database.write(session -> session.update("UPDATE member SET beat = 0 WHERE url = ?", own.url()));
    }
}
