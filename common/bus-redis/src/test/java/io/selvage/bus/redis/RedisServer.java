package io.selvage.bus.redis;

import io.selvage.bus.BusSettings;
import io.selvage.bus.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of Redis on a port of its own that keeps nothing, with room for subscribers that are behind. */
final class RedisServer {

    private final ServerProcess server;

    private RedisServer(ServerProcess server) {
        this.server = server;
    }

    /** A server that is not started yet; the test is skipped where Redis is not installed. */
    static RedisServer in(Path directory, String... more) {
        return at(ServerProcess.freePort(), directory, more);
    }

    /** The same on a port that another has left. */
    static RedisServer at(int port, Path directory, String... more) {
        var command = new ArrayList<>(List.of(
                ServerProcess.required("redis-server"),
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--save",
                "",
                "--dir",
                directory.toString(),
                "--client-output-buffer-limit",
                "pubsub 256mb 256mb 60"));
        command.addAll(List.of(more));
        return new RedisServer(new ServerProcess(command, directory.resolve("redis.log"), port));
    }

    int port() {
        return server.port();
    }

    /** Options for this server with keys of {@code MessageBus.Optional}. */
    RedisOptions options(String clientId, Map<String, String> optional) {
        return RedisOptions.of(new BusSettings("redis", "redis", "127.0.0.1", port(), clientId, optional, null, null));
    }

    RedisServer start() {
        server.start();
        return this;
    }

    void stop() throws InterruptedException {
        server.stop();
    }
}
