package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.json.JsonList;
import io.selvage.store.Session.RowTaker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents of one kind as JSON in a table, with columns for what they are looked up by. Each call is part of the
 * session's transaction: {@code database.write(session -> devices.insert(session, device))}.
 */
public final class Documents<T> {

    /**
     * The rows of a page.
     *
     * @param offset rows to pass over
     * @param limit rows to return
     */
    public record Rows(int offset, int limit) {}

    private final DocumentTable<T> table;
    private final JsonMapper json = EdgeJson.mapper();
    private final String insert;

    public Documents(DocumentTable<T> table) {
        this.table = table;
        var names = new ArrayList<>(List.of("id", "created", "document"));
        names.addAll(table.columns().keySet());
        insert = "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING"
                .formatted(
                        table.name(),
                        String.join(", ", names),
                        String.join(", ", Collections.nCopies(names.size(), "?")));
    }

    /** Adds the document unless its id, or another key that the table declares unique, is there already; says whether. */
    public boolean insert(Session session, T document) {
        if (session.update(insert, values(document).toArray()) == 0) {
            return false;
        }
        label(session, "id", table.idOf(document), wantedLabels(document));
        return true;
    }

    /**
     * Puts the document in the place of the one that has its value in the column, which must be unique; says whether
     * there was one. What it was inserted with stays its id and time of creation. Another unique key that another one has
     * fails with DUPLICATE_NAME.
     */
    public boolean update(Session session, String column, T document) {
        var key = keyOf(document, column);
        var arguments = new ArrayList<@Nullable Object>();
        arguments.add(written(document));
        table.columns().values().forEach(value -> arguments.add(value.apply(document)));
        arguments.add(key);
        var sql = "UPDATE " + table.name() + " SET document = ?" + assignments() + " WHERE " + column + " = ?";
        if (session.update(sql, arguments.toArray()) == 0) {
            return false;
        }
        if (table.labels() != null) {
            relabel(session, column, key, wantedLabels(document));
        }
        return true;
    }

    private String keyOf(T document, String column) {
        var value = table.columns().get(known(column));
        return value == null ? table.idOf(document) : Required.text(value.apply(document), column);
    }

    private String assignments() {
        return table.columns().keySet().stream()
                .map(name -> ", " + name + " = ?")
                .collect(Collectors.joining());
    }

    private void relabel(Session session, String column, String key, Set<String> wanted) {
        var rows = "FROM %1$s_label WHERE document = (SELECT seq FROM %1$s WHERE %2$s = ?)"
                .formatted(table.name(), column);
        var known = new HashSet<>(session.list("SELECT label " + rows, row -> row.getString(1), key));
        if (!known.equals(wanted)) {
            session.update("DELETE " + rows, key);
            label(session, column, key, wanted);
        }
    }

    private Set<String> wantedLabels(T document) {
        var labels = table.labels();
        return labels == null ? Set.of() : new HashSet<>(labels.apply(document));
    }

    private void label(Session session, String column, String key, Set<String> labels) {
        var sql = "INSERT INTO %1$s_label (label, created, document) SELECT ?, created, seq FROM %1$s WHERE %2$s = ?"
                .formatted(table.name(), column);
        labels.forEach(label -> session.update(sql, label, key));
    }

    /** Deletes what has that value in the column; returns how many there were. */
    public int delete(Session session, String column, String value) {
        return session.update("DELETE FROM " + table.name() + " WHERE " + known(column) + " = ?", value);
    }

    /** The one document with that value in the column. */
    public Optional<T> find(Session session, String column, String value) {
        var sql = "SELECT document FROM " + table.name() + " WHERE " + known(column) + " = ?";
        return session.first(sql, row -> read(row.getString(1)), value);
    }

    /** Whether a document has that value in the column. */
    public boolean exists(Session session, String column, String value) {
        var sql = "SELECT 1 FROM " + table.name() + " WHERE " + known(column) + " = ?";
        return session.first(sql, _ -> true, value).isPresent();
    }

