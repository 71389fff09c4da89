package io.selvage.system.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.common.CommonApi;
import io.selvage.contracts.error.EdgeException;
import io.selvage.keeper.KeeperApplication;
import io.selvage.service.EdgeClients;
import io.selvage.service.EdgeServices;
import io.selvage.service.consul.Consul;
import io.selvage.service.registry.ServiceEntry;
import io.selvage.system.live.pump.PumpApplication;
import io.selvage.system.live.pump.PumpApplication.Speed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A service that lives by a real Consul agent: registry, peers, configuration and its changes. */
class ConsulTest {

    private static final String OWN = "edgex/v4/test-pump/";
    private static final String SPEED = OWN + "Writable/Speed";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(15);

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final GenericApplicationContext parent = new GenericApplicationContext();

    @TempDir
    private Path directory;

    ConsulTest() {
        parent.registerBean(MessageBus.class, () -> bus);
        parent.refresh();
    }

    @AfterEach
    void close() {
        parent.close();
    }

    private ConfigurableApplicationContext start(Class<?> application, ConsulAgent agent, String... settings) {
        var args = Stream.concat(
                        Stream.of(
                                "--Registry.Type=consul",
                                "--Registry.Port=" + agent.port(),
                                "--Service.HealthCheckInterval=1s"),
                        Stream.of(settings))
                .toArray(String[]::new);
        return EdgeServices.builder(application).parent(parent).run(args);
    }

    private ConfigurableApplicationContext pump(ConsulAgent agent, String... settings) {
        return start(PumpApplication.class, agent, settings);
    }

    private static int speed(ConfigurableApplicationContext pump) {
        return pump.getBean(Speed.class).newest().get().speed();
    }

    private static String health(ConsulAgent agent) {
        return agent.health("test-pump")
                .at("/0/Checks")
                .findValuesAsString("Status")
                .toString();
    }

    private static void awaitHealthy(ConsulAgent agent) {
        await().atMost(SOON).untilAsserted(() -> assertThat(health(agent)).matches("\\[(passing, )*passing]"));
    }

