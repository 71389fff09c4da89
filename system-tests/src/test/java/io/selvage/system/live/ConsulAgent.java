package io.selvage.system.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.selvage.containers.PartInContainer;
import io.selvage.contracts.json.EdgeJson;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/**
 * A real Consul agent in memory, which forgets everything when it stops: in a container where there is an engine with an
 * image, else the program {@code consul} on the PATH. The test is skipped where there is neither.
 */
final class ConsulAgent implements AutoCloseable {

    private static final List<String> IMAGES =
            List.of("hashicorp/consul:1.20", "hashicorp/consul:1.16", "hashicorp/consul:1.14");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    private final List<String> command = new ArrayList<>(List.of(
            "agent",
            "-dev",
            "-bind=127.0.0.1",
            "-client=127.0.0.1",
            "-dns-port=-1",
            "-grpc-port=-1",
            "-serf-wan-port=-1"));
    private final int port;
    private @Nullable AutoCloseable running;

    private ConsulAgent(String token) {
        this.token = token;
        port = freePort();
        command.addAll(List.of("-http-port=" + port, "-serf-lan-port=" + freePort(), "-server-port=" + freePort()));
        if (!token.isEmpty()) {
            command.addAll(List.of("-hcl", """
                    acl { enabled = true default_policy = "deny" tokens { initial_management = "%s" } }""".formatted(token)));
        }
    }

    /** An agent that is not started yet. */
    static ConsulAgent stopped() {
        return new ConsulAgent("");
    }

    static ConsulAgent started() {
        var agent = stopped();
        agent.start();
        return agent;
    }

    /** One that answers nobody without the token. */
    static ConsulAgent locked(String token) {
        var agent = new ConsulAgent(token);
        agent.start();
        return agent;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        var image = IMAGES.stream()
                .filter(each -> PartInContainer.problemOf(each).isEmpty())
                .findFirst();
        running = image.isPresent()
                ? PartInContainer.startOnHost(image.get(), port, command.toArray(String[]::new))
                : process();
        await().ignoreExceptions()
                .atMost(20, SECONDS)
                .until(() -> send("GET", "/v1/status/leader", "").asString().contains(":"));
    }

    private AutoCloseable process() {
        var program = program()
                .orElseThrow(() -> new TestAbortedException("skipped: no consul on the PATH, and "
                        + PartInContainer.problemOf(IMAGES.getFirst()).orElse("")));
        var whole = new ArrayList<>(List.of(program.toString()));
        whole.addAll(command);
        try {
            var process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return () -> process.destroyForcibly().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(place -> Path.of(place, "consul"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    int port() {
        return port;
    }

    /** The value of a key; empty where there is none. */
    String value(String key) {
        return send("GET", "/v1/kv/" + key + "?raw", "").asString();
    }

    /** All keys and values below the key. */
    String below(String key) {
        var all = new StringBuilder();
        for (var name : send("GET", "/v1/kv/" + key + "?keys", "")) {
            all.append(name.asString())
                    .append('=')
                    .append(value(name.asString()))
                    .append('\n');
        }
        return all.toString();
    }

    void put(String key, String value) {
        send("PUT", "/v1/kv/" + key, value);
    }

    /** What the agent knows of the service, by instance, with its checks. */
    JsonNode health(String service) {
        return send("GET", "/v1/health/service/" + service, "");
    }

    /** All checks that the agent makes, with what they said last. */
    String checks() {
        return send("GET", "/v1/agent/checks", "").toString();
    }

    /** The answer as JSON; as a text where it is none. */
    private JsonNode send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Consul-Token", token)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            var text = answer.statusCode() == 200 ? answer.body() : "";
            return path.endsWith("?raw") || text.isEmpty()
                    ? EdgeJson.mapper().getNodeFactory().stringNode(text)
                    : EdgeJson.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the agent, which forgets everything. */
    void stop() {
        var one = running;
        running = null;
        try {
            if (one != null) {
                one.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        http.close();
    }
}
