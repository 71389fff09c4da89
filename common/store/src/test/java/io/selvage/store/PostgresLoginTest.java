package io.selvage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.store.DatabaseLocation.Login;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A login that comes, or is mended, while the service runs. */
@ExtendWith(PostgresExtension.class)
class PostgresLoginTest {

    private final PostgresSchema server;

    PostgresLoginTest(DatabaseLocation location) {
        this.server = (PostgresSchema) location;
    }

    @Test
    void itIsAskedForAtEachConnection() {
        var pumps = new Documents<>(DocumentsContract.PUMPS);
        var login = new AtomicReference<>(new Login("nobody_here", "hush"));
        var location = new PostgresSchema(server.host(), server.port(), server.database(), login::get, server.schema());
        try (var database = Database.open(location, DocumentsContract.migrations())) {
            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() -> database.write(session -> pumps.insert(session, DocumentsContract.pump(1))))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE))
                    .satisfies(e -> assertThat(e.text()).doesNotContain("hush"));

            login.set(server.login().get());

            boolean stored = database.write(session -> pumps.insert(session, DocumentsContract.pump(1)));
            assertThat(stored).isTrue();
        }
    }
}
