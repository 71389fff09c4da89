package io.selvage.metadata;

import static io.selvage.metadata.Json.json;
import static io.selvage.metadata.Json.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchersWireTest {

    private static final String REST = "'serviceName':'virtual','identifiers':{'address':'.*'},'adminState':'UNLOCKED'";

    private final RunningMetadata metadata;

    WatchersWireTest(@TempDir Path directory) {
        metadata = new RunningMetadata(directory);
    }

    @BeforeEach
    void addProfile() {
        metadata.post("/deviceprofile", Json.profile("Pump"));
    }

    @AfterEach
    void stop() {
        metadata.close();
    }

    private RunningMetadata.Answer add(String fields) {
        return metadata.post("/provisionwatcher", update("provisionwatcher", fields));
    }

    private int addFor(String name, String profile) {
        var discovered = ",'discoveredDevice':{'adminState':'UNLOCKED','profileName':'" + profile + "'}";
        return add("'name':'" + name + "'," + REST + discovered).itemStatus();
    }

    @Test
    void itsProfileMustExistAndItsServiceNeedNot() {
        assertThat(addFor("w", "Pump")).isEqualTo(201);
        assertThat(addFor("w", "Pump")).isEqualTo(409);
        assertThat(addFor("x", "Other")).isEqualTo(404);

        var found = metadata.get("/provisionwatcher/name/w").body().get("provisionWatcher");
        assertThat(found.get("discoveredDevice").toString())
                .isEqualTo(json("{'profileName':'Pump','adminState':'UNLOCKED','properties':{}}"));
    }

    @Test
    void itsProfileIsNotDeleted() {
        addFor("w", "Pump");

        assertThat(metadata.delete("/deviceprofile/name/Pump").status()).isEqualTo(409);
        metadata.delete("/provisionwatcher/name/w");
        assertThat(metadata.delete("/deviceprofile/name/Pump").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'name':'w'," + REST,
                "'name':'w','discoveredDevice':{}," + REST,
                "'name':'w','serviceName':'s','identifiers':{},'adminState':'LOCKED',"
                        + "'discoveredDevice':{'adminState':'LOCKED'}",
                "'name':''," + REST + ",'discoveredDevice':{'adminState':'LOCKED'}"
            })
    void anInvalidWatcherIsRefusedAsAWhole(String fields) {
        assertThat(add(fields).status()).isEqualTo(400);
    }

    @Test
    void anUpdateChangesWhatItNames() {
        addFor("w", "Pump");

        var answer = metadata.patch(
                "/provisionwatcher",
                update("provisionWatcher", "'name':'w','discoveredDevice':{'profileName':''},'labels':['a']"));

        assertThat(answer.itemStatus()).isEqualTo(200);
        var page = metadata.get("/provisionwatcher/service/name/virtual").body();
        assertThat(page.at("/provisionWatchers/0/discoveredDevice").has("profileName"))
                .isFalse();
        assertThat(page.at("/provisionWatchers/0/labels/0").asString()).isEqualTo("a");
        assertThat(metadata.get("/provisionwatcher/profile/name/Pump")
                        .body()
                        .get("totalCount")
                        .asInt())
                .isZero();
    }
}
