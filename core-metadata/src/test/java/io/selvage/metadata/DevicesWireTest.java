package io.selvage.metadata;

import static io.selvage.metadata.Json.device;
import static io.selvage.metadata.Json.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.device.AddDeviceRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesWireTest {

    private static final String UNASKED = "/device?bypassValidation=true";

    private final RunningMetadata metadata;

    DevicesWireTest(@TempDir Path directory) {
        metadata = new RunningMetadata(directory, "--Service.RequestTimeout=2s");
    }

    @BeforeEach
    void addNeighbours() {
        metadata.post("/deviceservice", Json.service("virtual"));
        metadata.post("/deviceprofile", Json.profile("Pump"));
    }

    @AfterEach
    void stop() {
        metadata.close();
    }

    private int add(String device) {
        return metadata.post(UNASKED, device).itemStatus();
    }

    private int patch(String fields) {
        return metadata.patch(UNASKED, update("device", fields)).itemStatus();
    }

    @Test
    void itIsAnsweredAsEdgexDoes() {
        var more = ",'autoEvents':[{'interval':'10s','sourceName':'Level'}],'location':{'lat':1.0},'LABELS':['x']";
        var id = metadata.post(UNASKED, device("pump-1", more)).item().get("id").asString();

        var found = metadata.get("/device/name/pump-1").body().get("device");

        assertThat(found.get("id").asString()).isEqualTo(id);
        assertThat(found.get("autoEvents").toString())
                .isEqualTo(Json.json("[{'interval':'10s','onChange':false,'onChangeThreshold':0,'sourceName':'Level',"
                        + "'retention':{'maxCap':0,'minCap':0,'duration':''}}]"));
        assertThat(found.get("labels").toString()).isEqualTo("[\"x\"]");
        assertThat(found.get("location").toString()).isEqualTo("{\"lat\":1}");
        assertThat(metadata.get("/device/id/" + id).status()).isEqualTo(200);
        assertThat(metadata.get("/device/id/5").status()).isEqualTo(400);
        assertThat(metadata.get("/device/check/name/pump-1").status()).isEqualTo(200);
        assertThat(metadata.get("/device/check/name/none").body().has("message"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "virtual|other",
                "Pump|Other",
                "'labels':[]|'autoEvents':[{'interval':'1s','sourceName':'Flow'}]",
                "'labels':[]|'autoEvents':[{'interval':'1d','sourceName':'Level'}]",
                "'labels':[]|'parent':'pump-1'"
            })
    void whatDoesNotFitIsRefusedAsAnItem(String part, String other) {
        var wrong = device("pump-1", ",'labels':[]").replace(Json.json(part), Json.json(other));

        var answer = metadata.post(UNASKED, wrong);

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.itemStatus()).isEqualTo(400);
        assertThat(metadata.get("/device/name/pump-1").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'autoEvents':[{'interval':'1','sourceName':'Level'}]",
                ",'autoEvents':[{'interval':'1s'}]",
                ",'autoEvents':[{'interval':'1s','sourceName':'Level','retention':{'duration':'1'}}]",
                ",'adminState':''",
                ",'operatingState':0",
                ",'protocols':null",
                ",'name':' '"
            })
    void anInvalidDeviceIsRefusedAsAWhole(String more) {
        assertThat(metadata.post(UNASKED, device("pump-1", more)).status()).isEqualTo(400);
    }

    @Test
    void autoEventSourcesMayBeExpressions() {
        assertThat(add(device("a", ",'autoEvents':[{'interval':'1s','sourceName':'L.*'}]")))
                .isEqualTo(201);
        assertThat(add(device("b", ",'autoEvents':[{'interval':'1s','sourceName':'(a+)+b['}]")))
                .isEqualTo(400);
    }

    @Test
    void forcePutsADeviceInThePlaceOfAnother() {
        var first = metadata.post(UNASKED, device("pump-1", "")).item().get("id");
        assertThat(add(device("pump-1", ""))).isEqualTo(409);

        var forced = metadata.post("/device?force=true", device("pump-1", ",'description':'new'"));

        assertThat(forced.itemStatus()).isEqualTo(201);
        assertThat(forced.item().get("id")).isEqualTo(first);
        assertThat(metadata.get("/device/name/pump-1")
                        .body()
                        .at("/device/description")
                        .asString())
                .isEqualTo("new");
    }

    @Test
    void theDeviceServiceIsAsked() {
        assertThat(metadata.post("/device", device("pump-1", "")).itemStatus()).isEqualTo(503);
        var asked = metadata.bus()
                .subscribe(TopicFilter.of("edgex/virtual/validate/device"), MessageHandler.of(message -> {
                    var request = message.envelope();
                    var name =
                            request.payloadAs(AddDeviceRequest.class).device().name();
                    var reply = name.equals("bad") ? request.error("not so") : request.reply(null, "application/json");
                    metadata.bus().publish("edgex/response/virtual/" + request.requestId(), reply);
                }));

        assertThat(metadata.post("/device", device("pump-1", "")).itemStatus()).isEqualTo(201);
        var refused = metadata.post("/device", device("bad", ""));
        assertThat(refused.itemStatus()).isEqualTo(500);
        assertThat(refused.item().get("message").asString()).isEqualTo("not so");
        asked.close();
    }

    @Test
    void anUpdateChecksWhatItNames() {
        add(device("pump-1", ",'autoEvents':[{'interval':'1s','sourceName':'Level'}]"));

        assertThat(patch("'name':'pump-1','adminState':'LOCKED'")).isEqualTo(200);
        assertThat(patch("'name':'pump-1','serviceName':'other'")).isEqualTo(400);
        assertThat(patch("'name':'pump-1','profileName':'Other'")).isEqualTo(400);
        assertThat(patch("'name':'pump-1','parent':'pump-1'")).isEqualTo(400);
        assertThat(patch("'name':'none','labels':[]")).isEqualTo(404);
        assertThat(patch("'name':'pump-1','autoEvents':[{'interval':'1s','sourceName':'Flow'}]"))
                .isEqualTo(400);
    }

    @Test
    void autoEventsThatDoNotFitANewProfileAreDropped() {
        metadata.post("/deviceprofile", update("profile", "'name':'Empty'"));
        add(device("pump-1", ",'autoEvents':[{'interval':'1s','sourceName':'Level'}]"));

        assertThat(patch("'name':'pump-1','profileName':'Empty'")).isEqualTo(200);

        assertThat(metadata.get("/device/name/pump-1").body().get("device").has("autoEvents"))
                .isFalse();
    }

    @Test
    void aParentStaysWhileItHasChildren() {
        add(device("a", ""));
        add(device("b", ",'parent':'a'"));
        add(device("c", ",'parent':'b','labels':['x']"));

        assertThat(names("/device/all?descendantsOf=a")).isEqualTo("[b, c]");
        assertThat(names("/device/all?descendantsOf=a&maxLevels=1")).isEqualTo("[b]");
        assertThat(names("/device/all?descendantsOf=a&labels=x")).isEqualTo("[]");
        assertThat(metadata.get("/device/all?maxLevels=-2").status()).isEqualTo(400);
        assertThat(metadata.delete("/device/name/a").status()).isEqualTo(409);
        assertThat(metadata.delete("/device/name/c").status()).isEqualTo(200);
    }

    @Test
    void aNumberThatIsInfiniteIsRefused() {
        assertThat(metadata.post("/device?bypassValidation=true", device("far", Json.json(",'location':{'x':1e999}")))
                        .itemStatus())
                .isEqualTo(400);
    }

    @Test
    void areListedByServiceAndProfileAndLabels() {
        add(device("a", ",'labels':['x','y']"));
        add(device("b", ",'labels':['y']"));

        assertThat(names("/device/service/name/virtual?limit=-1")).isEqualTo("[a, b]");
        assertThat(names("/device/profile/name/Pump?offset=1")).isEqualTo("[b]");
        assertThat(names("/device/profile/name/none")).isEqualTo("[]");
        assertThat(names("/device/all?labels=y,x")).isEqualTo("[a]");
    }

    private String names(String path) {
        return metadata.get(path).body().get("devices").values().stream()
                .map(device -> device.get("name").asString())
                .toList()
                .toString();
    }
}
