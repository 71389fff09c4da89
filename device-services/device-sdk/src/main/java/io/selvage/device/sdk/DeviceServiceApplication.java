package io.selvage.device.sdk;

import io.selvage.service.EdgeService;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks the application class of a device service. Its package is scanned for the one {@link DeviceDriver}; everything
 * else the SDK brings. {@code KEY.yaml} on the classpath holds the configuration that the service comes with.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@EdgeService("")
@ImportAutoConfiguration // the configurations that META-INF/spring names for this annotation
public @interface DeviceServiceApplication {

    /** The service key, such as {@code device-virtual}. */
    @AliasFor(annotation = EdgeService.class, attribute = "value")
    String value();
}
