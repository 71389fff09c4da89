package io.selvage.data.archive;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.value.ValueType;
import io.selvage.data.archive.Candidates.Candidate;
import io.selvage.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes aggregates, one pass over the rows of each shape. */
final class Aggregator {

    private final EventTable table;

    Aggregator(EventTable table) {
        this.table = table;
    }

    /** What has one aggregate. */
    private record Group(String device, String profile, String resource, ValueType type) implements Comparable<Group> {

        private static final Comparator<Group> ORDER = Comparator.comparing(Group::device)
                .thenComparing(Group::profile)
                .thenComparing(Group::resource)
                .thenComparing(group -> group.type.text());

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    /** Where values of a group are: a position in the rows of a shape. */
    private record Place(Candidate shape, int position) {}

    /** The aggregates, ordered by device; with buckets of time each has the start of its bucket for its origin. */
    List<Reading> aggregates(Session session, Selection selection, Aggregation asked) {
        var groups = page(session, selection, asked);
        var buckets = new Bound();
        var collected = new ArrayList<Buckets>();
        var byShape = new HashMap<Candidate, List<Column>>();
        groups.forEach((group, places) -> {
            var own = new Buckets(group, asked, buckets);
            collected.add(own);
            if (own.needsRows()) {
                places.forEach(place -> byShape.computeIfAbsent(place.shape, _ -> new ArrayList<>())
                        .add(new Column(place.position, own)));
            }
        });
        byShape.forEach((shape, columns) -> scan(session, shape, columns, selection));
        return collected.stream().flatMap(own -> own.readings().stream()).toList();
    }

    private static Map<Group, List<Place>> page(Session session, Selection selection, Aggregation asked) {
        var shapes = shapes(session, selection);
        var groups = new TreeMap<Group, List<Place>>();
        var candidates = Candidates.forReadings(selection);
        session.each(
                "SELECT series.device, series.profile, series.resource, series.value_type, shape_series.shape,"
                        + " shape_series.position FROM " + candidates.tables() + " WHERE " + candidates.condition(),
                row -> {
                    var shape = shapes.get(row.getInt(5));
                    if (shape != null) {
                        groups.computeIfAbsent(group(row), _ -> new ArrayList<>())
                                .add(new Place(shape, row.getInt(6)));
                    }
                    return true;
                },
                candidates.arguments().toArray());
        return groups.entrySet().stream()
                .skip(asked.offset())
                .limit(asked.limit())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new));
    }

    /** The shapes that have rows of the selection, by their numbers. */
    private static Map<Integer, Candidate> shapes(Session session, Selection selection) {
        return Candidates.ofReadings(session, selection).stream()
                .filter(shape -> hasRows(session, shape, selection))
                .collect(Collectors.toMap(Candidate::shape, Function.identity()));
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(row.getString(1), row.getString(2), row.getString(3), ValueType.of(row.getString(4)));
    }

    private static boolean hasRows(Session session, Candidate shape, Selection selection) {
        return (selection.isAnyTime() && shape.isExact())
                || session.first(
                                "SELECT 1 FROM event WHERE shape = ? AND" + Finder.TIMES + shape.further() + " LIMIT 1",
                                _ -> true,
                                shape.shape(),
                                shape.start(selection),
                                selection.end())
                        .isPresent();
    }

    private void scan(Session session, Candidate shape, List<Column> columns, Selection selection) {
        var values = columns.stream()
                .map(column -> ", " + (column.buckets.isNumeric() ? table.value(column.position) : "NULL"))
                .collect(Collectors.joining());
        session.each(
                "SELECT origin" + values + " FROM event WHERE shape = ? AND" + Finder.TIMES + shape.further(),
                row -> {
                    var origin = row.getLong(1);
                    for (var i = 0; i < columns.size(); i++) {
                        var buckets = columns.get(i).buckets;
                        var numbers = buckets.at(origin);
                        if (buckets.isNumeric()) {
                            table.addNumber(row, i + 2, numbers);
                        }
                    }
                    return true;
                },
                shape.shape(),
                shape.start(selection),
                selection.end());
    }

    /** A column of values, and whose. */
    private record Column(int position, Buckets buckets) {}

    /** How many buckets there may still be. */
    private static final class Bound {
        private int left = Aggregation.MOST_BUCKETS;

        void take() {
            if (left-- == 0) {
                throw Required.invalid("more than " + Aggregation.MOST_BUCKETS
                        + " intervals have readings: ask for a longer interval, less time or fewer resources");
            }
        }
    }

    /** The numbers of a group by buckets of time. */
    private static final class Buckets {
        private final Group group;
        private final Aggregation asked;
        private final Bound bound;
        private final TreeMap<Long, Numbers> numbers = new TreeMap<>();
        private long start;
        private @Nullable Numbers last;

        Buckets(Group group, Aggregation asked, Bound bound) {
            this.group = group;
            this.asked = asked;
            this.bound = bound;
            if (!asked.hasBuckets()) {
                last = new Numbers(group.type);
                numbers.put(0L, last);
            }
        }

        boolean isNumeric() {
            return group.type.isNumber();
        }

        /** Whether the answer depends on more than that there are rows. */
        boolean needsRows() {
            return isNumeric() || asked.hasBuckets();
        }

        /** The bucket of that time; rows come in the order of time, so nearly always it is that of the row before. */
        Numbers at(long origin) {
            var known = last;
            if (known == null || (asked.hasBuckets() && (origin < start || origin - start >= asked.interval()))) {
                start = origin - Math.floorMod(origin, asked.interval());
                known = numbers.computeIfAbsent(start, _ -> {
                    bound.take();
                    return new Numbers(group.type);
                });
                last = known;
            }
            return known;
        }

        List<Reading> readings() {
            var readings = new ArrayList<Reading>(numbers.size());
            numbers.forEach((origin, collected) -> {
                var result = collected.result(asked.function());
                readings.add(new Reading(
                        null,
                        origin,
                        group.device,
                        group.resource,
                        group.profile.isEmpty() ? null : group.profile,
                        result.type(),
                        null,
                        Map.of(),
                        result.value(),
                        Map.of()));
            });
            return readings;
        }
    }
}
