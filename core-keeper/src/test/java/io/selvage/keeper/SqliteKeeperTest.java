package io.selvage.keeper;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeeperTest extends KeeperContract {

    @TempDir
    Path directory;

    @Override
    String[] database() {
        return new String[] {"--Database.Path=" + directory.resolve("keeper.db")};
    }
}
