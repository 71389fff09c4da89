package io.selvage.data.archive;

import io.selvage.contracts.event.Event;
import io.selvage.data.archive.EventTable.NewRow;
import io.selvage.data.archive.Layout.Draft;
import io.selvage.store.GroupWriter;
import io.selvage.store.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes groups of events. An event whose id is there already is passed over: it is the same event. */
final class EventWriter implements GroupWriter<Event> {

    private final EventTable table;
    private final Numbering numbers = new Numbering();

    EventWriter(EventTable table) {
        this.table = table;
    }

    @Override
    public void write(Session session, List<Event> group) {
        numbers.begin();
        var events = new ArrayList<NewRow>(group.size());
        var parts = new ArrayList<List<NewRow>>(group.size());
        var ids = HashSet.<UUID>newHashSet(group.size());
        for (var event : group) {
            var id = UUID.fromString(event.id());
            if (ids.add(id)) {
                var rows = rows(session, id, event);
                events.add(rows.getFirst());
                parts.add(rows.subList(1, rows.size()));
            }
        }
        var tally = new Tally();
        var inserted = table.insert(session, events);
        var more = new ArrayList<NewRow>();
        for (var i = inserted.nextSetBit(0); i >= 0; i = inserted.nextSetBit(i + 1)) {
            count(tally, events.get(i));
            more.addAll(parts.get(i));
        }
        if (!more.isEmpty()) {
            table.insert(session, more);
            more.forEach(row -> count(tally, row));
        }
        tally.store(session);
    }

    private static void count(Tally tally, NewRow row) {
        tally.added(row.shape(), row.draft().origin());
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
        var rows = new ArrayList<NewRow>(drafts.size());
        for (var draft : drafts) {
            var shape = numbers.of(session, draft.shape());
            if (shape.isEmpty()) {
                return null;
            }
            var part = rows.size();
            rows.add(new NewRow(shape.getAsInt(), id, part, part == 0 ? drafts.size() - 1 : 0, draft));
        }
        return rows;
    }

    @Override
    public void undone() {
        numbers.undo();
    }
}
