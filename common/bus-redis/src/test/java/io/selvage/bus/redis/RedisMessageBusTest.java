package io.selvage.bus.redis;

import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real Redis, in the wire form of 3.x. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisMessageBusTest extends MessageBusContract {

    private static final int WINDOW = 50;

    @TempDir
    private static Path directory;

    private RedisServer redis;

    @BeforeAll
    void startRedis() throws IOException {
        redis = RedisServer.in(directory).start();
    }

    @AfterAll
    void stopRedis() throws InterruptedException {
        redis.stop();
    }

    @Override
    protected MessageBus join(String clientId) {
        return RedisMessageBus.connect(redis.options(clientId, Map.of("MaxInflight", "" + WINDOW)));
    }

    @Override
    protected int window() {
        return WINDOW;
    }
}
