package io.selvage.box;

import io.selvage.command.LocalDeviceServices;
import io.selvage.contracts.command.DeviceCommandApi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** The device services of this box, which core-command calls without HTTP. */
final class DeviceServicesHere implements LocalDeviceServices {

    private final Map<String, DeviceCommandApi> byName = new ConcurrentHashMap<>();

    void add(String name, ApplicationContext service) {
        byName.put(name, service.getBean(DeviceCommandApi.class));
    }

    @Override
    public @Nullable DeviceCommandApi find(String serviceName) {
        return byName.get(serviceName);
    }
}
