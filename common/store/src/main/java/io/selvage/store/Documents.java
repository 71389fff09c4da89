package io.selvage.store;

import io.selvage.contracts.json.EdgeJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents of one kind as JSON in a table, with columns for what they are looked up by. Each call is part of the
 * session's transaction: {@code database.write(session -> devices.insert(session, device))}.
 */
public final class Documents<T> {

    private final DocumentTable<T> table;
    private final JsonMapper json = EdgeJson.mapper();
    private final String insert;
    private final String update;

    public Documents(DocumentTable<T> table) {
        this.table = table;
        var names = new ArrayList<>(List.of("id", "created", "document"));
        names.addAll(table.columns().keySet());
        insert = "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING"
                .formatted(
                        table.name(),
                        String.join(", ", names),
                        String.join(", ", Collections.nCopies(names.size(), "?")));
        update = "UPDATE %s SET %s WHERE id = ?".formatted(table.name(), String.join(" = ?, ", names) + " = ?");
    }

    /** Adds the document unless its id, or another key that the table declares unique, is there already; says whether. */
    public boolean insert(Session session, T document) {
        return session.update(insert, values(document).toArray()) == 1;
    }

    /**
     * Puts the document in the place of the one with its id; says whether there was one. A unique key that another one
     * has fails with DUPLICATE_NAME.
     */
    public boolean update(Session session, T document) {
        var arguments = values(document);
        arguments.add(table.idOf(document));
        return session.update(update, arguments.toArray()) == 1;
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
        var arguments = new ArrayList<@Nullable Object>();
        var sql = "SELECT document FROM " + table.name() + where(session, filter, arguments)
                + " ORDER BY created, seq LIMIT ? OFFSET ?";
        arguments.add(limit);
        arguments.add(offset);
        return session.list(sql, row -> read(row.getString(1)), arguments.toArray());
    }

    /** How many documents are meant. */
    public long count(Session session, Filter filter) {
        var arguments = new ArrayList<@Nullable Object>();
        var sql = "SELECT count(*) FROM " + table.name() + where(session, filter, arguments);
        return session.number(sql, arguments.toArray());
    }

    private String where(Session session, Filter filter, List<@Nullable Object> arguments) {
        var conditions = new ArrayList<String>();
        filter.equal().forEach((column, value) -> {
            conditions.add(known(column) + " = ?");
            arguments.add(value);
        });
        for (var label : filter.labels()) {
            conditions.add(session.dialect().hasLabel());
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
        values.add(json.writeValueAsString(document));
        table.columns().values().forEach(column -> values.add(column.apply(document)));
        return values;
    }

    private T read(String document) {
        return json.readValue(document, table.type());
    }
}
