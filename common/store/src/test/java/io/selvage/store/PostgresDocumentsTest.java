package io.selvage.store;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresDocumentsTest extends DocumentsContract {

    private final Database database;

    PostgresDocumentsTest(DatabaseLocation location) {
        database = Database.open(location, migrations());
    }

    @Override
    Database database() {
        return database;
    }
}
