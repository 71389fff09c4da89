package io.selvage.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.selvage.contracts.value.GoDuration;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code Service}.
 *
 * @param host name under which others reach the service
 * @param serverBindAddr address to listen on; empty for {@code host}
 * @param maxResultCount most rows of one answer
 * @param maxRequestSize KB of a request body; 0 for no limit
 * @param requestTimeout Go duration that a request to another service may take
 * @param enableNameFieldEscape whether names are escaped in topics
 */
public record ServiceInfo(
        @DefaultValue("localhost") String host,
        @DefaultValue("0") int port,
        @DefaultValue("") String startupMsg,
        @DefaultValue("") String serverBindAddr,
        @DefaultValue("1024") int maxResultCount,
        @DefaultValue("0") long maxRequestSize,
        @DefaultValue("5s") String requestTimeout,
        @DefaultValue("10s") String healthCheckInterval,
        @DefaultValue("false") boolean enableNameFieldEscape,

        @JsonProperty("CORSConfiguration") @DefaultValue CorsInfo corsConfiguration) {

    /** {@code requestTimeout} as a duration. */
    public Duration timeout() {
        return GoDuration.parse(requestTimeout);
    }

    /** The URL before the routes of the service. */
    public String url() {
        return "http://" + host + ":" + port;
    }

    /** This section with the port that the operating system chose. */
    public ServiceInfo withPort(int actual) {
        return new ServiceInfo(
                host,
                actual,
                startupMsg,
                serverBindAddr,
                maxResultCount,
                maxRequestSize,
                requestTimeout,
                healthCheckInterval,
                enableNameFieldEscape,
                corsConfiguration);
    }
}
