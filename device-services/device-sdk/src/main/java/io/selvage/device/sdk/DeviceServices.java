package io.selvage.device.sdk;

import io.selvage.service.EdgeServices;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts device services. */
public final class DeviceServices {

    private static final String INSTANCE_VARIABLE = "EDGEX_INSTANCE_NAME";

    private DeviceServices() {}

    /**
     * Starts a device service on its own. It returns when the service answers requests; devices follow as soon as
     * core-metadata is there.
     *
     * @param application the class with {@link DeviceServiceApplication}
     * @param args overrides such as {@code --Service.Port=59900}, and EdgeX's options: {@code -i=NAME} for an instance
     *     beside others, {@code -op} and {@code -od} to overwrite profiles and devices by those of the files
     */
    public static ConfigurableApplicationContext run(Class<?> application, String... args) {
        var key = EdgeServices.keyOf(application);
        return EdgeServices.run(application, spelledOut(key, System.getenv(INSTANCE_VARIABLE), args));
    }

    /** EdgeX's options as properties; the environment beats the option. */
    static String[] spelledOut(String key, @Nullable String instanceOfEnvironment, String... args) {
        var properties = new ArrayList<String>();
        var instance = "";
        for (var i = 0; i < args.length; i++) {
            var option = args[i].replaceFirst("^--?", "").replaceFirst("=.*", "");
            var value = args[i].contains("=") ? args[i].substring(args[i].indexOf('=') + 1) : null;
            switch (option) {
                case "i", "instance" -> instance = value == null && i + 1 < args.length ? args[++i] : value;
                case "op", "overwriteProfiles" ->
                    properties.add("--overwriteProfiles=" + (value == null ? "true" : value));
                case "od", "overwriteDevices" ->
                    properties.add("--overwriteDevices=" + (value == null ? "true" : value));
                default -> properties.add(args[i]);
            }
        }
        var name = instanceOfEnvironment == null ? instance : instanceOfEnvironment;
        if (name != null && !name.isBlank()) {
            properties.add("--spring.application.name=" + key + "_" + name.strip());
        }
        return properties.toArray(String[]::new);
    }

    /** A device service that is ready to be run, for who gives it a parent context with a bus or a core-metadata. */
    public static SpringApplicationBuilder builder(Class<?> application) {
        return EdgeServices.builder(application);
    }
}
