package io.selvage.box;

import io.selvage.contracts.command.DeviceCommandApi;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationContext;

/** The device services of this JVM, which core-command calls directly. */
final class LocalDeviceServices {

    private final Map<String, DeviceCommandApi> byName = new ConcurrentHashMap<>();

    void add(String name, ApplicationContext service) {
        byName.put(name, service.getBean(DeviceCommandApi.class));
    }

    Optional<DeviceCommandApi> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
