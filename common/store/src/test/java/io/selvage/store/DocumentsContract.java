package io.selvage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Documents by unique keys, in pages and by labels. A subclass opens the database. */
abstract class DocumentsContract {

    record Pump(
            String id, long created, String name, @Nullable String site, List<String> labels) {}

    static final DocumentTable<Pump> PUMPS = DocumentTable.of("pump", Pump.class, Pump::id, Pump::created)
            .with("name", Pump::name)
            .with("site", Pump::site)
            .labelled(Pump::labels);

    private final Documents<Pump> pumps = new Documents<>(PUMPS);

    abstract Database database();

    static Migrations migrations() {
        return Migrations.of(DocumentsContract.class, "test", "V1__pumps.sql");
    }

    @AfterEach
    void close() {
        database().close();
    }

    static Pump pump(int number, String... labels) {
        return new Pump("id-" + number, number, "pump-" + number, "site-" + number % 2, List.of(labels));
    }

    private boolean insert(Pump pump) {
        return database().write(session -> pumps.insert(session, pump));
    }

    private boolean update(Pump pump) {
        return database().write(session -> pumps.update(session, "id", pump));
    }

    private Optional<Pump> find(String column, String value) {
        return database().read(session -> pumps.find(session, column, value));
    }

    private boolean exists(String column, String value) {
        return database().read(session -> pumps.exists(session, column, value));
    }

    private List<Pump> page(Filter filter, int offset, int limit) {
        return database().read(session -> pumps.page(session, filter, offset, limit));
    }

    private long count(Filter filter) {
        return database().read(session -> pumps.count(session, filter));
    }

    private int delete(String name) {
        return database().write(session -> pumps.delete(session, "name", name));
    }

    @Test
    void isFoundAsItWasInserted() {
        var pump = pump(1, "a", "ö'\"\\");

        assertThat(insert(pump)).isTrue();

        assertThat(find("name", "pump-1")).contains(pump);
        assertThat(find("id", "id-1")).contains(pump);
        assertThat(find("name", "none")).isEmpty();
        assertThat(exists("site", "site-1")).isTrue();
    }

    @Test
    void aTakenKeyIsNotInsertedAgain() {
        insert(pump(1));

        var sameName = new Pump("other", 2, "pump-1", null, List.of());
        assertThat(insert(pump(1))).isFalse();
        assertThat(insert(sameName)).isFalse();
        assertThat(count(Filter.all())).isEqualTo(1);
    }

    @Test
    void anUpdateReplacesTheDocumentAndItsColumns() {
        insert(pump(1));

        var moved = new Pump("id-1", 1, "renamed", null, List.of("x"));
        assertThat(update(moved)).isTrue();
        assertThat(update(pump(2))).isFalse();

        assertThat(find("name", "renamed")).contains(moved);
        assertThat(exists("site", "site-1")).isFalse();
    }

    @Test
    void anUpdateByAnotherKeyKeepsIdAndOrder() {
        insert(pump(1));
        insert(pump(2));

        var changed = new Pump("", 9, "pump-1", "moved", List.of("x"));
        boolean wasThere = database().write(session -> pumps.update(session, "name", changed));

        assertThat(wasThere).isTrue();
        assertThat(find("id", "id-1")).contains(changed);
        assertThat(page(Filter.all(), 0, 20)).containsExactly(changed, pump(2));
        assertThat(count(Filter.all().labelled(List.of("x")))).isEqualTo(1);
    }

    @Test
    void anUpdateToATakenKeyFails() {
        insert(pump(1));
        insert(pump(2));

        var clash = new Pump("id-2", 2, "pump-1", null, List.of());
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> update(clash))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.DUPLICATE_NAME));
    }

    @Test
    void pagesAreOrderedByCreated() {
        for (var number : List.of(3, 1, 4, 2)) {
            insert(pump(number));
        }

        assertThat(page(Filter.all(), 1, 2)).containsExactly(pump(2), pump(3));
        assertThat(page(Filter.where("site", "site-0"), 0, 20)).containsExactly(pump(2), pump(4));
        assertThat(count(Filter.where("site", "site-0"))).isEqualTo(2);
    }

    @Test
    void labelsMustAllBeThere() {
        insert(pump(1, "a", "b"));
        insert(pump(2, "b"));
        insert(pump(3));

        var both = Filter.all().labelled(List.of("a", "b"));
        assertThat(page(both, 0, 20)).containsExactly(pump(1, "a", "b"));
        assertThat(count(Filter.all().labelled(List.of("b")))).isEqualTo(2);
    }

    @Test
    void labelsFollowTheDocument() {
        insert(pump(1, "a", "a", "b"));
        update(pump(1, "b", "c"));

        assertThat(count(Filter.all().labelled(List.of("a")))).isZero();
        assertThat(count(Filter.all().labelled(List.of("b", "c")))).isEqualTo(1);

        delete("pump-1");
        insert(pump(2));
        assertThat(count(Filter.all().labelled(List.of("b")))).isZero();
    }

    @Test
    void aProjectionHasNumbersThatTheDatabaseIsAskedFor() {
        insert(pump(0));
        insert(pump(1));
        var counted = Projection.of("document", Pump.class).with("created", "(SELECT 7 * count(*) FROM pump)");

        var page = database().read(session -> pumps.page(session, counted, Filter.all(), new Documents.Rows(0, 1)));

        assertThat(page).containsExactly(new Pump("id-0", 14, "pump-0", "site-0", List.of()));
    }

    @Test
    void deletesByColumn() {
        insert(pump(1));
        insert(pump(3));

        assertThat(delete("pump-1")).isEqualTo(1);
        assertThat(delete("pump-1")).isZero();
        assertThat(page(Filter.all(), 0, 20)).containsExactly(pump(3));
    }

    @Test
    void whatThrowsIsUndone() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database().write(session -> {
                    pumps.insert(session, pump(1));
                    throw new IllegalStateException("on purpose");
                }));

        assertThat(count(Filter.all())).isZero();
    }

    @Test
    void aReaderSeesWhatIsCommittedAndMayNotWrite() {
        insert(pump(1));

        assertThat(find("id", "id-1")).contains(pump(1));
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> database().read(session -> pumps.insert(session, pump(2))));
    }

    @Test
    void migrationsRunOnce() {
        insert(pump(1));

        long scripts = database().read(session -> session.number("SELECT count(*) FROM schema_version"));
        assertThat(scripts).isEqualTo(1);
    }
}
