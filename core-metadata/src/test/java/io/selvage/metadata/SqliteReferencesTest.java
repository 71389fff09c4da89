package io.selvage.metadata;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteReferencesTest extends ReferencesContract {

    private final RunningMetadata metadata;

    SqliteReferencesTest(@TempDir Path directory) {
        metadata = new RunningMetadata(directory);
    }

    @Override
    RunningMetadata metadata() {
        return metadata;
    }

    /** The same: a file has one instance. */
    @Override
    RunningMetadata other() {
        return metadata;
    }
}
