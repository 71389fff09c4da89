package io.selvage.metadata;

import static io.selvage.metadata.Json.service;
import static io.selvage.metadata.Json.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceServicesWireTest {

    private final RunningMetadata metadata;

    DeviceServicesWireTest(@TempDir Path directory) {
        metadata = new RunningMetadata(directory);
    }

    @AfterEach
    void stop() {
        metadata.close();
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        var first = metadata.post("/deviceservice", service("virtual"));
        var second = metadata.post("/deviceservice", service("virtual"));

        assertThat(first.status()).isEqualTo(207);
        assertThat(first.item().get("statusCode").asInt()).isEqualTo(201);
        assertThat(second.item().get("statusCode").asInt()).isEqualTo(409);
        assertThat(second.item().has("id")).isFalse();
    }

    @Test
    void itIsAnsweredAsEdgexDoes() {
        var id = metadata.post("/deviceservice", service("Röhre 1/a"))
                .item()
                .get("id")
                .asString();

        var answer = metadata.get("/deviceservice/name/R%C3%B6hre%201%2Fa").body();

        assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
        var found = answer.get("service");
        assertThat(found.get("id").asString()).isEqualTo(id);
        assertThat(found.get("properties").isEmpty()).isTrue();
        assertThat(found.get("created").asLong())
                .isEqualTo(found.get("modified").asLong());
        assertThat(found.has("labels")).isFalse();
    }

    @Test
    void anUpdateChangesWhatItNames() {
        metadata.post("/deviceservice", service("virtual"));

        var answer = metadata.patch("/deviceservice", update("service", "'name':'virtual','adminState':'LOCKED'"));

        assertThat(answer.item().get("statusCode").asInt()).isEqualTo(200);
        var changed = metadata.get("/deviceservice/name/virtual").body().get("service");
        assertThat(changed.get("adminState").asString()).isEqualTo("LOCKED");
        assertThat(changed.get("baseAddress").asString()).isEqualTo("http://localhost:59900");
    }

    @Test
    void anUpdateFailsWhereIdAndNameDiffer() {
        var id = metadata.post("/deviceservice", service("virtual"))
                .item()
                .get("id")
                .asString();

        assertThat(updateStatus("'id':'" + id + "','name':'other'")).isEqualTo(400);
        assertThat(updateStatus("'name':'unknown'")).isEqualTo(404);
    }

    private int updateStatus(String fields) {
        return metadata.patch("/deviceservice", update("service", fields))
                .item()
                .get("statusCode")
                .asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'adminState':'LOCKED'", "'name':''", "'name':'x','baseAddress':''", "'id':'1'"})
    void anInvalidUpdateIsRefusedAsAWhole(String fields) {
        assertThat(metadata.patch("/deviceservice", update("service", fields)).status())
                .isEqualTo(400);
    }

    @Test
    void pagesKeepTheOrderOfCreation() {
        for (var name : new String[] {"c", "a", "b"}) {
            metadata.post("/deviceservice", service(name));
        }

        var page = metadata.get("/deviceservice/all?offset=1&limit=1").body();

        assertThat(page.get("totalCount").asInt()).isEqualTo(3);
        assertThat(page.at("/services/0/name").asString()).isEqualTo("a");
        assertThat(metadata.get("/deviceservice/all?offset=4").status()).isEqualTo(416);
        assertThat(metadata.get("/deviceservice/all?limit=x").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void aBatchWithoutRequestsIsAnsweredNull(String body) {
        var answer = metadata.post("/deviceservice", body);

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.body().isNull()).isTrue();
    }

    @Test
    void deletesWhatNothingNames() {
        metadata.post("/deviceservice", service("virtual"));
        metadata.post("/deviceprofile", Json.profile("Pump"));
        metadata.post("/device?bypassValidation=true", Json.device("pump-1", ""));

        assertThat(metadata.delete("/deviceservice/name/virtual").status()).isEqualTo(409);
        metadata.delete("/device/name/pump-1");
        assertThat(metadata.delete("/deviceservice/name/virtual").status()).isEqualTo(200);
        assertThat(metadata.delete("/deviceservice/name/virtual").status()).isEqualTo(404);
    }
}
