package io.selvage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No race leaves a thing behind whose profile or service is gone, and who loses it is told so. A subclass says where the
 * data lie, and whether a second instance works on them.
 */
abstract class ReferencesContract {

    private static final int ROUNDS = 20;
    private static final int CLIENTS = 8;
    private static final String DEVICES = "/device?bypassValidation=true";

    abstract RunningMetadata metadata();

    /** The instance that the other half of the requests goes to. */
    abstract RunningMetadata other();

    @AfterEach
    void stop() {
        metadata().close();
        other().close();
    }

    private static String watcher(String name) {
        return Json.json("[{'apiVersion':'v3','provisionWatcher':{'name':'" + name + "','serviceName':'virtual',"
                + "'identifiers':{'a':'b'},'adminState':'UNLOCKED','discoveredDevice':{'profileName':'Pump',"
                + "'adminState':'UNLOCKED'}}}]");
    }

    /** Adds a thing through one instance while the other deletes what it names. */
    private List<Integer> race(String path, String thing, String named) throws Exception {
        return together(List.of(
                () -> metadata().post(path, thing).itemStatus(),
                () -> other().delete(named).status()));
    }

    @Test
    void aProfileIsEitherDeletedOrUsed() throws Exception {
        metadata().post("/deviceservice", Json.service("virtual"));
        for (var round = 0; round < ROUNDS; round++) {
            metadata().post("/deviceprofile", Json.profile("Pump"));

            var statuses = race(DEVICES, Json.device("pump", ""), "/deviceprofile/name/Pump");

            assertThat(statuses).isIn(List.of(201, 409), List.of(400, 200));
            metadata().delete("/device/name/pump");
        }
    }

    @Test
    void aServiceIsEitherDeletedOrUsed() throws Exception {
        metadata().post("/deviceprofile", Json.profile("Pump"));
        for (var round = 0; round < ROUNDS; round++) {
            metadata().post("/deviceservice", Json.service("virtual"));

            var statuses = race(DEVICES, Json.device("pump", ""), "/deviceservice/name/virtual");

            assertThat(statuses).isIn(List.of(201, 409), List.of(400, 200));
            metadata().delete("/device/name/pump");
        }
    }

    @Test
    void aProfileIsEitherDeletedOrWatchedFor() throws Exception {
        metadata().post("/deviceservice", Json.service("virtual"));
        for (var round = 0; round < ROUNDS; round++) {
            metadata().post("/deviceprofile", Json.profile("Pump"));

            var statuses = race("/provisionwatcher", watcher("pumps"), "/deviceprofile/name/Pump");

            assertThat(statuses).isIn(List.of(201, 409), List.of(404, 200));
            metadata().delete("/provisionwatcher/name/pumps");
        }
    }

    @ParameterizedTest
    @CsvSource({"/deviceservice", "/deviceprofile", "/device?bypassValidation=true", "/provisionwatcher"})
    void oneOfManySameNamesIsAdded(String path) throws Exception {
        metadata().post("/deviceservice", Json.service("virtual"));
        metadata().post("/deviceprofile", Json.profile("Pump"));
        var thing = switch (path) {
            case "/deviceservice" -> Json.service("same");
            case "/deviceprofile" -> Json.profile("same");
            case "/provisionwatcher" -> watcher("same");
            default -> Json.device("same", "");
        };

        var statuses = together(all(_ -> thing, path));

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void noUpdateIsLost() throws Exception {
        metadata().post("/deviceprofile", Json.profile("Pump"));
        var head = Json.json("[{'apiVersion':'v3','profileName':'Pump','resource':");

        var statuses = together(all(number -> head + Json.resource(number) + "}]", "/deviceprofile/resource"));

        assertThat(statuses).containsOnly(201);
        assertThat(metadata().get("/deviceprofile/name/Pump").body().at("/profile/deviceResources"))
                .hasSize(CLIENTS + 1);
    }

    /** Posts by so many clients at once, half of them to each instance. */
    private List<Callable<Integer>> all(UnaryOperator<String> thing, String path) {
        List<Callable<Integer>> requests = new ArrayList<>();
        for (var i = 0; i < CLIENTS; i++) {
            var instance = i % 2 == 0 ? metadata() : other();
            var body = thing.apply("r" + i);
            requests.add(() -> instance.post(path, body).itemStatus());
        }
        return requests;
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
