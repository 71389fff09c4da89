package ${package};

import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.DeviceServiceApplication;
import io.selvage.device.sdk.DeviceServices;
import org.springframework.context.annotation.Bean;

/** The service ${artifactId}. */
@DeviceServiceApplication("${artifactId}")
public class ${prefix}Application {

    /** Starts the service; {@code --Service.Port=59998} and the like change its configuration. */
    public static void main(String[] args) {
        DeviceServices.run(${prefix}Application.class, args);
    }

    @Bean
    DeviceDriver driver() {
        return new ${prefix}Driver();
    }
}
