package io.selvage.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each mode takes out of a secret that has everything, and what it misses in one that has not. */
class CredentialsTest {

    private static final Map<String, String> WHOLE = Map.of(
            "username",
            "me",
            "PassWord",
            "hush",
            "cacert",
            "authority",
            "clientcert",
            "certificate",
            "clientkey",
            "key");

    private static Credentials of(String mode, Map<String, String> secret) {
        return Credentials.of("Broker", mode, "plant", name -> name.equals("plant") ? secret : Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "usernamepassword, me/hush/authority//",
        "UsernamePassword, me/hush/authority//",
        "clientcert, //authority/certificate/key",
        "cacert, //authority//"
    })
    void aModeTakesWhatItNeeds(String mode, String texts) {
        var shown = of(mode, WHOLE);

        assertThat(String.join(
                        "/", shown.username(), shown.password(), shown.authority(), shown.certificate(), shown.key()))
                .isEqualTo(texts);
        assertThat(shown.mode()).isEqualTo(AuthMode.of("", mode));
    }

    @ParameterizedTest
    @CsvSource({"none", "''"})
    void noneAsksForNoSecret(String mode) {
        var shown = Credentials.of("Broker", mode, "plant", _ -> {
            throw new AssertionError("a secret was asked for");
        });

        assertThat(shown).isEqualTo(new Credentials(AuthMode.NONE, "", "", "", "", ""));
    }

    @Test
    void aUserAndAPasswordMayBeBlank() {
        assertThat(of("usernamepassword", Map.of("username", " ")))
                .isEqualTo(new Credentials(AuthMode.USERNAMEPASSWORD, " ", "", "", "", ""));
    }

    @ParameterizedTest
    @CsvSource({"clientcert, clientcert", "ClientCert, clientkey", "cacert, cacert"})
    void aCertificateMayNot(String mode, String key) {
        var secret = new HashMap<>(WHOLE);
        secret.put(key, " ");

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> of(mode, secret))
                .withMessageContaining("Broker.AuthMode " + mode.toLowerCase(Locale.ROOT) + " needs '" + key
                        + "' in the secret 'plant'")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }

    @Test
    void anotherModeIsRefused() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> of("magic", WHOLE))
                .withMessageContaining("Broker.AuthMode must be none, usernamepassword, clientcert or cacert");
    }

    @Test
    void itsTextNamesNothingThatIsSecret() {
        assertThat(of("usernamepassword", WHOLE).toString()).doesNotContain("hush", "authority");
        assertThat(of("clientcert", WHOLE).toString()).doesNotContain("key");
    }
}
