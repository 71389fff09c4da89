package io.selvage.data;

import io.selvage.contracts.device.DeviceApi;
import io.selvage.data.archive.Archive;
import io.selvage.data.deadletter.DeadLetters;
import io.selvage.service.EdgeClients;
import io.selvage.service.EdgeConfig;
import io.selvage.service.secret.SecretStore;
import io.selvage.service.telemetry.Metrics;
import io.selvage.store.Database;
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
    Supplier<DataConfig.Writable> writable(EdgeConfig config) {
        return config.live("Writable", DataConfig.Writable.class);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    Database database(DataConfig config, SecretStore secrets) {
        return Database.open(config.database().location(SCHEMA, secrets::find), Archive.migrations());
    }

    @Bean(destroyMethod = "close")
    Archive archive(Database database, Metrics metrics) {
        var events = metrics.counter("EventsPersisted");
        var readings = metrics.counter("ReadingsPersisted");
        return new Archive(database, (newEvents, newReadings) -> {
            events.add(newEvents);
            readings.add(newReadings);
        });
    }

    @Bean(destroyMethod = "close")
    DeadLetters deadLetters(Database database, Clock clock) {
        return new DeadLetters(database, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    DeviceApi deviceApi(EdgeClients clients) {
        return clients.client(DeviceApi.class, "core-metadata");
    }
}
