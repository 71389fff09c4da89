package io.selvage.metadata;

import io.selvage.store.DatabaseLocation;
import io.selvage.store.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteMigrationsTest extends MigrationsContract {

    private final DatabaseLocation location;

    SqliteMigrationsTest(@TempDir Path directory) {
        location = Databases.file(directory);
    }

    @Override
    DatabaseLocation location() {
        return location;
    }
}
