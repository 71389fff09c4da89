package io.selvage.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged is stored, once, whatever happens to the box. */
class NothingLostTest {

    private static final int PUBLISHERS = 4;

    @TempDir
    Path directory;

    private final Http http = new Http();

    private int stored(BoxProcess box, String device) throws Exception {
        return http.get(box.data("/event/count/device/name/" + device))
                .json()
                .get("count")
                .asInt();
    }

    @Test
    void fiftyThousandEventsAtFullSpeedAreAllStored() throws Exception {
        var each = 50_000 / PUBLISHERS;
        try (var box = BoxProcess.start(directory.resolve("box"), "--no-demo");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var publishers = new ArrayList<Future<?>>();
            for (var i = 0; i < PUBLISHERS; i++) {
                var device = "burst-" + i;
                publishers.add(threads.submit((Callable<Object>) () -> {
                    try (var publisher = Publisher.connect(box.broker(), device)) {
                        for (var n = 0; n < each; n++) {
                            publisher.send(TestEvents.of(device));
                        }
                        publisher.awaitAcknowledged();
                        return publisher.acknowledged().size();
                    }
                }));
            }
            for (var publisher : publishers) {
                assertThat(publisher.get(180, SECONDS)).isEqualTo(each);
            }

            for (var i = 0; i < PUBLISHERS; i++) {
                assertThat(stored(box, "burst-" + i)).isEqualTo(each);
            }
        }
    }

    @Test
    void sixtyFourClientsOfUnknownDevicesAreAllServed() throws Exception {
        try (var box = BoxProcess.start(directory.resolve("box"), "--no-demo");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var together = new CyclicBarrier(64);
            var answers = IntStream.range(0, 64)
                    .mapToObj(i -> threads.submit(() -> {
                        var body = TestEvents.json(TestEvents.of("new-" + i));
                        together.await(30, SECONDS);
                        return http.post(box.data(TestEvents.restPath("new-" + i)), body)
                                .status();
                    }))
                    .toList();

            for (var answer : answers) {
                assertThat(answer.get(30, SECONDS)).isEqualTo(201);
            }
            assertThat(http.get(box.data("/event/count")).json().get("count").asInt())
                    .isEqualTo(64);
        }
    }

    @Test
    void theSameEventTwiceIsStoredOnce() throws Exception {
        try (var box = BoxProcess.start(directory.resolve("box"), "--no-demo");
                var publisher = Publisher.connect(box.broker(), "twice")) {
            var event = TestEvents.of("twice");

            publisher.send(event);
            publisher.send(event);
            publisher.awaitAcknowledged();

            assertThat(stored(box, "twice")).isEqualTo(1);
        }
    }

    @Test
    void twentyKillsUnderLoadLoseNothingThatWasAcknowledged() throws Exception {
        try (var box = BoxProcess.start(directory.resolve("box"), "--no-demo");
                var load = new Load(box)) {
            for (var round = 0; round < 20; round++) {
                var before = load.acknowledged();
                await().atMost(30, SECONDS).until(() -> load.acknowledged() > before + 200);
                box.kill();
                box.restart();
            }
            load.stop();

            for (var device : load.devices()) {
                assertThat(load.missing(device)).as(device).isEmpty();
                assertThat(stored(box, device)).as(device).isBetween(load.acknowledged(device), load.sent(device));
            }
        }
    }
}
