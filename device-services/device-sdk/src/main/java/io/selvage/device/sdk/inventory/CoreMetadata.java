package io.selvage.device.sdk.inventory;

import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.watcher.ProvisionWatcherApi;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Core-metadata as this service sees it: in the same JVM or over HTTP. */
public record CoreMetadata(
        DeviceApi devices, DeviceProfileApi profiles, DeviceServiceApi services, ProvisionWatcherApi watchers) {

    /** What the call gives; empty where core-metadata has no such thing. */
    public static <T> Optional<T> found(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (EdgeException e) {
            if (e.kind() != ErrorKind.ENTITY_DOES_NOT_EXIST) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The answer to a request of one item; fails with what core-metadata says where it refused that item. */
    public static ItemResponse accepted(List<ItemResponse> answers) {
        var answer = answers.getFirst();
        if (answer.statusCode() >= 300) {
            throw new EdgeException(ErrorKind.ofStatus(answer.statusCode()), String.valueOf(answer.message()));
        }
        return answer;
    }
}
