package io.selvage.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.keyvalue.KeyValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The eight routes over HTTP, whatever the database. */
abstract class KeeperContract {

    private static final String LEVEL = "/kvs/key/edgex/v4/a-service/Writable/LogLevel";
    private static final String COMMON = "/kvs/key/edgex/v4/core-common-config-bootstrapper/";
    private static final String SERVICE = """
            {"apiVersion":"v3","registration":{"serviceId":"pump","host":"%s","port":1,
             "healthCheck":{"interval":"%s","path":"/api/v3/ping","type":"http"}}}
            """;

    private RunningKeeper keeper;

    /** Options that choose the database. */
    abstract String[] database();

    @BeforeEach
    void start() {
        keeper = new RunningKeeper(new InMemoryMessageBus(), 0, database());
        keeper.clear();
    }

    @AfterEach
    void stop() {
        keeper.close();
    }

    @Test
    void aValueIsAnsweredInBase64OrAsText() {
        assertThat(keeper.put(LEVEL, "{\"value\":\"WARN\"}")
                        .body()
                        .at("/response/0")
                        .asString())
                .isEqualTo("edgex/v4/a-service/Writable/LogLevel");
        assertThat(keeper.get(LEVEL).body().at("/response/0/value").asString()).isEqualTo("V0FSTg==");
        var plain = keeper.get(LEVEL + "?plaintext=true").body().at("/response/0");
        assertThat(plain.at("/value").asString()).isEqualTo("WARN");
        assertThat(plain.at("/Created").asLong()).isPositive();
    }

    @Test
    void aKeyStandsForAllBelowItAndForNothingBeside() {
        keeper.put("/kvs/key/edgex/v4/core-data/Service/Port", "{\"value\":59880}");
        keeper.put("/kvs/key/edgex/v4/core-database", "{\"value\":\"other\"}");
        var found = keeper.get("/kvs/key/edgex%2Fv4%2Fcore%2Ddata?keyOnly=true")
                .body()
                .at("/response");
        assertThat(found.toString()).isEqualTo("[\"edgex/v4/core-data/Service/Port\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"true | true", "3 | 3", "1.5 | 1.5", "1e3 | 1000", "[1,2] | [1,2]", "{\"a\":1} | {\"a\":1}"})
    void aValueIsKeptAsText(String json, String text) {
        keeper.put(LEVEL, "{\"value\":" + json + "}");
        assertThat(keeper.get(LEVEL + "?plaintext=true")
                        .body()
                        .at("/response/0/value")
                        .asString())
                .isEqualTo(text);
    }

    @Test
    void membersBecomeKeysWhereItIsFlattened() {
        var body = "{\"value\":{\"Service\":{\"Port\":1,\"Host\":\"h\"},\"Empty\":{},\"Null\":null,\"List\":[1]}}";
        assertThat(keeper.put("/kvs/key/edgex/v4/flat?flatten=true", body)
                        .body()
                        .at("/response"))
                .hasSize(3);
        assertThat(keeper.get("/kvs/key/edgex/v4/flat/List?plaintext=true")
                        .body()
                        .at("/response/0/value")
                        .asString())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"key:value\"", "{}", "{\"value\":null}", "{\"value\":{}}", "[", ""})
    void aBodyWithoutAValueIsRefused(String body) {
        assertThat(keeper.put(LEVEL, body).status()).isEqualTo(400);
    }

    @Test
    void aSemicolonBelongsToTheKey() {
        assertThat(keeper.put("/kvs/key/x;a=b", "{\"value\":1}")
                        .body()
                        .at("/response/0")
                        .asString())
                .isEqualTo("x;a=b");
        assertThat(keeper.get("/kvs/key/x").status()).isEqualTo(404);
        assertThat(keeper.get("/kvs/key/x;a=b").status()).isEqualTo(200);
    }

    @Test
    void aNumberBeyondAllDoublesOrAMemberWithoutNameIsRefused() {
        assertThat(keeper.put(LEVEL, "{\"value\":1e400}").status()).isEqualTo(400);
        assertThat(keeper.put(LEVEL + "?flatten=true", "{\"value\":{\"\":1}}").status())
                .isEqualTo(400);
        assertThat(keeper.get(LEVEL).status()).isEqualTo(404);
    }

