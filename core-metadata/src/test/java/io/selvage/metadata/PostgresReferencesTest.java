package io.selvage.metadata;

import io.selvage.store.DatabaseLocation;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.PostgresExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresReferencesTest extends ReferencesContract {

    private final RunningMetadata metadata;
    private final RunningMetadata other;

    PostgresReferencesTest(DatabaseLocation location) {
        metadata = on((PostgresSchema) location);
        other = on((PostgresSchema) location);
        metadata.clear();
    }

    private static RunningMetadata on(PostgresSchema server) {
        return new RunningMetadata(
                Path.of(""),
                "--Database.Type=postgres",
                "--Database.Port=" + server.port(),
                "--Database.Name=" + server.database(),
                "--Database.Username=" + server.login().get().user(),
                "--Database.Password=" + server.login().get().password());
    }

    @Override
    RunningMetadata metadata() {
        return metadata;
    }

    @Override
    RunningMetadata other() {
        return other;
    }
}
