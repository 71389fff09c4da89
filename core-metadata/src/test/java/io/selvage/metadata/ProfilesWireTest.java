package io.selvage.metadata;

import static io.selvage.metadata.Json.json;
import static io.selvage.metadata.Json.profile;
import static io.selvage.metadata.Json.resource;
import static io.selvage.metadata.Json.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesWireTest {

    private final RunningMetadata metadata;

    ProfilesWireTest(@TempDir Path directory) {
        metadata = new RunningMetadata(directory);
    }

    @BeforeEach
    void addProfile() {
        metadata.post("/deviceprofile", profile("Pump"));
    }

    @AfterEach
    void stop() {
        metadata.close();
    }

    private void addDevice() {
        metadata.post("/deviceservice", Json.service("virtual"));
        metadata.post("/device?bypassValidation=true", Json.device("pump-1", ""));
    }

    private static String part(String profileName, String key, String part) {
        return json("[{'apiVersion':'v3','profileName':'" + profileName + "','" + key + "':" + part + "}]");
    }

    @Test
    void itIsAnsweredAsEdgexDoes() {
        addDevice();

        var found = metadata.get("/deviceprofile/name/Pump").body().get("profile");

        assertThat(found.get("linkedDeviceCount").asInt()).isEqualTo(1);
        assertThat(found.get("apiVersion").asString()).isEqualTo("v3");
        assertThat(found.at("/deviceResources/0/properties/valueType").asString())
                .isEqualTo("Int16");
        assertThat(found.at("/deviceResources/0/isHidden").asBoolean()).isFalse();
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        assertThat(metadata.post("/deviceprofile", profile("Pump")).itemStatus())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'deviceResources':[{'name':'a','properties':{'valueType':'int','readWrite':'R'}}]",
                "'deviceResources':[{'name':'a','properties':{'valueType':'Binary','readWrite':'W'}}]",
                "'deviceResources':[{'name':'a'}]",
                "'deviceCommands':[{'name':'c','readWrite':'R','resourceOperations':[{'deviceResource':'x'}]}]",
                "'deviceCommands':[{'name':'c','readWrite':'R','resourceOperations':[]}]",
                "'labels':'wet'"
            })
    void anInvalidProfileIsRefusedAsAWhole(String fields) {
        var answer = metadata.post("/deviceprofile", update("profile", "'name':'Bad'," + fields));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(metadata.get("/deviceprofile/name/Bad").status()).isEqualTo(404);
    }

    @Test
    void aReplacedProfileIsShownWithoutIdAndIsStillFoundByIt() {
        var id = metadata.get("/deviceprofile/name/Pump")
                .body()
                .at("/profile/id")
                .asString();

        var answer = metadata.put("/deviceprofile", update("profile", "'name':'Pump','model':'M2'"));

        assertThat(answer.itemStatus()).isEqualTo(200);
        var after = metadata.get("/deviceprofile/name/Pump").body().get("profile");
        assertThat(after.has("id")).isFalse();
        assertThat(after.has("created")).isFalse();
        assertThat(after.get("modified").asLong()).isPositive();
        assertThat(after.get("model").asString()).isEqualTo("M2");
        assertThat(after.get("deviceResources").isEmpty()).isTrue();
        assertThat(metadata.put("/deviceprofile", profile("Other")).itemStatus())
                .isEqualTo(404);
        var byId = update("basicinfo", "'id':'" + id + "','description':'changed'");
        assertThat(metadata.patch("/deviceprofile/basicinfo", byId).itemStatus())
                .isEqualTo(200);
    }

    @Test
    void anAddedResourcesTypeStaysAsItWasWritten() {
        metadata.post("/deviceprofile/resource", part("Pump", "resource", Json.resource("Depth")));

        var path = "/deviceprofile/name/Pump";
        assertThat(metadata.get(path)
                        .body()
                        .at("/profile/deviceResources/1/properties/valueType")
                        .asString())
                .isEqualTo("int16");
        metadata.patch("/deviceprofile/basicinfo", update("basicinfo", "'name':'Pump','description':'changed'"));
        assertThat(metadata.get(path)
                        .body()
                        .at("/profile/deviceResources/1/properties/valueType")
                        .asString())
                .isEqualTo("int16");
    }

    @Test
    void isUploadedAsYaml() {
        var yaml = """
                name: Tank
                description: 5
                deviceResources:
                - name: Röhre
                  properties: {valueType: Float32, readWrite: RW, defaultValue: 1.50, minimum: 0}
                """;

        assertThat(upload("POST", "file", yaml).status()).isEqualTo(201);
        assertThat(upload("POST", "file", yaml).status()).isEqualTo(409);
        assertThat(upload("PUT", "file", yaml).status()).isEqualTo(200);
        assertThat(upload("POST", "file", "name: ''").status()).isEqualTo(400);
        assertThat(upload("POST", "other", yaml).status()).isEqualTo(400);
        var found =
                metadata.get("/deviceresource/profile/Tank/resource/R%C3%B6hre").body();
        assertThat(found.at("/resource/properties/defaultValue").asString()).isEqualTo("1.50");
    }

    private RunningMetadata.Answer upload(String method, String part, String text) {
        var body = "--cut\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"f\"\r\n\r\n" + text
                + "\r\n--cut--\r\n";
        return metadata.send(metadata.to("/deviceprofile/uploadfile")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .method(method, BodyPublishers.ofString(body)));
    }

    @Test
    void partsComeAndGo() {
        assertThat(metadata.post("/deviceprofile/resource", part("Pump", "resource", resource("Flow")))
                        .itemStatus())
                .isEqualTo(201);
        assertThat(metadata.post("/deviceprofile/resource", part("Pump", "resource", resource("Flow")))
                        .itemStatus())
                .isEqualTo(400);
        assertThat(metadata.patch(
                                "/deviceprofile/resource", part("Pump", "resource", "{'name':'Flow','isHidden':true}"))
                        .itemStatus())
                .isEqualTo(200);
        assertThat(metadata.get("/deviceresource/profile/Pump/resource/Flow")
                        .body()
                        .at("/resource/isHidden")
                        .asBoolean())
                .isTrue();
        assertThat(metadata.delete("/deviceprofile/name/Pump/resource/Flow").status())
                .isEqualTo(200);
        assertThat(metadata.delete("/deviceprofile/name/Pump/resource/Flow").status())
                .isEqualTo(404);
    }

    @Test
    void aPartThatIsNeededStays() {
        assertThat(metadata.delete("/deviceprofile/name/Pump/resource/Level").status())
                .isEqualTo(400);
        addDevice();
        assertThat(metadata.delete("/deviceprofile/name/Pump/deviceCommand/All").status())
                .isEqualTo(409);
        assertThat(metadata.delete("/deviceprofile/name/Pump").status()).isEqualTo(409);
    }

    @Test
    void basicInfosHaveNoResources() {
        metadata.patch("/deviceprofile/basicinfo", update("basicinfo", "'name':'Pump','description':'wet'"));

        var info = metadata.get("/deviceprofile/basicinfo/all?labels=wet").body();

        assertThat(info.get("totalCount").asInt()).isEqualTo(1);
        assertThat(info.at("/profiles/0/description").asString()).isEqualTo("wet");
        assertThat(info.at("/profiles/0").has("deviceResources")).isFalse();
    }

    @Test
    void areFoundByManufacturerAndModel() {
        assertThat(total("/deviceprofile/manufacturer/Acme")).isEqualTo(1);
        assertThat(total("/deviceprofile/model/M1")).isEqualTo(1);
        assertThat(total("/deviceprofile/manufacturer/Acme/model/M1")).isEqualTo(1);
        assertThat(total("/deviceprofile/manufacturer/Acme/model/M2")).isZero();
    }

    private int total(String path) {
        return metadata.get(path).body().get("totalCount").asInt();
    }

    @Test
    void tagsAreMergedDeep() {
        tag("{'site':{'a':1,'b':2}}");
        tag("{'site':{'b':3},'floor':'2'}");

        var resource =
                metadata.get("/deviceresource/profile/Pump/resource/Level").body();
        assertThat(resource.at("/resource/tags").toString()).isEqualTo(json("{'floor':'2','site':{'a':1,'b':3}}"));
    }

    private void tag(String tags) {
        var request = json("{'apiVersion':'v3','deviceResources':[{'name':'Level','tags':" + tags
                + "},{'name':'none','tags':{'x':1}}]}");
        assertThat(metadata.patch("/deviceprofile/name/Pump/tags", request).status())
                .isEqualTo(200);
    }
}
