package io.selvage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesWireTest {

    private static final String SERVICE =
            "[{'apiVersion':'v3','service':{'name':'virtual','baseAddress':'http://localhost:59900','adminState':'UNLOCKED'}}]";

    private final RunningMetadata metadata;

    DevicesWireTest(@TempDir Path directory) {
        metadata = new RunningMetadata(directory);
    }

    @AfterEach
    void stop() {
        metadata.close();
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void aServiceIsAddedOnce() {
        var first = metadata.post("/deviceservice", json(SERVICE));
        var second = metadata.post("/deviceservice", json(SERVICE));

        assertThat(first.status()).isEqualTo(207);
        assertThat(first.body().get(0).get("statusCode").asInt()).isEqualTo(201);
        assertThat(second.body().get(0).get("statusCode").asInt()).isEqualTo(409);
        assertThat(second.body().get(0).has("id")).isFalse();
    }
}
