package io.selvage.service;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.CommonApi;
import io.selvage.contracts.common.ConfigResponse;
import io.selvage.contracts.common.PingResponse;
import io.selvage.contracts.common.SecretRequest;
import io.selvage.contracts.common.VersionResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ping, version, configuration and secrets. */
@RestController
final class CommonController implements CommonApi {

    private static final DateTimeFormatter UNIX_DATE =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss zzz yyyy", Locale.ENGLISH);

    private final JsonMapper goNames = EdgeJson.mapper()
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .build();
    private final ServiceIdentity identity;
    private final RunningConfig config;
    private final EdgeConfig source;
    private final Clock clock = Clock.system(ZoneId.systemDefault());

    CommonController(ServiceIdentity identity, RunningConfig config, EdgeConfig source) {
        this.identity = identity;
        this.config = config;
        this.source = source;
    }

    @Override
    public PingResponse ping() {
        return new PingResponse(ApiVersion.V3, UNIX_DATE.format(ZonedDateTime.now(clock)), identity.key());
    }

    @Override
    public VersionResponse version() {
        return new VersionResponse(ApiVersion.V3, identity.version(), identity.key(), identity.sdkVersion());
    }

    @Override
    public ConfigResponse config() {
        return new ConfigResponse(
                ApiVersion.V3,
                withCustom(Secrecy.hidden(goNames.valueToTree(source.bind(config.getClass())))),
                identity.key());
    }

    private JsonNode withCustom(JsonNode shown) {
        if (shown instanceof ObjectNode sections && !source.custom().isEmpty()) {
            var custom = goNames.createObjectNode();
            source.custom().forEach((name, type) -> custom.set(name, goNames.valueToTree(source.section(name, type))));
            sections.set("CustomConfiguration", Secrecy.hidden(custom));
        }
        return shown;
    }

    @Override
    public BaseResponse addSecret(SecretRequest request) {
        throw new EdgeException(
                ErrorKind.NOT_ALLOWED,
                "secret " + request.secretName()
                        + " is not stored: a service configured by files has nowhere to keep it");
    }
}
