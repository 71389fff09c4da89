package io.selvage.device.sdk.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver author is told when the service does not come up. */
class StartFailuresTest {

    @TempDir
    Path folder;

    private Path profiles;
    private Path devices;
    private final ServiceSettings settings = new ServiceSettings(DeviceUnderTest.class, () -> new KettleDriver(false));

    @BeforeEach
    void folders() throws IOException {
        profiles = Files.createDirectory(folder.resolve("profiles"));
        devices = Files.createDirectory(folder.resolve("devices"));
        Files.writeString(profiles.resolve("kettle.yaml"), """
                {name: Kettle, deviceResources: [{name: T, properties: {valueType: Int8, readWrite: R}}]}
                """);
        device("{name: kettle, profileName: Kettle, protocols: {kettle: {}}}");
        settings.keys.put("Device.ProfilesDir", profiles.toString());
        settings.keys.put("Device.DevicesDir", devices.toString());
    }

    private void device(String yaml) throws IOException {
        Files.writeString(devices.resolve("kettle.yaml"), "deviceList: [" + yaml + "]");
    }

    private static String failure(ServiceSettings settings) {
        var error = catchThrowableOfType(
                AssertionError.class, () -> RunningService.start(settings).close());
        return error == null ? "none" : String.valueOf(error.getMessage());
    }

    @Test
    void goodFilesAreServed() {
        try (var service = RunningService.start(settings)) {
            assertThat(service.core().devices.get("kettle").serviceName()).isEqualTo("device-under-test");
            assertThat(service.core().services.all()).containsOnlyKeys("device-under-test");
        }
    }

    @Test
    void aProfileThatIsNotUnderstoodIsNamed() throws IOException {
        Files.writeString(profiles.resolve("other.yaml"), """
                {name: Pot, deviceResources: [{name: T, properties: {valueType: Int9, readWrite: R}}]}
                """);

        assertThat(failure(settings)).contains("other.yaml", "Int9");
    }

    @Test
    void aDeviceFileThatIsNotUnderstoodIsNamed() throws IOException {
        Files.writeString(devices.resolve("more.json"), "{\"devices\": []}");

        assertThat(failure(settings)).contains("more.json", "deviceList");
    }

    @Test
    void aDeviceThatTheDriverRefusesIsNamed() throws IOException {
        device("{name: kettle, profileName: Kettle, protocols: {gas: {}}}");

        assertThat(failure(settings))
                .isEqualTo("device kettle of the service's files is refused: a kettle needs the protocol kettle");
    }

    @Test
    void aDeviceWithoutItsProfileIsNamed() throws IOException {
        device("{name: kettle, profileName: Pot, protocols: {kettle: {}}}");

        assertThat(failure(settings)).contains("device kettle", "no profile named Pot, only [Kettle]");
    }

    @Test
    void aFolderWithoutFilesIsNamed() {
        settings.keys.put("Device.ProfilesDir", folder.resolve("nowhere").toString());

        assertThat(failure(settings)).contains("nowhere");
    }

    @Test
    void aClassThatIsNoApplicationIsNamed() {
        assertThat(failure(new ServiceSettings(String.class, null)))
                .isEqualTo("java.lang.String needs the annotation @DeviceServiceApplication");
    }

    @Test
    void aDriverThatDoesNotStartIsToldAtOnce() {
        var broken = new ServiceSettings(DeviceUnderTest.class, () -> new KettleDriver(true));

        assertThat(failure(broken)).contains("failed to start", "no kettle bus in this machine");
    }
}
