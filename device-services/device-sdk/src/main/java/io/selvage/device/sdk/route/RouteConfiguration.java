package io.selvage.device.sdk.route;

import io.selvage.device.sdk.DeviceDriver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The beans of custom routes. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    @Bean
    CustomRoutes customRoutes(DeviceDriver driver, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        return new CustomRoutes(driver, requestMappingHandlerMapping);
    }
}
