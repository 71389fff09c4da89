package io.selvage.data.retention;

import io.selvage.data.archive.Archive;
import io.selvage.store.Database;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.PostgresExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresRetainerTest extends RetainerContract {

    PostgresRetainerTest(DatabaseLocation location) {
        super(Database.open(location, Archive.migrations()));
    }
}
