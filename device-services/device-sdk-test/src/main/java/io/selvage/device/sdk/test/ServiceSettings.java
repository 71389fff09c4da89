package io.selvage.device.sdk.test;

import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.DeviceServiceApplication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a service under test is started with. */
final class ServiceSettings {

    final Class<?> application;
    final @Nullable Supplier<? extends DeviceDriver> driver;
    final Map<String, String> keys = new LinkedHashMap<>();
    final List<DeviceProfile> profiles = new ArrayList<>();
    final List<String> devices = new ArrayList<>();
    final List<String> watchers = new ArrayList<>();

    ServiceSettings(Class<?> application, @Nullable Supplier<? extends DeviceDriver> driver) {
        this.application = application;
        this.driver = driver;
        keys.put("Service.Host", "localhost");
        keys.put("Service.ServerBindAddr", "127.0.0.1");
        keys.put("Device.Spool.MaxMB", "0"); // the bus in memory is never away, and a test leaves no files
    }

    /** The service key. */
    String key() {
        var annotation = application.getAnnotation(DeviceServiceApplication.class);
        if (annotation == null) {
            throw new AssertionError(application.getName() + " needs the annotation @DeviceServiceApplication");
        }
        return annotation.value();
    }

    /** The command line, with what a test cannot do without last. */
    String[] arguments() {
        var all = new LinkedHashMap<>(keys);
        all.put("Service.Port", "0");
        all.put("Service.EnableNameFieldEscape", "false");
        all.put("MessageBus.BaseTopicPrefix", "edgex");
        return all.entrySet().stream()
                .map(key -> "--" + key.getKey() + "=" + key.getValue())
                .toArray(String[]::new);
    }
}
