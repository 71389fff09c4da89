package io.selvage.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL goes away and comes back: behind a relay, as cables and servers do it. */
@ExtendWith(PostgresExtension.class)
class PostgresOutageTest {

    private final DocumentsContract.Pump pump = DocumentsContract.pump(1);
    private final Documents<DocumentsContract.Pump> pumps = new Documents<>(DocumentsContract.PUMPS);
    private final PostgresSchema server;

    PostgresOutageTest(DatabaseLocation location) {
        this.server = (PostgresSchema) location;
    }

    private Database through(int port) {
        var relayed = new PostgresSchema("localhost", port, server.database(), server.login(), server.schema());
        return Database.open(relayed, DocumentsContract.migrations());
    }

    private boolean stores(Database database, int number) {
        return database.write(session -> pumps.insert(session, DocumentsContract.pump(number)));
    }

    @Test
    void workFailsWhileItIsAwayAndGoesOnWhenItIsBack() throws IOException {
        var relay = new Relay(0, server.port());
        try (var database = through(relay.port())) {
            assertThat(stores(database, 1)).isTrue();
            relay.close();

            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() -> stores(database, 2))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE));
            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() -> database.read(session -> pumps.find(session, "id", pump.id())));

            try (var _ = new Relay(relay.port(), server.port())) {
                assertThat(stores(database, 3)).isTrue();
                boolean kept = database.read(session -> pumps.exists(session, "id", pump.id()));
                assertThat(kept).isTrue();
            }
        }
    }

    @Test
    void aServerThatIsAwayAtTheStartIsFoundLater() throws IOException {
        var relay = new Relay(0, server.port());
        relay.close();
        try (var database = through(relay.port())) {
            assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> stores(database, 1));

            try (var _ = new Relay(relay.port(), server.port())) {
                await().atMost(20, SECONDS).ignoreExceptions().until(() -> stores(database, 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03", "57014"})
    void whatIsGivenUpForOthersMayBeTriedAgain(String state) {
        var work = "DO $$ BEGIN RAISE EXCEPTION 'others first' USING ERRCODE = '" + state + "'; END $$";
        try (var database = through(server.port())) {
            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() -> database.write(session -> session.update(work)))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE));
        }
    }
}
