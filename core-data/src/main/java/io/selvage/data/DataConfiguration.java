package io.selvage.data;

import io.selvage.contracts.device.DeviceApi;
import io.selvage.data.archive.Archive;
import io.selvage.service.DatabaseInfo;
import io.selvage.service.EdgeClients;
import io.selvage.service.EdgeConfig;
import io.selvage.store.Database;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.DatabaseLocation.SqliteFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DataConfiguration {

    private static final String SCHEMA = "core_data";

    @Bean
    DataConfig config(EdgeConfig config) {
        return config.bind(DataConfig.class);
    }

    /** What may change while the service runs is asked for each time that it is needed. */
    @Bean
    Supplier<DataConfig.Writable> writable(DataConfig config) {
        return config::writable;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    Database database(DataConfig config) {
        return Database.open(locationOf(config.database()), Archive.migrations());
    }

    @Bean(destroyMethod = "close")
    Archive archive(Database database) {
        return new Archive(database);
    }

    @Bean
    @ConditionalOnMissingBean
    DeviceApi deviceApi(EdgeClients clients) {
        return clients.client(DeviceApi.class, "core-metadata");
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
