package io.selvage.metadata.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.store.DocumentTable;
import io.selvage.store.Documents;
import io.selvage.store.Session;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents of a kind that have unique names, with EdgeX's failures where a name is taken or unknown. */
public final class Named<T> {

    private final Documents<T> documents;
    private final String kind;
    private final Function<T, String> name;

    /**
     * The documents of the table.
     *
     * @param kind what one is called in messages, such as {@code device profile}
     */
    public Named(DocumentTable<T> table, String kind, Function<T, String> name) {
        this.documents = new Documents<>(table.with("name", name));
        this.kind = kind;
        this.name = name;
    }

    /** The documents, to be looked up by other columns. */
    public Documents<T> documents() {
        return documents;
    }

    /** Adds the document; DUPLICATE_NAME where its name or id is taken. */
    public void insert(Session session, T document) {
        if (!documents.insert(session, document)) {
            throw taken(name.apply(document));
        }
    }

    /** The failure that the name is taken. */
    public EdgeException taken(String taken) {
        return new EdgeException(ErrorKind.DUPLICATE_NAME, kind + " name " + taken + " already exists");
    }

    /** Puts the document in the place of the one of its name. */
    public void update(Session session, T document) {
        documents.update(session, "name", document);
    }

    public void delete(Session session, T document) {
        documents.delete(session, "name", name.apply(document));
    }

    public boolean exists(Session session, String wanted) {
        return documents.exists(session, "name", wanted);
    }

    public Optional<T> find(Session session, String wanted) {
        return documents.find(session, "name", wanted);
    }

    /** The document of that name; ENTITY_DOES_NOT_EXIST where there is none. */
    public T get(Session session, String wanted) {
        return find(session, Required.text(wanted, "name")).orElseThrow(() -> unknown("name", wanted));
    }

    /** The document of that id; ENTITY_DOES_NOT_EXIST where there is none. */
    public T byId(Session session, String id) {
        return documents.find(session, "id", id).orElseThrow(() -> unknown("id", id));
    }

    /** What an update means, by its id if it has one, else by its name; CONTRACT_INVALID where it has another name. */
    public T toUpdate(Session session, @Nullable String id, @Nullable String wanted) {
        if (id == null || id.isEmpty()) {
            return get(session, wanted == null ? "" : wanted);
        }
        var found = byId(session, id);
        if (wanted != null && !wanted.equals(name.apply(found))) {
            throw Required.invalid(
                    kind + " name '" + wanted + "' does not match the existing '" + name.apply(found) + "'");
        }
        return found;
    }

    private EdgeException unknown(String key, String value) {
        return new EdgeException(
                ErrorKind.ENTITY_DOES_NOT_EXIST, "no " + kind + " with " + key + " '" + value + "' found");
    }
}
