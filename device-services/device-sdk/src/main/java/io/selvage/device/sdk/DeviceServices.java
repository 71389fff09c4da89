package io.selvage.device.sdk;

import io.selvage.service.EdgeServices;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts device services. */
public final class DeviceServices {

    private DeviceServices() {}

    /**
     * Starts a device service on its own. It returns when the service answers requests; devices follow as soon as
     * core-metadata is there.
     *
     * @param application the class with {@link DeviceServiceApplication}
     * @param args overrides such as {@code --Service.Port=59900}
     */
    public static ConfigurableApplicationContext run(Class<?> application, String... args) {
        return EdgeServices.run(application, args);
    }
}
