package io.selvage.bus.redis;

import io.selvage.bus.BusSettings;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusContract;
import io.selvage.containers.PartInContainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contract over Redis in a container. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisContainerTest extends MessageBusContract {

    private static final int WINDOW = 50;
    private static final int PORT = 6379;

    private PartInContainer redis;

    @BeforeAll
    void startRedis() {
        redis = PartInContainer.start(
                "redis:8",
                PORT,
                List.of(),
                "redis-server",
                "--save",
                "",
                "--protected-mode",
                "no",
                "--bind",
                "0.0.0.0",
                "--client-output-buffer-limit",
                "pubsub 256mb 256mb 60");
    }

    @AfterAll
    void stopRedis() {
        if (redis != null) { // skipped where there is none
            redis.close();
        }
    }

    @Override
    protected MessageBus join(String clientId) {
        var settings = new BusSettings(
                "redis", "redis", redis.host(), redis.port(), clientId, Map.of("MaxInflight", "" + WINDOW), null, null);
        return RedisMessageBus.connect(RedisOptions.of(settings));
    }

    @Override
    protected int window() {
        return WINDOW;
    }
}
