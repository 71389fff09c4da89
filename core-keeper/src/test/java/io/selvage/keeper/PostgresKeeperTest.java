package io.selvage.keeper;

import io.selvage.store.DatabaseLocation;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.PostgresExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresKeeperTest extends KeeperContract {

    private final PostgresSchema server;

    PostgresKeeperTest(DatabaseLocation location) {
        server = (PostgresSchema) location;
    }

    @Override
    String[] database() {
        return new String[] {
            "--Database.Type=postgres",
            "--Database.Port=" + server.port(),
            "--Database.Name=" + server.database(),
            "--Database.Username=" + server.login().get().user(),
            "--Database.Password=" + server.login().get().password()
        };
    }
}
