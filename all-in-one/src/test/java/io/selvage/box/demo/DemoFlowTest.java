package io.selvage.box.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.bus.TopicFilter;
import io.selvage.command.CommandApplication;
import io.selvage.command.LocalDeviceServices;
import io.selvage.contracts.command.DeviceCommandApi;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.watcher.ProvisionWatcherApi;
import io.selvage.device.modbus.ModbusApplication;
import io.selvage.metadata.MetadataApplication;
import io.selvage.service.EdgeServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The oven behind device-modbus, core-metadata and core-command, as they stand beside each other in the box. */
class DemoFlowTest {

    @TempDir
    private Path folder;

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final GenericApplicationContext parent = new GenericApplicationContext();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger events = new AtomicInteger();
    private DemoModbusSlave slave;
    private String commands;

    @BeforeEach
    void start() throws IOException {
        slave = DemoModbusSlave.start(freePort());
        var beans = parent.getBeanFactory();
        beans.registerSingleton("messageBus", (MessageBus) bus);
        parent.refresh();
        var metadata = run(MetadataApplication.class, "--Database.Path=" + folder.resolve("metadata.db"));
        beans.registerSingleton("deviceApi", metadata.getBean(DeviceApi.class));
        beans.registerSingleton("deviceServiceApi", metadata.getBean(DeviceServiceApi.class));
        beans.registerSingleton("deviceProfileApi", metadata.getBean(DeviceProfileApi.class));
        beans.registerSingleton("provisionWatcherApi", metadata.getBean(ProvisionWatcherApi.class));
        bus.subscribe(TopicFilter.of("edgex/events/device/device-modbus/#"), _ -> {
            events.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        });
        var modbus = run(
                ModbusApplication.class,
                "--Device.ProfilesDir=classpath:device-modbus/profiles",
                "--Device.DevicesDir=" + slave.provision(folder.resolve("devices")));
        var local = modbus.getBean(DeviceCommandApi.class);
        beans.registerSingleton(
                "localDeviceServices", (LocalDeviceServices) name -> name.equals("device-modbus") ? local : null);
        var command = run(CommandApplication.class);
        commands = "http://localhost:" + command.getEnvironment().getProperty("local.server.port")
                + "/api/v3/device/name/Demo-Modbus-Device/";
        await().until(() -> get("Setpoint").statusCode() == 200);
    }

    private ConfigurableApplicationContext run(Class<?> application, String... settings) {
        var args = new java.util.ArrayList<>(List.of(settings));
        args.add("--Service.Port=0");
        var context = EdgeServices.builder(application).parent(parent).run(args.toArray(String[]::new));
        running.push(context);
        return context;
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        for (var service : running) {
            service.close();
        }
        slave.close();
        parent.close();
        bus.close();
    }

    @Test
    void theOvenIsReadAndWrittenThroughCoreCommand() {
        assertThat(get("Chamber").body())
                .contains("\"resourceName\":\"Temperature\"", "\"valueType\":\"Float32\"", "\"units\":\"hPa\"");
        var put = HttpRequest.newBuilder(URI.create(commands + "Setpoint"))
                .PUT(BodyPublishers.ofString("{\"Setpoint\":\"215\"}"));

        assertThat(send(put).statusCode()).isEqualTo(200);
        assertThat(get("Setpoint").body()).contains("\"value\":\"2.15e+02\"");
        assertThat(get("Temperature?ds-pushevent=true").statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(events.get()).isPositive());
    }

    @Test
    void theOvenIsReadAgainSoonAfterItsReturn() {
        slave.close();
        await().until(() -> get("Temperature").statusCode() >= 500);
        await().during(Duration.ofSeconds(3))
                .until(() -> get("Temperature").statusCode() != 200); // 423 once it is DOWN
        slave = DemoModbusSlave.start(slave.port());

        // tried 5 s after it is DOWN, then 10 s later
        await().atMost(Duration.ofSeconds(20)).until(() -> get("Temperature").statusCode() == 200);
    }

    private HttpResponse<String> get(String command) {
        return send(HttpRequest.newBuilder(URI.create(commands + command)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