    @Test
    void aServiceIsRegisteredWithACheckThatConsulMakesWhileItRuns() {
        try (var agent = ConsulAgent.started()) {
            try (var pump = pump(agent)) {
                awaitHealthy(agent);
                var entry = agent.health("test-pump").path(0);
                assertThat(entry.at("/Service/Port").asInt()).isEqualTo(EdgeServices.portOf(pump));
                assertThat(entry.at("/Service/Address").asString()).isEqualTo("localhost");
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(agent.checks()).contains("/api/v3/ping: 200"));
            }
            assertThat(agent.health("test-pump")).isEmpty();
        }
    }

    @Test
    void peersAreWhereConsulSays() {
        try (var agent = ConsulAgent.started();
                var _ = start(
                        KeeperApplication.class,
                        agent,
                        "--Service.Port=0",
                        "--Database.Path=" + directory.resolve("keeper.db"));
                var pump = pump(agent, "--Clients.core-keeper.Port=1")) {
            await().atMost(SOON).until(() -> !agent.health("core-keeper").isEmpty());

            var peer = pump.getBean(EdgeClients.class).client(CommonApi.class, "core-keeper");

            assertThat(peer.ping().serviceName()).isEqualTo("core-keeper");
        }
    }

    @Test
    void aChangeOfWritableCountsWithinASecond() {
        try (var agent = ConsulAgent.started();
                var pump = pump(agent)) {
            for (var speed = 7; speed < 10; speed++) {
                var newest = speed;
                agent.put(SPEED, String.valueOf(speed));
                await().atMost(SECOND)
                        .untilAsserted(() -> assertThat(speed(pump)).isEqualTo(newest));
            }
            agent.put(OWN + "Writable/LogLevel", "TRACE");
            await().atMost(SECOND).until(LoggerFactory.getLogger(PumpApplication.class)::isTraceEnabled);
        }
    }

    @Test
    void whatSomebodySetAndWhatIsCommonCountAtTheNextStart() {
        try (var agent = ConsulAgent.started()) {
            pump(agent).close();
            agent.put(OWN + "Service/StartupMsg", "set in Consul");
            agent.put("edgex/v4/core-common-config-bootstrapper/all-services/Service/RequestTimeout", "17s");
            try (var pump = pump(agent)) {
                var service = pump.getBean(Speed.class).started().service();
                assertThat(service.startupMsg()).isEqualTo("set in Consul");
                assertThat(service.requestTimeout()).isEqualTo("17s");
            }
            try (var pump = pump(agent, "--Service.StartupMsg=option")) {
                assertThat(pump.getBean(Speed.class).started().service().startupMsg())
                        .isEqualTo("option");
            }
        }
    }

    @Test
    void itMayComeLaterAndForgetEverything() {
        try (var agent = ConsulAgent.stopped();
                var pump = pump(agent, "--EDGEX_STARTUP_DURATION=0")) {
            assertThat(speed(pump)).isEqualTo(1);

            agent.start();
            awaitHealthy(agent);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(agent.value(SPEED)).isEqualTo("1"));
            agent.put(SPEED, "8");
            await().atMost(SOON).untilAsserted(() -> assertThat(speed(pump)).isEqualTo(8));

            agent.stop();
            agent.start();
            awaitHealthy(agent);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(agent.value(SPEED)).isEqualTo("1"));
            agent.put(SPEED, "9");
            await().atMost(SECOND).untilAsserted(() -> assertThat(speed(pump)).isEqualTo(9));
        }
    }

    @Test
    void theTokenOfASecretIsShownToItAndToNobodyElse() {
        var token = "c0ffee00-0000-4000-8000-00000000beef";
        try (var agent = ConsulAgent.locked(token)) {
            var url = "http://localhost:" + agent.port();
            var stranger = new Consul(url, () -> "", Duration.ofSeconds(5)).directory();
            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() -> stranger.registry().register(new ServiceEntry("s", "localhost", 1, "10s")))
                    .withMessageContaining("answers 403")
                    .withMessageContaining("secret 'consul'");
            try (var pump = pump(
                    agent,
                    "--Writable.InsecureSecrets.Consul.SecretName=consul",
                    "--Writable.InsecureSecrets.Consul.SecretData.token=" + token)) {
                var log = new ListAppender<ILoggingEvent>();
                var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
                log.start();
                root.addAppender(log);
                awaitHealthy(agent);
                agent.put(OWN + "Writable/LogLevel", "TRACE");
                agent.put(SPEED, "5");
                await().atMost(SECOND)
                        .untilAsserted(() -> assertThat(speed(pump)).isEqualTo(5));
                agent.stop();
                await().atMost(SOON).until(() -> log.list.stream().anyMatch(line -> line.getLevel() == Level.WARN));
                root.detachAppender(log);
                assertThat(log.list)
                        .noneMatch(line -> line.getFormattedMessage().contains(token));
            }
        }
    }

    @Test
    void secretsAreNotPutThere() {
        try (var agent = ConsulAgent.started();
                var _ = pump(
                        agent,
                        "--Writable.InsecureSecrets.Consul.SecretName=consul",
                        "--Writable.InsecureSecrets.Consul.SecretData.token=c0ffee")) {
            assertThat(agent.below("edgex/")).contains(SPEED).doesNotContain("c0ffee", "never to be stored");
        }
    }

    @Test
    void itIsAConfigurationProviderWithoutTheRegistryToo() {
        try (var agent = ConsulAgent.started();
                var _ = EdgeServices.builder(PumpApplication.class)
                        .parent(parent)
                        .run("--configProvider=consul.http://localhost:" + agent.port())) {
            assertThat(agent.value(SPEED)).isEqualTo("1");
            assertThat(agent.health("test-pump")).isEmpty();
        }
    }

    @Test
    void anotherKindOfRegistryIsRefusedAtOnce() {
        var refused = catchThrowable(
                () -> EdgeServices.builder(PumpApplication.class).parent(parent).run("--Registry.Type=etcd"));

        assertThat(refused).hasMessageContaining("neither keeper nor consul");
    }
}
