package io.selvage.data.archive;

import io.selvage.store.Database;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.PostgresExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresArchiveTest extends StretchesContract {

    PostgresArchiveTest(DatabaseLocation location) {
        super(Database.open(location, Archive.migrations()));
    }
}
