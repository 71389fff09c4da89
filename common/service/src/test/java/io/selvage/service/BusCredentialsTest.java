package io.selvage.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.selvage.contracts.error.EdgeException;
import io.selvage.service.secret.InsecureSecrets;
import io.selvage.service.telemetry.Metrics;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What of a secret becomes options of the bus. */
class BusCredentialsTest {

    private static BusCredentials of(String mode, Map<String, String> secret) {
        var values = new HashMap<String, Object>();
        values.put("Writable.InsecureSecrets.x.SecretName", "mqtt-bus");
        secret.forEach((key, value) -> values.put("Writable.InsecureSecrets.x.SecretData." + key, value));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("file", values));
        var info = new MessageBusInfo("mqtt", "tcp", "h", 1883, mode, "mqtt-bus", "edgex", Map.of("Qos", "2"));
        return BusCredentials.of(info, new InsecureSecrets(environment, null, new Metrics()));
    }

    @Test
    void noneAsksForNoSecret() {
        var none = of("none", Map.of("username", "me", "cacert", "A"));

        assertThat(none.options()).isEqualTo(Map.of("Qos", "2"));
        assertThat(none.tls()).isNull();
    }

    @Test
    void userAndPasswordMayBeBlank() {
        assertThat(of("usernamepassword", Map.of("username", "me")).options())
                .isEqualTo(Map.of("Qos", "2", "Username", "me", "Password", ""));
    }

    @Test
    void aBlankPasswordOfTheSecretGoesBeforeOneOfOptional() {
        var info = new MessageBusInfo(
                "mqtt", "tcp", "h", 1, "usernamepassword", "mqtt-bus", "edgex", Map.of("password", "old"));
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "file",
                        Map.of(
                                "Writable.InsecureSecrets.x.SecretName", "mqtt-bus",
                                "Writable.InsecureSecrets.x.SecretData.username", "me")));

        assertThat(BusCredentials.of(info, new InsecureSecrets(environment, null, new Metrics()))
                        .login()
                        .password())
                .isEmpty();
    }

    @Test
    void secretsAreNoPartOfItsText() {
        assertThat(of("usernamepassword", Map.of("username", "me", "password", "hush"))
                        .toString())
                .doesNotContain("hush");
    }

    @Test
    void anotherModeIsRefused() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> of("password", Map.of()))
                .withMessageContaining("MessageBus.AuthMode must be none, usernamepassword, clientcert or cacert");
    }

    @ParameterizedTest
    @CsvSource({
        "clientcert, a client certificate must be a text in PEM",
        "ClientCert, a client certificate must be a text in PEM",
        "cacert, an authority certificate must be a text in PEM",
    })
    void whatIsNoPemIsNamed(String mode, String words) {
        var secret = mode.equals("cacert") ? Map.of("cacert", "A") : Map.of("clientcert", "C", "clientkey", "K");

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> of(mode, secret))
                .withMessageContaining(words);
    }

    @Test
    void theCertificateOfTheAuthorityCountsForAUserToo() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> of("usernamepassword", Map.of("username", "me", "cacert", "A")))
                .withMessageContaining("an authority certificate");
    }

    @Test
    void certificatesMayStandInFiles() {
        var info =
                new MessageBusInfo("mqtt", "ssl", "h", 1883, "none", "", "edgex", Map.of("cafile", "/nowhere/ca.pem"));
        var none = new InsecureSecrets(new StandardEnvironment(), null, new Metrics());

        assertThatIllegalStateException()
                .isThrownBy(() -> BusCredentials.of(info, none))
                .withMessageContaining("MessageBus.Optional.CaFile '/nowhere/ca.pem'");
    }

    @Test
    void aSecretThatIsNotThereIsNamed() {
        var info = new MessageBusInfo("mqtt", "tcp", "h", 1, "usernamepassword", "other", "edgex", Map.of());
        var none = new InsecureSecrets(new StandardEnvironment(), null, new Metrics());

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> BusCredentials.of(info, none))
                .withMessageContaining("'other'");
    }
}
