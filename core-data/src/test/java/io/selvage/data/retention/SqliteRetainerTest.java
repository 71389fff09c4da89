package io.selvage.data.retention;

import io.selvage.data.archive.Archive;
import io.selvage.store.Database;
import io.selvage.store.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRetainerTest extends RetainerContract {

    SqliteRetainerTest(@TempDir Path directory) {
        super(Database.open(Databases.file(directory), Archive.migrations()));
    }
}
