package io.selvage.system;

import io.selvage.contracts.event.AddEventRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.MqttException;

/** Publishers over HTTP and over MQTT that go on while the box dies and comes back, and remember what was acknowledged. */
final class Load implements AutoCloseable {

    private static final int PAGE = 1000;

    private final BoxProcess box;
    private final Http http = new Http();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Sent> byDevice = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    Load(BoxProcess box) {
        this.box = box;
        for (var i = 0; i < 3; i++) {
            var rest = "rest-" + i;
            var mqtt = "mqtt-" + i;
            threads.execute(() -> overHttp(rest));
            threads.execute(() -> overMqtt(mqtt));
        }
    }

    /** What a publisher has sent: how many, and the ids of those that were acknowledged. */
    private record Sent(AtomicInteger count, Set<String> acknowledged) {}

    private Sent sentBy(String device) {
        return byDevice.computeIfAbsent(device, _ -> new Sent(new AtomicInteger(), ConcurrentHashMap.newKeySet()));
    }

    private AddEventRequest next(String device) {
        sentBy(device).count().incrementAndGet();
        return TestEvents.of(device);
    }

    private void overHttp(String device) {
        while (running) {
            var event = next(device);
            try {
                if (http.post(box.data(TestEvents.restPath(device)), TestEvents.json(event))
                                .status()
                        == 201) {
                    sentBy(device).acknowledged().add(event.event().id());
                }
            } catch (IOException e) {
                untilNextTry();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void overMqtt(String device) {
        while (running) {
            try (var publisher = Publisher.connect(box.broker(), device)) {
                while (running) {
                    publisher.send(next(device));
                    sentBy(device).acknowledged().addAll(publisher.acknowledged());
                }
                publisher.awaitAcknowledged();
                sentBy(device).acknowledged().addAll(publisher.acknowledged());
            } catch (MqttException e) {
                untilNextTry();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The box is away; trying again at once would only burn what it needs to come back. */
    private static void untilNextTry() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }

    List<String> devices() {
        return List.copyOf(new TreeSet<>(byDevice.keySet()));
    }

    int acknowledged() {
        return devices().stream().mapToInt(this::acknowledged).sum();
    }

    int acknowledged(String device) {
        return sentBy(device).acknowledged().size();
    }

    int sent(String device) {
        return sentBy(device).count().get();
    }

    void stop() throws InterruptedException {
        running = false;
        threads.shutdown();
        if (!threads.awaitTermination(90, TimeUnit.SECONDS)) {
            throw new AssertionError("the publishers do not end");
        }
    }

    /** The ids that were acknowledged and are not in the store. */
    List<String> missing(String device) throws IOException, InterruptedException {
        var missing = new TreeSet<>(sentBy(device).acknowledged());
        for (var offset = 0; ; offset += PAGE) {
            var page = http.get(box.data("/event/device/name/" + device + "?limit=" + PAGE + "&offset=" + offset))
                    .json()
                    .get("events");
            page.valueStream().forEach(event -> missing.remove(event.get("id").asString()));
            if (page.size() < PAGE) {
                return new ArrayList<>(missing);
            }
        }
    }

    @Override
    public void close() {
        running = false;
        threads.shutdownNow();
        http.close();
    }
}
