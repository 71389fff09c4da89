package io.selvage.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteGroupCommitTest extends GroupCommitContract {

    private final Database database;

    SqliteGroupCommitTest(@TempDir Path directory) {
        database = Database.open(Databases.file(directory), DocumentsContract.migrations());
    }

    @Override
    Database database() {
        return database;
    }
}
