package io.selvage.service;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.CommonApi;
import io.selvage.contracts.common.ConfigResponse;
import io.selvage.contracts.common.PingResponse;
import io.selvage.contracts.common.SecretRequest;
import io.selvage.contracts.common.VersionResponse;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.service.secret.SecretStore;
import io.selvage.service.telemetry.TelemetryInfo;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ping, version, configuration and secrets. */
@RestController
final class CommonController implements CommonApi {

    private static final String WRITABLE = "Writable";
    private static final DateTimeFormatter UNIX_DATE =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss zzz yyyy", Locale.ENGLISH);

    private final JsonMapper goNames = EdgeJson.mapper()
            .rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .build();
    private final ServiceIdentity identity;
    private final RunningConfig config;
    private final EdgeConfig source;
    private final SecretStore secrets;
    private final Clock clock = Clock.system(ZoneId.systemDefault());

    CommonController(ServiceIdentity identity, RunningConfig config, EdgeConfig source, SecretStore secrets) {
        this.identity = identity;
        this.config = config;
        this.source = source;
        this.secrets = secrets;
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
        var shown = Secrecy.hidden(goNames.valueToTree(source.bind(config.getClass())));
        return new ConfigResponse(ApiVersion.V3, withCustom(withCommon(shown)), identity.key());
    }

    /** With what each service has in {@code Writable}; of secrets the names alone. */
    private JsonNode withCommon(JsonNode shown) {
        if (shown.path(WRITABLE) instanceof ObjectNode writable) {
            writable.set(
                    "Telemetry",
                    goNames.valueToTree(source.section(ServiceConfiguration.TELEMETRY, TelemetryInfo.class)));
            writable.set("InsecureSecrets", goNames.valueToTree(namesOfSecrets()));
        }
        return shown;
    }

    private JsonNode withCustom(JsonNode shown) {
        if (shown instanceof ObjectNode sections && !source.custom().isEmpty()) {
            var custom = goNames.createObjectNode();
            source.custom().forEach((name, type) -> custom.set(name, goNames.valueToTree(source.section(name, type))));
            sections.set("CustomConfiguration", Secrecy.hidden(custom));
        }
        return shown;
    }

    private Map<String, Map<String, String>> namesOfSecrets() {
        return secrets.names().stream().collect(Collectors.toMap(name -> name, name -> Map.of("SecretName", name)));
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public BaseResponse addSecret(SecretRequest request) {
        var values = new TreeMap<String, String>();
        request.secretData().forEach(entry -> values.put(entry.key(), entry.value()));
        secrets.put(request.secretName(), values);
        return BaseResponse.of(request.requestId(), HttpStatus.CREATED.value());
    }
}