    @Test
    void moreThanCanBeAnsweredAtOnceIsRefusedAndCanBeDeleted() {
        var above = "/kvs/key/edgex/v4/a-service";
        assertThat(keeper.put(LEVEL, "{\"value\":\"" + "x".repeat((1 << 20) + 1) + "\"}")
                        .status())
                .isEqualTo(413);
        for (var i = 0; i < 17; i++) {
            assertThat(keeper.put(above + "/Notes/" + i, "{\"value\":\"" + "x".repeat(1_000_000) + "\"}")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(keeper.get(above).status()).isEqualTo(413);
        assertThat(keeper.get(above + "/Notes/16").status()).isEqualTo(200);
        assertThat(keeper.get(above + "?keyOnly=true").body().at("/response")).hasSize(17);
        assertThat(keeper.delete(above + "?prefixMatch=true").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kvs/key/%E9%94%AE", "/kvs/key/a?keyOnly=maybe", "/kvs/key/a%20b"})
    void aKeyOrFlagThatIsNoneIsRefused(String path) {
        assertThat(keeper.get(path).status()).isEqualTo(400);
    }

    @Test
    void keysWithOthersBelowThemAreDeletedOnlyByPrefix() {
        keeper.put(LEVEL, "{\"value\":\"WARN\"}");
        var above = "/kvs/key/edgex/v4/a-service";
        assertThat(keeper.delete(above).status()).isEqualTo(409);
        assertThat(keeper.delete(above + "?prefixMatch=true").status()).isEqualTo(200);
        assertThat(keeper.delete(LEVEL).status()).isEqualTo(404);
        assertThat(keeper.get(above).status()).isEqualTo(404);
    }

    @Test
    void eachChangeIsToldOnTheBus() throws InterruptedException {
        var told = new LinkedBlockingQueue<KeyValue>();
        keeper.bus()
                .subscribe(
                        TopicFilter.of("edgex/configs/edgex/v4/a-service/#"),
                        MessageHandler.of(message -> told.add(message.envelope().payloadAs(KeyValue.class))));
        keeper.put(LEVEL, "{\"value\":\"WARN\"}");
        keeper.delete(LEVEL);
        assertThat(told.poll(5, TimeUnit.SECONDS))
                .isEqualTo(KeyValue.change("edgex/v4/a-service/Writable/LogLevel", "WARN"));
        assertThat(told.poll(5, TimeUnit.SECONDS))
                .isEqualTo(KeyValue.change("edgex/v4/a-service/Writable/LogLevel", null));
    }

    @Test
    void aServiceIsRegisteredReplacedListedAndForgotten() {
        var first = SERVICE.formatted("nowhere.invalid", "10s");
        assertThat(keeper.post("/registry", first).status()).isEqualTo(201);
        assertThat(keeper.post("/registry", first).status()).isEqualTo(409);
        assertThat(keeper.put("/registry", SERVICE.formatted("nowhere.invalid", "20s"))
                        .status())
                .isEqualTo(204);
        var known = keeper.get("/registry/serviceId/pump").body().at("/registration");
        assertThat(known.at("/HealthCheck/interval").asString()).isEqualTo("20s");
        assertThat(known.at("/status").asString()).isEqualTo("UNKNOWN");
        var gone = keeper.delete("/registry/serviceId/pump");
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.type()).isEqualTo("application/json");
        assertThat(keeper.get("/registry/serviceId/pump").status()).isEqualTo(404);
        assertThat(keeper.put("/registry", first).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"'\"host\":\"h\"',400", "'\"port\":1',400", "'\"serviceId\":\"s\",\"host\":\"h\",\"port\":1',400"})
    void whatLacksAFieldIsNotRegistered(String fields, int status) {
        assertThat(keeper.post("/registry", "{\"apiVersion\":\"v3\",\"registration\":{" + fields + "}}")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aServiceThatHasStoppedIsListedOnlyOnRequest() {
        keeper.post(
                "/registry",
                SERVICE.formatted("nowhere.invalid", "10s").replace("\"port\"", "\"status\":\"HALT\",\"port\""));
        assertThat(keeper.get("/registry/all").body().at("/totalCount").asInt()).isZero();
        assertThat(keeper.get("/registry/all?deregistered=true")
                        .body()
                        .at("/totalCount")
                        .asInt())
                .isOne();
    }

    @Test
    void aServiceThatDoesNotAnswerIsDownAndOneThatDoesIsUp() {
        keeper.post("/registry", SERVICE.formatted("localhost", "20ms"));
        awaitStatus("DOWN");
        keeper.put(
                "/registry", SERVICE.formatted("localhost", "20ms").replace("\"port\":1", "\"port\":" + keeper.port()));
        awaitStatus("UP");
    }

    private void awaitStatus(String status) {
        await().untilAsserted(() -> assertThat(keeper.get("/registry/serviceId/pump")
                        .body()
                        .at("/registration/status")
                        .asString())
                .isEqualTo(status));
    }

    @Test
    void theCommonConfigurationIsThereFromTheStart() {
        restart("--MessageBus.Host=broker.invalid");
        assertThat(common("IsCommonConfigReady")).isEqualTo("true");
        assertThat(common("all-services/MessageBus/Host")).isEqualTo("broker.invalid");
        assertThat(common("all-services/Registry/Type")).isEqualTo("keeper");
        assertThat(common("device-services/Device/MaxCmdOps")).isEqualTo("12800");
        assertThat(common("app-services/Trigger/SubscribeTopics")).isEqualTo("events/#");
    }

    @Test
    void theCommonConfigurationFollowsItsFileButForWhatSomebodyHasChanged() {
        restart("--MessageBus.Host=first.invalid", "--MessageBus.Port=1");
        keeper.put(COMMON + "all-services/MessageBus/Host", "{\"value\":\"chosen.invalid\"}");
        restart(
                "--MessageBus.Host=second.invalid",
                "--MessageBus.Port=2",
                "--all-services.Service.RequestTimeout=9s",
                "--all-services.My_Own.A_Key=7");
        assertThat(common("all-services/MessageBus/Host")).isEqualTo("chosen.invalid");
        assertThat(common("all-services/MessageBus/Port")).isEqualTo("2");
        assertThat(common("all-services/Service/RequestTimeout")).isEqualTo("9s");
        assertThat(common("all-services/My_Own/A_Key")).isEqualTo("7");
    }

    @Test
    void aChangeOfItsOwnWritableCountsAtOnceAndAfterARestart() {
        var own = "/kvs/key/edgex/v4/core-keeper/Writable/LogLevel";
        restart();
        await().until(() -> keeper.get(own).status() == 200);
        assertThat(levelShown()).isEqualTo("INFO");
        keeper.put(own, "{\"value\":\"WARN\"}");
        await().atMost(Duration.ofSeconds(1)).until(() -> levelShown().equals("WARN"));
        restart();
        await().until(() -> levelShown().equals("WARN"));
        assertThat(keeper.get("/kvs/key/edgex/v4/core-keeper/Service").status()).isEqualTo(404);
    }

    private String levelShown() {
        return keeper.get("/config").body().at("/config/Writable/LogLevel").asString();
    }

    @Test
    void aSecretOfItsOwnIsKept() {
        var secret = """
                {"apiVersion":"v3","secretName":"postgres","secretData":[{"key":"username","value":"keeper"}]}
                """;
        assertThat(keeper.post("/secret", secret).status()).isEqualTo(201);
        await().until(() -> keeper.get("/config")
                .body()
                .at("/config/Writable/InsecureSecrets")
                .has("postgres"));
    }

    private void restart(String... settings) {
        keeper.close();
        var all = new ArrayList<>(List.of(database()));
        all.addAll(List.of(settings));
        keeper = new RunningKeeper(new InMemoryMessageBus(), 0, all.toArray(String[]::new));
    }

    private String common(String key) {
        return keeper.get(COMMON + key + "?plaintext=true")
                .body()
                .at("/response/0/value")
                .asString();
    }
}
