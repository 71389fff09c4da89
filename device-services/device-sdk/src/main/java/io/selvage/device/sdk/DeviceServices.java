package io.selvage.device.sdk;

import io.selvage.service.EdgeServices;
import org.springframework.boot.builder.SpringApplicationBuilder;
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

    /** A device service that is ready to be run, for who gives it a parent context with a bus or a core-metadata. */
    public static SpringApplicationBuilder builder(Class<?> application) {
        return EdgeServices.builder(application);
    }
}
