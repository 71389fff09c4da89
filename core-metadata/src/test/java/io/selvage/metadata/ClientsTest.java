package io.selvage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.device.UpdateDevice;
import io.selvage.contracts.device.UpdateDeviceRequest;
import io.selvage.contracts.deviceservice.AddDeviceServiceRequest;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.profile.ProfilePartsApi;
import io.selvage.contracts.watcher.ProvisionWatcherApi;
import io.selvage.service.EdgeClients;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API interfaces as clients over HTTP, and as the beans that another context of the same JVM takes. */
class ClientsTest {

    private static final String NAME = "Röhre 1/a%b;c+d";

    private final RunningMetadata metadata;

    ClientsTest(@TempDir Path directory) {
        metadata = new RunningMetadata(directory);
    }

    @AfterEach
    void stop() {
        metadata.close();
    }

    private <T> T client(Class<T> api) {
        return metadata.bean(EdgeClients.class).clientAt(api, metadata.url().replace("/api/v3", ""));
    }

    private static Device device() {
        return new Device(
                0,
                0,
                null,
                NAME,
                null,
                null,
                AdminState.UNLOCKED,
                OperatingState.UP,
                List.of(),
                null,
                "virtual",
                null,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private void addDevice(DeviceApi devices) {
        var service = new DeviceService(
                0, 0, null, "virtual", null, List.of(), "http://localhost:1", AdminState.UNLOCKED, Map.of());
        client(DeviceServiceApi.class).add(List.of(AddDeviceServiceRequest.of(service)));
        var answers = devices.add(List.of(AddDeviceRequest.of(device())), "true", null);
        assertThat(answers).singleElement().isInstanceOf(BaseWithIdResponse.class);
    }

    @Test
    void aNameOfAnyCharactersIsFoundAgain() {
        var devices = client(DeviceApi.class);
        addDevice(devices);

        var update = UpdateDeviceRequest.of(UpdateDevice.operatingState(NAME, OperatingState.DOWN));
        assertThat(devices.update(List.of(update), "true"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200));

        assertThat(devices.byName(NAME).device().operatingState()).isEqualTo(OperatingState.DOWN);
        assertThat(devices.byService("virtual", null, "-1").totalCount()).isEqualTo(1);
        assertThat(devices.delete(NAME).statusCode()).isEqualTo(200);
    }

    @Test
    void aFailureIsTheSameInOneJvmAndOverHttp() {
        for (var devices : List.of(client(DeviceApi.class), metadata.bean(DeviceApi.class))) {
            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() -> devices.byName("none"))
                    .satisfies(failure -> {
                        assertThat(failure.kind()).isEqualTo(ErrorKind.ENTITY_DOES_NOT_EXIST);
                        assertThat(failure.text()).isEqualTo("no device with name 'none' found");
                    });
        }
    }

    @Test
    void aProfileIsUploadedByFile() {
        var profiles = client(DeviceProfileApi.class);
        var yaml = "{name: 'Röhre', deviceResources: [], deviceCommands: []}";

        assertThat(profiles.upload(new TextFile(yaml)).statusCode()).isEqualTo(201);
        assertThat(profiles.uploadUpdate(new TextFile(yaml)).statusCode()).isEqualTo(200);

        assertThat(profiles.byName("Röhre").profile().name()).isEqualTo("Röhre");
    }

    @Test
    void everyApiIsABeanAndAClient() {
        assertThat(client(DeviceProfileApi.class).all(null, null, null).profiles())
                .isEqualTo(metadata.bean(DeviceProfileApi.class)
                        .all(null, null, null)
                        .profiles());
        assertThat(client(ProvisionWatcherApi.class).all(null, null, null).totalCount())
                .isZero();
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> client(ProfilePartsApi.class).resource("a", "b"));
        assertThat(metadata.bean(ProfilePartsApi.class)).isNotNull();
    }
}
