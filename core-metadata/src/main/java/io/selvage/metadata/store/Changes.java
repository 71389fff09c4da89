package io.selvage.metadata.store;

import io.selvage.contracts.topic.Topics;
import io.selvage.service.CorrelationId;
import io.selvage.service.Page;
import io.selvage.store.Database;
import io.selvage.store.Documents;
import io.selvage.store.Documents.Rows;
import io.selvage.store.Filter;
import io.selvage.store.Projection;
import io.selvage.store.Session;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The transactions of core-metadata. All checks that a change depends on belong into its transaction; there is one
 * writing transaction at a time, whichever of the instances on one database makes it. The bus is told of the changes after their commits and in the order of those.
 */
@Component
public class Changes {

    /** Any number, the same for all instances. */
    private static final long TURN = 0x6d65746164617461L;

    private final Database database;
    private final SystemEvents events;
    private final Topics topics;
    private final Clock clock;

    Changes(Database database, SystemEvents events, Topics topics, Clock clock) {
        this.database = database;
        this.events = events;
        this.topics = topics;
        this.clock = clock;
    }

    /** Does the work in one writing transaction; all of it is undone, and nothing told, where the work throws. */
    public <T> T write(Function<Change, T> work) {
        events.reserve();
        var correlationId = CorrelationId.current(); // the work may be done by another thread
        var queued = new AtomicReference<@Nullable Change>();
        var committed = false;
        try {
            var result = database.write(session -> {
                session.lock(TURN);
                var change = new Change(session, topics, clock.instant(), correlationId);
                var answer = work.apply(change);
                events.add(change); // within the transaction: the queue has the order of the commits
                queued.set(change);
                return answer;
            });
            committed = true;
            return result;
        } finally {
            var change = queued.get();
            if (change == null) {
                events.release();
            } else {
                change.outcome().complete(committed);
            }
        }
    }

    /** Does the work in one reading transaction. */
    public <T> T read(Function<Session, T> work) {
        return database.read(work);
    }

    /** A page of the documents that are meant, with the number of all of them. */
    public <T> Listed<T> list(Documents<T> documents, Filter filter, Page page) {
        return database.read(session -> list(
                documents.count(session, filter),
                page,
                rows -> documents.page(session, filter, rows.offset(), rows.limit())));
    }

    /** As {@link #list(Documents, Filter, Page)}, of each document what is asked for. */
    public <R> Listed<R> list(Documents<?> documents, Filter filter, Projection<R> projection, Page page) {
        return database.read(session -> list(
                documents.count(session, filter), page, rows -> documents.page(session, projection, filter, rows)));
    }

    private static <R> Listed<R> list(long total, Page page, Function<Rows, List<R>> rows) {
        return new Listed<>(
                total, page.within(total) ? rows.apply(new Rows(page.offset(), page.limit())) : List.<R>of());
    }
}
