package io.selvage.bus.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.BusFixture;
import io.selvage.bus.BusLogin;
import io.selvage.bus.BusSettings;
import io.selvage.bus.Certificates;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.TopicFilter;
import io.selvage.bus.WebSocketBridge;
import io.selvage.contracts.error.Required;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that do not let everybody in. */
@Timeout(60)
class MqttSecurityTest extends BusFixture {

    private static final TopicFilter ALL = TopicFilter.of("t/#");

    @TempDir
    private Path directory;

    private @Nullable Mosquitto broker;
    private Map<String, String> optional = Map.of();
    private String protocol = "tcp";
    private int bridged;
    private @Nullable SSLContext tls;
    private @Nullable Supplier<BusLogin> renewed;

    @AfterEach
    void stop() throws InterruptedException {
        closeAll();
        if (broker != null) {
            broker.stop();
        }
    }

    @Override
    protected MessageBus join(String clientId) {
        var direct = broker == null ? 1 : broker.port();
        var port = bridged > 0 ? bridged : direct;
        return MqttMessageBus.connect(MqttOptions.of(
                new BusSettings("mqtt", protocol, "localhost", port, clientId, optional, null, login()), Map.of()));
    }

    private Supplier<BusLogin> login() {
        var fixed = BusLogin.of(optional, tls);
        return renewed == null ? () -> fixed : renewed;
    }

    private Certificates startOverTls() throws Exception {
        var certificates = new Certificates(directory);
        broker = Mosquitto.overTls(directory, certificates).start();
        protocol = "ssl";
        return certificates;
    }

    private void sendsAndReceives() throws InterruptedException {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        assertThat(bus("b").send("t/x", numbered(1))).succeedsWithin(Duration.ofSeconds(10));
        assertThat(next(received)).isEqualTo(1);
    }

    private void isNotLetIn() {
        var sent = bus("stranger").send("t/x", numbered(1));
        await().during(Duration.ofMillis(700)).until(() -> !sent.isDone());
    }

    @Test
    void aUserHasAPassword() throws Exception {
        broker = Mosquitto.withUser(directory, "edge", "hush").start();
        isNotLetIn();
        optional = Map.of("Username", "edge", "Password", "wrong");
        isNotLetIn();

        optional = Map.of("Username", "edge", "Password", "hush");

        sendsAndReceives();
    }

    @Test
    void aLoginIsAskedForAtEachConnection() throws Exception {
        broker = Mosquitto.withUser(directory, "edge", "hush").start();
        var login = new AtomicReference<@Nullable BusLogin>();
        renewed = () -> Required.value(login.get(), "the secret");
        var sent = bus("late").send("t/x", numbered(1));
        await().during(Duration.ofMillis(500)).until(() -> !sent.isDone());
        login.set(new BusLogin("edge", "wrong", null));
        await().during(Duration.ofMillis(1_500)).until(() -> !sent.isDone());

        login.set(new BusLogin("edge", "hush", null));

        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void aClientShowsACertificateAndBelievesAnAuthority() throws Exception {
        var certificates = startOverTls();
        isNotLetIn(); // the JVM trusts no such authority
        tls = certificates.client("");
        isNotLetIn();
        tls = certificates.client("client");
        sendsAndReceives();
    }

    @Test
    void aWebSocketIsOverTlsToo() throws Exception {
        var certificates = new Certificates(directory);
        broker = Mosquitto.in(directory).start();
        protocol = "wss";
        try (var bridge = WebSocketBridge.overTls(broker.port(), certificates)) {
            bridged = bridge.port();
            isNotLetIn(); // the JVM trusts no such authority
            tls = certificates.client("");
            isNotLetIn();

            tls = certificates.client("client");

            sendsAndReceives();
            closeAll();
        }
    }

    @Test
    void subscriptionsOverTlsAreMadeAgain() throws Exception {
        tls = startOverTls().client("client");
        var received = new LinkedBlockingQueue<Integer>();
        var first = new CountDownLatch(1);
        bus("a").subscribe(ALL, MessageHandler.of(message -> {
            received.add(number(message));
            first.countDown();
        }));
        var sender = bus("b");
        sender.publish("t/x", numbered(1));
        first.await();
        var running = broker;
        assertThat(running).isNotNull();
        if (running != null) {
            running.stop();
            running.start();
        }

        var sent = sender.send("t/x", numbered(2));

        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
        await().until(() -> received.contains(2));
    }
}
