package io.selvage.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Mosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What device-rest answered with 200, and what the devices' broker has at QoS 1, outlives {@code kill -9} of the box. */
class PushedValuesTest {

    private static final int PAGE = 1_000;
    private static final int PAUSE_MS = 2; // what is sent in a run stays a few pages

    private final Http http = new Http();
    private final Set<String> posted = ConcurrentHashMap.newKeySet();
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopping = new CountDownLatch(1);

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        http.close();
    }

    private BoxProcess start(Mosquitto broker) throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("profiles")).resolve("p.yaml"), """
                name: Counter
                deviceResources:
                  - {name: count, properties: {valueType: Int64, readWrite: R}}
                """);
        for (var device : new String[] {"rest", "mqtt"}) {
            Files.writeString(Files.createDirectories(directory.resolve(device)).resolve("d.yaml"), """
                    deviceList:
                    - {name: %s, profileName: Counter, protocols: {%s}}
                    """.formatted(
                            device, device.equals("rest") ? "other: {}" : "mqtt: {CommandTopic: c}"));
        }
        return BoxProcess.start(
                directory.resolve("box"),
                "--no-demo",
                "--with=device-rest",
                "--with=device-mqtt",
                "--set=device-rest.Device.ProfilesDir=" + directory.resolve("profiles"),
                "--set=device-rest.Device.DevicesDir=" + directory.resolve("rest"),
                "--set=device-mqtt.Device.ProfilesDir=" + directory.resolve("profiles"),
                "--set=device-mqtt.Device.DevicesDir=" + directory.resolve("mqtt"),
                "--set=device-mqtt.MQTTBrokerInfo.Port=" + broker.port(),
                "--set=device-mqtt.MQTTBrokerInfo.Qos=1");
    }

    private Void post(BoxProcess box) throws InterruptedException {
        for (var i = 0; !stopping.await(PAUSE_MS, MILLISECONDS); i++) {
            try {
                if (http.post(box.url(59986) + "/resource/rest/count", "" + i).status() == 200) {
                    posted.add("" + i);
                }
            } catch (IOException _) {
                var _ = stopping.await(50, MILLISECONDS); // the box is dead: not acknowledged
            }
        }
        return null;
    }

    private Void publish(SimulatedDevice device) throws Exception {
        for (var i = 0; !stopping.await(PAUSE_MS, MILLISECONDS); i++) {
            device.publish("incoming/data/mqtt/count", ("" + i).getBytes(UTF_8), 1);
            published.add("" + i);
        }
        return null;
    }

    private Set<String> stored(BoxProcess box, String device) throws Exception {
        var values = new HashSet<String>();
        var offset = 0;
        while (offset % PAGE == 0) {
            var path = "/reading/device/name/" + device + "?limit=" + PAGE + "&offset=" + offset;
            var readings = http.get(box.data(path)).json().path("readings");
            readings.forEach(reading -> values.add(reading.path("value").asString()));
            if (readings.isEmpty()) {
                break;
            }
            offset += readings.size();
        }
        return values;
    }

    @Test
    void aKilledBoxHasAllThatWasAcknowledged() throws Exception {
        try (var broker = Mosquitto.in(directory).start();
                var device = new SimulatedDevice(broker.address(), "c");
                var box = start(broker);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(20, SECONDS)
                    .until(() -> http.post(box.url(59986) + "/resource/rest/count", "-1")
                                    .status()
                            == 200);
            await().atMost(20, SECONDS).until(() -> {
                device.publish("incoming/data/mqtt/count", "-1"); // until the subscription is there
                return stored(box, "mqtt").contains("-1");
            });
            try {
                var posting = threads.submit(() -> post(box));
                var publishing = threads.submit(() -> publish(device));
                await().atMost(20, SECONDS).until(() -> posted.size() > 50 && published.size() > 50);
                box.kill();
                box.restart();
                var before = posted.size();
                await().atMost(20, SECONDS).until(() -> posted.size() > before + 50);
                stopping.countDown();
                posting.get(30, SECONDS);
                publishing.get(30, SECONDS);
            } finally {
                stopping.countDown(); // closing the threads waits for them
            }

            await().atMost(20, SECONDS).untilAsserted(() -> {
                assertThat(stored(box, "rest")).containsAll(posted);
                assertThat(stored(box, "mqtt")).containsAll(published);
            });
        }
    }
}
