package io.selvage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No race leaves a device behind whose profile or service is gone. A subclass says where the data lie. */
abstract class ReferencesContract {

    private static final int ROUNDS = 20;

    abstract RunningMetadata metadata();

    @AfterEach
    void stop() {
        metadata().close();
    }

    @Test
    void aProfileIsEitherDeletedOrUsed() throws Exception {
        metadata().post("/deviceservice", Json.service("virtual"));
        for (var round = 0; round < ROUNDS; round++) {
            metadata().post("/deviceprofile", Json.profile("Pump"));
            var name = "pump-" + round;

            var statuses = together(List.of(
                    () -> metadata()
                            .post("/device?bypassValidation=true", Json.device(name, ""))
                            .itemStatus(),
                    () -> metadata().delete("/deviceprofile/name/Pump").status()));

            assertThat(statuses).isIn(List.of(201, 409), List.of(400, 200));
            metadata().delete("/device/name/" + name);
        }
    }

    @Test
    void oneOfManySameNamesIsAdded() throws Exception {
        List<Callable<Integer>> requests = new ArrayList<>();
        for (var i = 0; i < 8; i++) {
            requests.add(() ->
                    metadata().post("/deviceservice", Json.service("same")).itemStatus());
        }

        assertThat(together(requests)).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void noUpdateIsLost() throws Exception {
        metadata().post("/deviceprofile", Json.profile("Pump"));
        List<Callable<Integer>> requests = new ArrayList<>();
        for (var i = 0; i < 8; i++) {
            var resource =
                    Json.json("[{'apiVersion':'v3','profileName':'Pump','resource':") + Json.resource("r" + i) + "}]";
            requests.add(
                    () -> metadata().post("/deviceprofile/resource", resource).itemStatus());
        }

        assertThat(together(requests)).containsOnly(201);
        assertThat(metadata().get("/deviceprofile/name/Pump").body().at("/profile/deviceResources"))
                .hasSize(9);
    }

    private static List<Integer> together(List<Callable<Integer>> requests) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (Future<Integer> answer : threads.invokeAll(requests)) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }
}
