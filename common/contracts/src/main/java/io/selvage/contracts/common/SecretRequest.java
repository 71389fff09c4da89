package io.selvage.contracts.common;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /secret}. */
public record SecretRequest(
        String apiVersion, @Nullable String requestId, String secretName, List<SecretEntry> secretData) {

    public SecretRequest {
        Required.text(apiVersion, "SecretRequest.apiVersion");
        Required.uuidIfPresent(requestId, "SecretRequest.requestId");
        secretName = Required.text(secretName, "SecretRequest.secretName").strip();
        secretData = Immutable.list(Required.some(secretData, "SecretRequest.secretData"));
    }

    /** Names the secret, never its values. */
    @Override
    public String toString() {
        return "SecretRequest[" + secretName + "]";
    }

    /** One value of a secret. */
    public record SecretEntry(String key, String value) {

        public SecretEntry {
            Required.text(key, "SecretRequest.secretData.key");
            Required.text(value, "SecretRequest.secretData.value");
        }

        /** Names the key, never the value. */
        @Override
        public String toString() {
            return "SecretEntry[" + key + "]";
        }
    }
}
