package io.selvage.keeper;

import io.selvage.service.EdgeConfig;
import io.selvage.service.secret.SecretStore;
import io.selvage.store.Database;
import io.selvage.store.Migrations;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeeperConfiguration {

    private static final String SCHEMA = "core_keeper";

    @Bean
    KeeperConfig config(EdgeConfig config) {
        return config.bind(KeeperConfig.class);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "close")
    Database database(KeeperConfig config, SecretStore secrets) {
        return Database.open(
                config.database().location(SCHEMA, secrets::find),
                Migrations.of(KeeperConfig.class, "keeper", "V1__keeper.sql"));
    }
}
