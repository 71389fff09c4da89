package io.selvage.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxPlanTest {

    private static String[] argumentsOf(String key, String... options) {
        var service = BoxPlan.SERVICES.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
        return BoxPlan.argumentsFor(service, BoxOptions.parse(List.of(options)));
    }

    @Test
    void anOffsetMovesAllPortsThatAServiceShows() {
        assertThat(argumentsOf("device-virtual", "--port-offset", "-800"))
                .contains("--Service.Port=59100", "--MessageBus.Port=1083", "--Clients.core-metadata.Port=59081");
        assertThat(argumentsOf("core-data", "--port-offset", "-800"))
                .contains("--Service.Port=59080", "--MessageBus.Port=1083")
                .noneMatch(argument -> argument.contains("Clients"));
    }

    @Test
    void whatTheUserSetsIsLast() {
        assertThat(argumentsOf("core-data", "--port-offset=1", "--set", "core-data.MessageBus.Port=1999"))
                .contains("--MessageBus.Port=1999");
    }

    @Test
    void aServiceThatIsLeftOutIsNotStarted() {
        var services = BoxPlan.servicesOf(BoxOptions.parse(List.of("--without", "device-virtual")));

        assertThat(services)
                .extracting(BoxPlan.Service::key)
                .contains("device-modbus", "core-data")
                .doesNotContain("device-virtual");
    }

    @Test
    void theCoreCannotBeLeftOut() {
        assertThatExceptionOfType(BoxFailure.class)
                .isThrownBy(() -> BoxOptions.parse(List.of("--without=core-metadata")))
                .withMessageContaining("a service that the box can do without, not 'core-metadata': device-virtual");
    }

    @Test
    void servicesThatTakeMemoryForFewAreThereWhereTheyAreAskedFor() {
        assertThat(keysOf()).contains("device-virtual").doesNotContain("device-rest");
        assertThat(keysOf("--with", "device-rest")).contains("device-virtual", "device-rest");
        assertThat(argumentsOf("device-rest", "--with=device-rest", "--port-offset=3"))
                .contains("--Service.Port=59989")
                .noneMatch(argument -> argument.startsWith("--Device.ProfilesDir"));
    }

    @Test
    void theDevicesBrokerIsTheBoxsOwnUnlessTheUserNamesAnother() {
        assertThat(argumentsOf("device-mqtt", "--with=device-rest,device-mqtt", "--port-offset=3"))
                .contains("--MQTTBrokerInfo.Port=1886");
        assertThat(argumentsOf(
                        "device-mqtt",
                        "--with=device-mqtt",
                        "--port-offset=3",
                        "--set=device-mqtt.MQTTBrokerInfo.Host=plant"))
                .noneMatch(argument -> argument.startsWith("--MQTTBrokerInfo.Port"));
    }

    @Test
    void aServiceThatIsNotThereCannotBeSet() {
        assertThatExceptionOfType(BoxFailure.class)
                .isThrownBy(() -> keysOf("--set", "device-rest.Device.ProfilesDir=x"))
                .withMessageContaining("add --with device-rest");
        assertThat(keysOf("--set", "device-rest.Device.ProfilesDir=x", "--with", "device-rest"))
                .contains("device-rest");
        assertThatExceptionOfType(BoxFailure.class)
                .isThrownBy(() -> keysOf("--with", "core-data"))
                .withMessageContaining("it takes device-rest");
    }

    private static List<String> keysOf(String... options) {
        return BoxPlan.servicesOf(BoxOptions.parse(List.of(options))).stream()
                .map(BoxPlan.Service::key)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"core-data.MessageBus.Type=redis", "device-virtual.messagebus.host=broker.example"})
    void anotherBusIsRefused(String setting) {
        var settings = new UserSettings(BoxOptions.parse(List.of("--set", setting)));

        assertThatExceptionOfType(BoxFailure.class)
                .isThrownBy(settings::check)
                .withMessageContaining("--set")
                .withMessageContaining("not possible in a box");
    }

    @Test
    void whereOthersFindTheBrokerMayBeSaid() {
        new UserSettings(BoxOptions.parse(List.of(
                        "--set",
                        "core-keeper.MessageBus.Host=box.example",
                        "--set",
                        "core-data.MessageBus.Host=localhost")))
                .check();
    }

    @Test
    void aFileOfNoServiceIsTold(@TempDir Path data) throws IOException {
        var config = Files.createDirectories(data.resolve("config"));
        for (var name : List.of("core-data.yaml", "coredata.yml", "notes.txt")) {
            Files.createFile(config.resolve(name));
        }
        var told = new UserSettings(BoxOptions.parse(List.of("--data", data.toString()))).idleFiles();

        assertThat(told).singleElement().asString().contains("coredata.yml does not count", "core-data.yaml");
    }
}
