package io.selvage.data.event;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.MultiEventsResponse;
import io.selvage.data.DataConfig.Writable;
import io.selvage.data.archive.Archive;
import io.selvage.data.archive.Selection;
import io.selvage.data.query.ListQuery;
import io.selvage.service.AnswerRoom;
import io.selvage.service.Pages;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The rules for events. */
@Service
public class Events {

    private final Archive archive;
    private final Pages pages;
    private final Supplier<Writable> config;
    private final Clock clock;

    Events(Archive archive, Pages pages, Supplier<Writable> config, Clock clock) {
        this.archive = archive;
        this.pages = pages;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Stores a valid event, unless {@code Writable.PersistData} is false. May wait while many others wait.
     *
     * @return completes when it is on disk; an event whose id is there already is the same event
     */
    public CompletableFuture<@Nullable Void> add(Event event) {
        return config.get().persistData() ? archive.add(event) : CompletableFuture.completedFuture(null);
    }

    /** The event; ENTITY_DOES_NOT_EXIST where there is none, INVALID_ID where the id is no UUID. */
    public Event get(String id) {
        return archive.event(uuid(id)).orElseThrow(() -> unknown(id));
    }

    /** A page of the events, newest first, by the parameters of the request. */
    public MultiEventsResponse list(Selection selection, Map<String, String> parameters) {
        var query = ListQuery.of(pages, parameters);
        var found = archive.events(selection, query.page(), AnswerRoom::take);
        return MultiEventsResponse.of(
                found.total(), found.items().stream().map(query::shown).toList());
    }

    /** How many events there are. */
    public long count(Selection selection) {
        return archive.countEvents(selection);
    }

    /** Deletes the event; fails as {@link #get} does. */
    public void delete(String id) {
        if (!archive.delete(uuid(id))) {
            throw unknown(id);
        }
    }

    /** Deletes the events of the device. */
    public void deleteOfDevice(String device) {
        archive.deleteOfDevice(Required.text(device, "deviceName"));
    }

    /** Deletes the events of so many ns ago and before. */
    public void deleteOlderThan(long age) {
        var now = clock.instant();
        var nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        archive.deleteUpTo(age < 0 && nanos - age < nanos ? Long.MAX_VALUE : nanos - age);
    }

    private static UUID uuid(String id) {
        if (!Required.isUuid(id)) {
            throw new EdgeException(ErrorKind.INVALID_ID, "'" + id + "' is no UUID");
        }
        return UUID.fromString(id);
    }

    private static EdgeException unknown(String id) {
        return new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, "no event with id '" + id + "' found");
    }
}
