package io.selvage.data.archive;

import io.selvage.store.Database;
import io.selvage.store.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteArchiveTest extends ValuesContract {

    SqliteArchiveTest(@TempDir Path directory) {
        super(Database.open(Databases.file(directory), Archive.migrations()));
    }
}
