package io.selvage.metadata;

import io.selvage.service.DatabaseInfo;
import io.selvage.service.EdgeConfig;
import io.selvage.store.Database;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.DatabaseLocation.SqliteFile;
import io.selvage.store.Migrations;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MetadataConfiguration {

    private static final String SCHEMA = "core_metadata";

    @Bean
    MetadataConfig config(EdgeConfig config) {
        return config.bind(MetadataConfig.class);
    }

    /** What may change while the service runs is asked for each time that it is needed. */
    @Bean
    Supplier<MetadataConfig.Writable> writable(MetadataConfig config) {
        return config::writable;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    Database database(MetadataConfig config) {
        return Database.open(
                locationOf(config.database()),
                Migrations.of(MetadataConfig.class, "metadata", "V1__metadata.sql", "V2__labels.sql"));
    }

    private static DatabaseLocation locationOf(DatabaseInfo info) {
        return switch (info.type()) {
            case "sqlite" -> new SqliteFile(Path.of(info.path()));
            case "postgres" ->
                new PostgresSchema(info.host(), info.port(), info.name(), info.username(), info.password(), SCHEMA);
            default ->
                throw new IllegalStateException("Database.Type '" + info.type() + "' is neither sqlite nor postgres");
        };
    }
}
