package io.selvage.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.selvage.bus.BusFixture;
import io.selvage.bus.BusLogin;
import io.selvage.bus.BusSettings;
import io.selvage.bus.Certificates;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusFactory;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.ServerProcess;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in by Redis, and the options that say so. */
@Timeout(60)
class RedisSecurityTest extends BusFixture {

    @TempDir
    private Path directory;

    private @Nullable RedisServer redis;
    private Map<String, String> optional = Map.of();
    private String protocol = "redis";
    private @Nullable SSLContext tls;
    private @Nullable Supplier<BusLogin> renewed;
    private int port = 1;

    @AfterEach
    void stop() throws InterruptedException {
        closeAll();
        if (redis != null) {
            redis.stop();
        }
    }

    @Override
    protected MessageBus join(String clientId) {
        return RedisMessageBus.connect(RedisOptions.of(
                new BusSettings("redis", protocol, "localhost", port, clientId, optional, null, login())));
    }

    private Supplier<BusLogin> login() {
        var fixed = BusLogin.of(optional, tls);
        return renewed == null ? () -> fixed : renewed;
    }

    private void start(String... more) throws IOException {
        var started = RedisServer.in(directory, more).start();
        redis = started;
        port = started.port();
    }

    private void sendsAndReceives() throws InterruptedException {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));
        assertThat(bus("b").send("t/x", numbered(1))).succeedsWithin(Duration.ofSeconds(10));
        assertThat(next(received)).isEqualTo(1);
    }

    private void isNotLetIn() {
        var sent = bus("stranger").send("t/x", numbered(1));
        await().during(Duration.ofMillis(700)).until(() -> !sent.isDone());
    }

    @Test
    void aPasswordIsAskedFor() throws Exception {
        start("--requirepass", "hush");
        optional = Map.of("Password", "wrong");
        isNotLetIn();

        optional = Map.of("Password", "hush");

        sendsAndReceives();
    }

    @Test
    void aLoginIsAskedForAtEachConnection() throws Exception {
        var first = RedisServer.in(directory, "--requirepass", "hush").start();
        redis = first;
        port = first.port();
        var login = new AtomicReference<@Nullable BusLogin>();
        renewed = () -> Required.value(login.get(), "the secret");
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));
        login.set(new BusLogin("", "wrong", null));
        isNotLetIn();
        login.set(new BusLogin("", "hush", null));
        var sender = bus("b");
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            sender.send("t/x", numbered(1)).orTimeout(1, TimeUnit.SECONDS).join();
            return received.contains(1);
        });

        first.stop(); // and another password when it is back
        var second = RedisServer.at(port, directory, "--requirepass", "other").start();
        redis = second;
        login.set(new BusLogin("", "other", null));

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            sender.send("t/x", numbered(2)).orTimeout(1, TimeUnit.SECONDS).join();
            return received.contains(2);
        });
    }

    @Test
    void aSubscriptionThatWasRefusedIsTakenUpWhenItIsAllowed() throws Exception {
        start();
        var operator = RedisClient.create(RedisURI.create("127.0.0.1", port));
        var acl = operator.connect().sync();
        try {
            acl.aclSetuser("default", AclSetuserArgs.Builder.resetChannels());
            var received = new LinkedBlockingQueue<Integer>();
            bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));
            acl.aclSetuser("default", AclSetuserArgs.Builder.allChannels());
            awaitMessages(received);

            acl.aclSetuser("default", AclSetuserArgs.Builder.resetChannels()); // which cuts off who is subscribed
            await().atMost(Duration.ofSeconds(10)).until(() -> acl.pubsubNumpat() == 0);
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> acl.pubsubNumpat() == 0);
            acl.aclSetuser("default", AclSetuserArgs.Builder.allChannels());
            awaitMessages(received);
        } finally {
            operator.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    private void awaitMessages(LinkedBlockingQueue<Integer> received) {
        received.clear();
        var sender = bus("b");
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            var _ = sender.send("t/x", numbered(1)).get(5, TimeUnit.SECONDS);
            return !received.isEmpty();
        });
    }

    @Test
    void aUserHasAPassword() throws Exception {
        start("--user", "edge", "on", ">hush", "allchannels", "+@all", "--user", "default", "off");
        optional = Map.of("Username", "edge", "Password", "hush");

        sendsAndReceives();
    }

    @Test
    void aClientShowsACertificateOverTls() throws Exception {
        var certificates = new Certificates(directory);
        var secure = ServerProcess.freePort();
        start(
                "--tls-port",
                String.valueOf(secure),
                "--tls-ca-cert-file",
                certificates.certificateFile("ca").toString(),
                "--tls-cert-file",
                certificates.certificateFile("server").toString(),
                "--tls-key-file",
                certificates.keyFile("server").toString());
        protocol = "rediss";
        port = secure;
        isNotLetIn();
        tls = certificates.client("");
        isNotLetIn();

        tls = certificates.client("client");

        sendsAndReceives();
    }

    @ParameterizedTest
    @CsvSource({"MaxInflight, 0, between 1", "MaxInflight, x, must be a number", "ConnectTimeout, 70000, between 1"})
    void anOptionThatMakesNoSenseIsNamed(String key, String value, String words) {
        optional = Map.of(key, value);

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> join("a"))
                .withMessageContaining(key)
                .withMessageContaining(words);
    }

    @Test
    void optionsAreThoseOf3xUnlessTheSettingsSayOtherwise() {
        var settings = new BusSettings(
                "redis", "tcp", "h", 6379, "core-data", Map.of("Password", "hush"), EnvelopeCodec.V4, null);

        assertThat(RedisOptions.of(settings).codec()).isEqualTo(EnvelopeCodec.V4);
        assertThat(RedisOptions.of(settings).toString()).isEqualTo("core-data@redis://h:6379");
        protocol = "mqtt";
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> join("a"))
                .withMessageContaining("not 'mqtt'");
    }

    @Test
    void theTransportIsFoundByItsName() {
        assertThat(ServiceLoader.load(MessageBusFactory.class))
                .anyMatch(factory -> factory.supports("Redis") && !factory.supports("mqtt"));
    }
}
