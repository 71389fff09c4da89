package io.selvage.service.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.service.telemetry.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Secrets of a configuration, whatever characters they are made of. */
class InsecureSecretsTest {

    private static final String PUMP = "Writable.InsecureSecrets.Pump.";

    private final Map<String, Object> provider = new HashMap<>();
    private final Map<String, Object> file = new HashMap<>(Map.of(
            PUMP + "SecretName", "pump", PUMP + "SecretData.username", "me", PUMP + "SecretData.pass_Word", "hush"));
    private final Map<String, Object> variables = new HashMap<>(Map.of("PLACE", "north"));
    private final StandardEnvironment environment = new StandardEnvironment();
    private final Metrics metrics = new Metrics();
    private final Map<String, Map<String, String>> kept = new HashMap<>();

    private InsecureSecrets secrets() {
        var sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource("provider", provider));
        sources.replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        sources.addLast(new OriginTrackedMapPropertySource("file", file));
        return new InsecureSecrets(environment, kept::put, metrics);
    }

    @Test
    void keysKeepTheirSpelling() {
        file.put(PUMP + "SecretData.tls.crt", "cert");
        file.put(PUMP + "SecretData[0]", "zero");

        assertThat(secrets().get("pump"))
                .isEqualTo(Map.of("username", "me", "pass_Word", "hush", "tls.crt", "cert", "0", "zero"));
        assertThat(metrics.counter("SecuritySecretsRequested").count()).isEqualTo(1);
    }

    @Test
    void theEnvironmentBeatsTheFile() {
        variables.put("WRITABLE_INSECURESECRETS_PUMP_SECRETDATA_USERNAME", "you");

        assertThat(secrets().get("pump")).containsEntry("username", "you");
    }

    @Test
    void onlyAFileHasPlaceholders() {
        file.put(PUMP + "SecretData.username", "${PLACE}");
        provider.put(PUMP + "SecretData.pass_Word", "${PLACE}");

        assertThat(secrets().get("pump")).containsEntry("username", "north").containsEntry("pass_Word", "${PLACE}");
    }

    @Test
    void aNameIsFoundAsItStandsInKeeper() {
        provider.put("Writable.InsecureSecrets.a%2Fb%20c.SecretName", "a%2Fb%20c");
        provider.put("Writable.InsecureSecrets.a%2Fb%20c.SecretData.k", "v");

        assertThat(secrets().get("a/b c")).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void whatIsNotThereIsToldWithTheWayToAddIt() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> secrets().get("nothing"))
                .withMessageContaining("'nothing'")
                .withMessageContaining("InsecureSecrets")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.ENTITY_DOES_NOT_EXIST));
    }

    @Test
    void aChangeIsToldOnceAndCounted() {
        var changed = new ArrayList<String>();
        var secrets = secrets();
        secrets.onChange(_ -> {
            throw new IllegalStateException("a fault of one listener");
        });
        secrets.onChange(changed::add);
        secrets.changed();
        assertThat(changed).isEmpty();

        provider.put(PUMP + "SecretData.pass_Word", "new");
        provider.put("Writable.InsecureSecrets.B.SecretName", "b");
        secrets.changed();
        secrets.changed();

        assertThat(changed).isEqualTo(List.of("b", "pump"));
        assertThat(secrets.get("pump")).containsEntry("pass_Word", "new");
        assertThat(metrics.counter("SecuritySecretsStored").count()).isEqualTo(2);
    }

    @Test
    void aSecretIsKeptUnderItsEscapedName() {
        secrets().put("a/b", Map.of("k", "v"));

        assertThat(kept).isEqualTo(Map.of("a%2Fb", Map.of("k", "v")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "schlüssel"})
    void aKeyThatKeeperCannotHoldIsRefused(String key) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> secrets().put("pump", Map.of(key, "hush")))
                .withMessageContaining(key)
                .withMessageNotContaining("hush")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
        assertThat(kept).isEmpty();
    }
}
