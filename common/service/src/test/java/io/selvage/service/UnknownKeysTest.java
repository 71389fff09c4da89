package io.selvage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class UnknownKeysTest {

    record Telemetry(Map<String, Boolean> metrics) {}

    record Writable(boolean persistData, Telemetry telemetry, List<String> labels) {}

    @Test
    void findsWhatNoSectionHas() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "file",
                        Map.of(
                                "Writable.PersistData", "true",
                                "writable.persist-dat", "is none of EdgeX's form",
                                "Writable.PersistDat", "true",
                                "Writable.Telemetry.Metrics.EventsPersisted", "true",
                                "Writable.Labels[0]", "a",
                                "Writable.InsecureSecrets.DB.SecretName", "db",
                                "Registry.Port", "8500",
                                "Writeable.PersistData", "true",
                                "PATH", "is no key")));
        var config = new EdgeConfig(environment);
        config.section("Writable", Writable.class);

        assertThat(new UnknownKeys(environment, config, "core-data")
                        .find(source -> source instanceof MapPropertySource
                                && source.getName().equals("file")))
                .containsExactly("Writable.PersistDat", "Writeable.PersistData");
    }
}