    /** A page of the documents that are meant, the oldest first. */
    public List<T> page(Session session, Filter filter, int offset, int limit) {
        return page(session, Projection.of("document", table.type()), filter, new Rows(offset, limit));
    }

    /**
     * A page of what is asked for of the documents that are meant, the oldest first.
     *
     * @throws EdgeException LIMIT_EXCEEDED where the page is too large for the memory there is
     */
    public <R> List<R> page(Session session, Projection<R> projection, Filter filter, Rows rows) {
        var arguments = new ArrayList<@Nullable Object>();
        var numbers = List.copyOf(projection.numbers().keySet());
        var select = new StringBuilder("SELECT " + table.name() + "." + projection.column());
        numbers.forEach(key -> select.append(", ").append(projection.numbers().get(key)));
        var sql = select + from(filter) + where(filter, arguments) + order(filter) + " LIMIT ? OFFSET ?";
        arguments.add(rows.limit());
        arguments.add(rows.offset());
        var page = new JsonPage();
        session.each(sql, row -> page.take(row, numbers), arguments.toArray());
        return new JsonList<>(page.texts(), projection.type());
    }

    /** Hands over what the expressions of SQL are for each of the documents that are meant, the oldest first. */
    public void each(Session session, String expressions, Filter filter, RowTaker taker) {
        var arguments = new ArrayList<@Nullable Object>();
        var sql = "SELECT " + expressions + from(filter) + where(filter, arguments) + order(filter);
        session.each(sql, taker, arguments.toArray());
    }

    /** How many documents are meant. */
    public long count(Session session, Filter filter) {
        var arguments = new ArrayList<@Nullable Object>();
        var from = filter.equal().isEmpty() && !filter.labels().isEmpty() ? labelled() : from(filter);
        var sql = "SELECT count(*)" + from + where(filter, arguments);
        return session.number(sql, arguments.toArray());
    }

    /** With labels, the rows of the first one lead to the documents and have their order. */
    private String from(Filter filter) {
        return filter.labels().isEmpty()
                ? " FROM " + table.name()
                : labelled()
                        + " JOIN %1$s ON %1$s.seq = first.document AND %1$s.created = first.created"
                                .formatted(table.name());
    }

    private String labelled() {
        if (table.labels() == null) {
            throw new IllegalArgumentException("table " + table.name() + " is not filtered by labels");
        }
        return " FROM " + table.name() + "_label AS first";
    }

    private static String order(Filter filter) {
        return filter.labels().isEmpty() ? " ORDER BY created, seq" : " ORDER BY first.created, first.document";
    }

    private String where(Filter filter, List<@Nullable Object> arguments) {
        var conditions = new ArrayList<String>();
        filter.equal().forEach((column, value) -> {
            conditions.add(known(column) + " = ?");
            arguments.add(value);
        });
        for (var label : filter.labels()) {
            conditions.add(
                    label.equals(filter.labels().getFirst())
                            ? "first.label = ?"
                            : "EXISTS (SELECT 1 FROM " + table.name() + "_label AS other WHERE other.label = ?"
                                    + " AND other.created = first.created AND other.document = first.document)");
            arguments.add(label);
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private String known(String column) {
        if (!column.equals("id") && !table.columns().containsKey(column)) {
            throw new IllegalArgumentException("table " + table.name() + " is not looked up by " + column);
        }
        return column;
    }

    private List<@Nullable Object> values(T document) {
        var values = new ArrayList<@Nullable Object>();
        values.add(table.idOf(document));
        values.add(table.created().applyAsLong(document));
        values.add(written(document));
        table.columns().values().forEach(column -> values.add(column.apply(document)));
        return values;
    }

    /** CONTRACT_INVALID for what was read of a request but JSON cannot say, such as a number that is infinite. */
    private String written(T document) {
        try {
            return json.writeValueAsString(document);
        } catch (DatabindException e) {
            throw new EdgeException(ErrorKind.CONTRACT_INVALID, "not to be stored: " + e.getOriginalMessage(), e);
        }
    }

    private T read(String document) {
        return json.readValue(document, table.type());
    }
}
