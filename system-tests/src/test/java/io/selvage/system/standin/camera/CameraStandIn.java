package io.selvage.system.standin.camera;

import io.selvage.device.sdk.DeviceServiceApplication;
import io.selvage.device.sdk.DeviceServices;
import io.selvage.system.standin.AbsentDevices;
import org.springframework.context.annotation.Bean;

/** Registers under the name of EdgeX's device-onvif-camera. */
@DeviceServiceApplication("device-onvif-camera")
public class CameraStandIn {

    /** Starts it on its own. */
    public static void main(String[] args) {
        DeviceServices.run(CameraStandIn.class, args);
    }

    @Bean
    AbsentDevices driver() {
        return new AbsentDevices();
    }
}
