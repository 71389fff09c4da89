package io.selvage.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDocumentsTest extends DocumentsContract {

    private final Database database;

    SqliteDocumentsTest(@TempDir Path directory) {
        database = Database.open(Databases.file(directory), migrations());
    }

    @Override
    Database database() {
        return database;
    }
}
