package io.selvage.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The request rules of EdgeX that a stock web framework has otherwise. */
@Configuration(proxyBeanMethods = false)
@Import({ErrorAdvice.class, BatchAdvice.class, CommonController.class})
class WebConfiguration {

    private static final int MAX_SWALLOWED_BYTES = 256 * 1024 * 1024;

    /** How long the next bytes of a request may take: connections that say nothing keep others from being accepted. */
    private static final int SILENCE_MS = 10_000;

    private static final int KEEP_ALIVE_MS = 60_000;
    private static final int MOST_CONNECTIONS = 8_192;

    /**
     * A silent one takes 13 KB, one whose request comes slowly 60, and several services share a heap; more connections
     * wait. On the box's 192 MB a thousand that say nothing leave room for 500 others.
     */
    private static final int HEAP_OF_A_CONNECTION = 128 * 1024;

    private static final int READ_BUFFER_BYTES = 4 * 1024;

    /** Connections that the operating system takes before this process does. */
    private static final int BACKLOG = 1_024;

    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter(ServiceInfo service, BodyBudget bodies) {
        var registration = new FilterRegistrationBean<>(new RequestFilter(service, bodies));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** Outermost, so that a page can read refusals too. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(ServiceInfo service) {
        var cors = service.corsConfiguration();
        var registration = new FilterRegistrationBean<>(new CorsFilter(cors));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setEnabled(cors.enableCors());
        return registration;
    }

    @Bean
    GreedyPaths greedyPaths(RequestMappingHandlerMapping requestMappingHandlerMapping) {
        return new GreedyPaths(requestMappingHandlerMapping);
    }

    @Bean
    WebMvcConfigurer requestRules() {
        return new WebMvcConfigurer() {
            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
                negotiation.strategies(List.of(_ -> List.of(MediaType.ALL))); // EdgeX ignores Accept
            }

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters
                        .disableDefaults()
                        .addCustomConverter(new ByteArrayHttpMessageConverter())
                        .addCustomConverter(new ResourceHttpMessageConverter())
                        .addCustomConverter(new StringHttpMessageConverter())
                        .addCustomConverter(new EdgeJsonConverter());
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat(ServiceInfo service) {
        return factory -> {
            factory.setPort(service.port());
            factory.setAddress(addressOf(service));
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setParseBodyMethods(""); // a body is JSON, also where curl calls it a form
                connector.setProperty("maxSwallowSize", String.valueOf(MAX_SWALLOWED_BYTES));
                connector.setProperty("maxKeepAliveRequests", "-1");
                connector.setProperty("connectionTimeout", String.valueOf(SILENCE_MS));
                connector.setProperty("keepAliveTimeout", String.valueOf(KEEP_ALIVE_MS));
                connector.setProperty("acceptCount", String.valueOf(BACKLOG));
                connector.setProperty("socket.appReadBufSize", String.valueOf(READ_BUFFER_BYTES));
                connector.setProperty("maxConnections", String.valueOf(mostConnections()));
            });
        };
    }

    private static long mostConnections() {
        return Math.min(MOST_CONNECTIONS, Runtime.getRuntime().maxMemory() / HEAP_OF_A_CONNECTION);
    }

    private static InetAddress addressOf(ServiceInfo service) {
        var name = service.serverBindAddr().isEmpty() ? service.host() : service.serverBindAddr();
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "cannot listen on '" + name + "': set Service.ServerBindAddr or Service.Host to an address here",
                    e);
        }
    }
}
