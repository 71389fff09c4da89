package io.selvage.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code Service.CORSConfiguration}: whether pages from elsewhere may call the service from a browser. What
 * is empty becomes no header.
 *
 * @param corsMaxAge seconds that a browser may remember what is allowed
 */
public record CorsInfo(
        @JsonProperty("EnableCORS") @DefaultValue("false") boolean enableCors,

        @JsonProperty("CORSAllowCredentials") @DefaultValue("false")
        boolean corsAllowCredentials,

        @JsonProperty("CORSAllowedOrigin") @DefaultValue("https://localhost")
        String corsAllowedOrigin,

        @JsonProperty("CORSAllowedMethods") @DefaultValue("GET, POST, PUT, PATCH, DELETE")
        String corsAllowedMethods,

        @JsonProperty("CORSAllowedHeaders") @DefaultValue(HEADERS)
        String corsAllowedHeaders,

        @JsonProperty("CORSExposeHeaders") @DefaultValue(ANSWER_HEADERS)
        String corsExposeHeaders,

        @JsonProperty("CORSMaxAge") @DefaultValue("3600") int corsMaxAge) {

    private static final String HEADERS =
            "Authorization, Accept, Accept-Language, Content-Language, Content-Type, X-Correlation-ID";
    private static final String ANSWER_HEADERS =
            "Cache-Control, Content-Language, Content-Length, Content-Type, Expires, Last-Modified, Pragma, X-Correlation-ID";
}
