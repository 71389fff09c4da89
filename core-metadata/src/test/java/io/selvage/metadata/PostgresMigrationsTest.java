package io.selvage.metadata;

import io.selvage.store.DatabaseLocation;
import io.selvage.store.PostgresExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresMigrationsTest extends MigrationsContract {

    private final DatabaseLocation location;

    PostgresMigrationsTest(DatabaseLocation location) {
        this.location = location;
    }

    @Override
    DatabaseLocation location() {
        return location;
    }
}
