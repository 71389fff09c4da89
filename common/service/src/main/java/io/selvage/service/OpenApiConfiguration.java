package io.selvage.service;

import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.webmvc.core.configuration.MultipleOpenApiSupportConfiguration;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springdoc.webmvc.ui.SwaggerConfig;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Swagger UI and the OpenAPI document. Its beans are made on the first look at them, not at the start of a service. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    SpringDocConfiguration.class,
    SpringDocConfigProperties.class,
    SwaggerUiConfigProperties.class,
    SwaggerUiOAuthProperties.class,
    SpringDocWebMvcConfiguration.class,
    MultipleOpenApiSupportConfiguration.class,
    SwaggerConfig.class
})
class OpenApiConfiguration {

    @Bean
    static BeanFactoryPostProcessor lazyOpenApi() {
        return factory -> {
            for (var name : factory.getBeanDefinitionNames()) {
                var definition = factory.getBeanDefinition(name);
                var type = definition.getBeanClassName();
                var maker = definition.getFactoryBeanName();
                if ((type != null && type.startsWith("org.springdoc."))
                        || (maker != null && maker.startsWith("org.springdoc."))) {
                    definition.setLazyInit(true);
                }
            }
        };
    }
}
