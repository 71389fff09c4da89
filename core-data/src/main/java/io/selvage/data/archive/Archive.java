package io.selvage.data.archive;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.service.Page;
import io.selvage.store.Database;
import io.selvage.store.GroupCommit;
import io.selvage.store.Migrations;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The events and readings on disk. What fails, fails with {@link io.selvage.contracts.error.EdgeException}:
 * SERVICE_UNAVAILABLE while the database is away, RANGE_NOT_SATISFIABLE where a page lies beyond the end.
 */
public final class Archive implements AutoCloseable {

    /** Events in one transaction at most, and events that wait for the next. */
    private static final int GROUP = 512;

    /** Hears of what is new on disk. */
    @FunctionalInterface
    public interface Gains {

        /** So many events with so many readings have been stored. */
        void stored(long events, long readings);
    }

    private final Database database;
    private final GroupCommit<Event> commit;
    private final Shapes shapes = new Shapes();
    private final Finder finder;
    private final Reader reader;
    private final Eraser eraser;
    private final Purger purger;
    private final Aggregator aggregator;
    private final Stretches stretches;

    /** The archive in the database, which has {@link #migrations}. */
    public Archive(Database database) {
        this(database, (_, _) -> {});
    }

    /** The same, which tells of what it stores, in the thread that stores. */
    public Archive(Database database, Gains gains) {
        this(database, gains, Eras.ROWS);
    }

    /** The same with eras of so many rows. */
    Archive(Database database, Gains gains, long rowsOfAnEra) {
        var table = EventTable.of(database.dialect());
        this.database = database;
        this.finder = new Finder(table);
        this.reader = new Reader(table, shapes);
        this.stretches = new Stretches(table, reader, shapes);
        this.aggregator = new Aggregator(table);
        this.eraser = new Eraser(database, table);
        this.commit =
                new GroupCommit<>("events", database, GROUP, new EventWriter(table, new Eras(rowsOfAnEra), gains));
        this.purger = new Purger(database, commit, eraser);
    }

    /** What the database needs. */
    public static Migrations migrations() {
        return Migrations.of(
                Archive.class,
                "data",
                "V1__data.sql",
                "V2__floors.sql",
                "V3__dead_letters.sql",
                "V4__member.sql",
                "V5__eras.sql");
    }

    /**
     * Adds a valid event; waits while too many others wait.
     *
     * @return completes when the event is on disk, or was there before
     */
    public CompletableFuture<@Nullable Void> add(Event event) {
        return commit.submit(event);
    }

    /** The event of that id with its readings. */
    public Optional<Event> event(UUID id) {
        return database.read(session -> reader.event(session, id));
    }

    /** A page of the events, the newest first. */
    public Found<Event> events(Selection selection, Page page, Room room) {
        return Located.read(
                database,
                session -> {
                    var total = page.counted()
                            ? finder.count(session, Candidates.ofEvents(session, selection), selection)
                            : 0;
                    return Located.of(
                            page,
                            total,
                            limit -> finder.events(session, selection, page.offset(), limit),
                            picks -> reader.bytesOfEvents(session, picks));
                },
                reader::events,
                room);
    }

    /** A page of the readings, the newest first. */
    public Found<Reading> readings(Selection selection, Page page, Room room) {
        return Located.read(
                database,
                session -> {
                    var total = page.counted()
                            ? finder.count(session, Candidates.ofReadings(session, selection), selection)
                            : 0;
                    return Located.of(
                            page,
                            total,
                            limit -> finder.readings(session, shapes, selection, page.offset(), limit),
                            picks -> reader.bytes(session, picks));
                },
                reader::readings,
                room);
    }

    /** As {@link #events(Selection, Page, Room)}, for whom memory is no question. */
    public Found<Event> events(Selection selection, Page page) {
        return events(selection, page, _ -> {});
    }

    /** As {@link #readings(Selection, Page, Room)}, for whom memory is no question. */
    public Found<Reading> readings(Selection selection, Page page) {
        return readings(selection, page, _ -> {});
    }

    /** The newest reading of each resource that the device has, in the order of their names. */
    public List<Reading> latest(Selection selection) {
        return database.read(session -> reader.readings(session, finder.latest(session, shapes, selection)));
    }

    /**
     * All readings, the oldest first, some at a time. Each time a transaction of its own reads them: nothing is held while
     * they are used, however long. What is added or deleted meanwhile may be among them or not.
     */
    public Iterable<List<Reading>> stretches(Selection selection) {
        return () -> Stretches.iterator(after -> database.read(session -> stretches.next(session, selection, after)));
    }

    /** The aggregates of the groups that are asked for, ordered by device. */
    public List<Reading> aggregates(Selection selection, Aggregation asked) {
        return database.read(session -> aggregator.aggregates(session, selection, asked));
    }

    /** How many events there are. */
    public long countEvents(Selection selection) {
        return database.read(session -> finder.count(session, Candidates.ofEvents(session, selection), selection));
    }

    /** How many readings there are. */
    public long countReadings(Selection selection) {
        return database.read(session -> finder.count(session, Candidates.ofReadings(session, selection), selection));
    }

    /** Deletes the event with its readings; says whether there was one. */
    public boolean delete(UUID id) {
        return eraser.delete(id);
    }

    /** Deletes the events of the device with their readings: gone at once, removed from disk soon after. */
    public void deleteOfDevice(String device) {
        eraser.hideDevice(device);
        purger.wake();
    }

    /** Deletes the events whose origin, in ns since the epoch, is not later: gone at once, removed from disk soon after. */
    public void deleteUpTo(long origin) {
        eraser.hideUpTo(origin);
        purger.wake();
    }

    /** The events by what they are of, for those who decide how long they are kept. */
    public Sources sources() {
        return new Sources(database, finder, purger);
    }

    /** Keeps the archive within so many bytes on disk. */
    public Budget budget(long bytes) {
        return new Budget(database, purger, bytes);
    }

    /** Writes what waits. The database stays open. */
    @Override
    public void close() {
        purger.close();
        commit.close();
    }
}
