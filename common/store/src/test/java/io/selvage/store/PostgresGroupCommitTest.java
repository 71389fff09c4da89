package io.selvage.store;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresGroupCommitTest extends GroupCommitContract {

    private final Database database;

    PostgresGroupCommitTest(DatabaseLocation location) {
        database = Database.open(location, DocumentsContract.migrations());
    }

    @Override
    Database database() {
        return database;
    }
}
