package io.selvage.contracts.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /version}; only device and app services have an SDK version. */
@JsonInclude(Include.NON_EMPTY)
public record VersionResponse(
        String apiVersion,
        String version,
        String serviceName,
        @Nullable @JsonProperty("sdk_version") String sdkVersion) {}
