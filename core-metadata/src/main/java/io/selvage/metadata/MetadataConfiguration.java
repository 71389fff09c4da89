package io.selvage.metadata;

import io.selvage.service.EdgeConfig;
import io.selvage.service.secret.SecretStore;
import io.selvage.store.Database;
import io.selvage.store.Migrations;
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
    Supplier<MetadataConfig.Writable> writable(EdgeConfig config) {
        return config.live("Writable", MetadataConfig.Writable.class);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    Database database(MetadataConfig config, SecretStore secrets) {
        return Database.open(
                config.database().location(SCHEMA, secrets::find),
                Migrations.of(MetadataConfig.class, "metadata", "V1__metadata.sql", "V2__labels.sql"));
    }
}
