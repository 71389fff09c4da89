package io.selvage.data.archive;

import io.selvage.contracts.event.Event;
import io.selvage.data.archive.EventTable.NewRow;
import io.selvage.data.archive.Layout.Draft;
import io.selvage.store.GroupWriter;
import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes groups of events. An event whose id is there already is passed over: it is the same event. */
final class EventWriter implements GroupWriter<Event> {

    private final EventTable table;
    private final EventRows rows;
    private final Numbering numbers = new Numbering();
    private final Eras eras;
    private final Archive.Gains gains;
    private long newEvents;
    private long newReadings;

    EventWriter(EventTable table, Eras eras, Archive.Gains gains) {
        this.table = table;
        this.eras = eras;
        this.gains = gains;
        this.rows = new EventRows(table);
    }

    @Override
    public void write(Session session, List<Event> group) {
        numbers.begin();
        var events = new ArrayList<NewRow>(group.size());
        var parts = new ArrayList<List<NewRow>>(group.size());
        var readings = new ArrayList<Integer>(group.size());
        var ids = HashSet.<UUID>newHashSet(group.size());
        for (var event : group) {
            var id = UUID.fromString(event.id());
            if (ids.add(id)) {
                var all = rows(session, id, event);
                events.add(all.getFirst());
                parts.add(all.subList(1, all.size()));
                readings.add(event.readings().size());
            }
        }
        var tally = new Tally();
        var era = eras.next(session, events.size());
        var inserted = insert(session, tally, era, events);
        var written = new ArrayList<NewRow>(events.size());
        var more = new ArrayList<NewRow>();
        for (var i = inserted.nextSetBit(0); i >= 0; i = inserted.nextSetBit(i + 1)) {
            written.add(events.get(i));
            more.addAll(parts.get(i));
        }
        if (!more.isEmpty()) {
            table.insert(session, era, more);
            written.addAll(more);
        }
        newEvents = inserted.cardinality();
        newReadings = inserted.stream().mapToLong(readings::get).sum();
        written.forEach(row -> tally.added(row.shape(), row.draft().origin()));
        for (var late = tally.store(session); !late.isEmpty(); late = tally.store(session)) {
            late.forEach(each -> move(session, tally, written, each));
        }
    }

    /** Adds the events that are not there; one that is there and deleted makes room for that of its id. */
    private BitSet insert(Session session, Tally tally, long era, List<NewRow> events) {
        var inserted = table.insert(session, era, events);
        var again = new BitSet(events.size());
        for (var i = inserted.nextClearBit(0); i < events.size(); i = inserted.nextClearBit(i + 1)) {
            var key = events.get(i).key();
            if (rows.isHidden(session, key)) {
                rows.delete(session, tally, key.id(), 0);
                again.set(i);
            }
        }
        if (!again.isEmpty()) {
            table.insert(session, era, again.stream().mapToObj(events::get).toList());
            inserted.or(again);
        }
        return inserted;
    }

    /** Gives the rows below the floor to a new shape: the floor is for those that were there when it was set. */
    private void move(Session session, Tally tally, List<NewRow> written, Tally.Late late) {
        for (var i = 0; i < written.size(); i++) {
            var row = written.get(i);
            if (row.shape() == late.shape() && row.draft().origin() <= late.floor()) {
                var shape = numbers.replaced(session, row.draft().shape(), late.shape());
                session.update(
                        "UPDATE event SET shape = ? WHERE shape = ? AND origin = ? AND id = ? AND part = ?",
                        shape,
                        row.shape(),
                        row.draft().origin(),
                        table.argument(row.id()),
                        row.part());
                tally.removed(late.shape(), 1);
                tally.added(shape, row.draft().origin());
                written.set(i, new NewRow(shape, row.id(), row.part(), row.more(), row.draft()));
            }
        }
    }

    private List<NewRow> rows(Session session, UUID id, Event event) {
        var strict = numbered(session, id, Layout.strict(event));
        if (strict != null) {
            return strict;
        }
        var loose = numbered(session, id, Layout.loose(event));
        if (loose == null) {
            throw new IllegalStateException("a loose row has no bound");
        }
        return loose;
    }

    private @Nullable List<NewRow> numbered(Session session, UUID id, List<Draft> drafts) {
        var numbered = new ArrayList<NewRow>(drafts.size());
        for (var draft : drafts) {
            var shape = numbers.of(session, draft.shape());
            if (shape.isEmpty()) {
                return null;
            }
            var part = numbered.size();
            numbered.add(new NewRow(shape.getAsInt(), id, part, part == 0 ? drafts.size() - 1 : 0, draft));
        }
        return numbered;
    }

    @Override
    public void committed() {
        gains.stored(newEvents, newReadings);
    }

    @Override
    public void undone() {
        numbers.undo();
    }
}
