package io.selvage.device.sdk.boot;

import io.selvage.device.sdk.Secrets;
import io.selvage.service.secret.SecretStore;
import java.util.Map;
import java.util.function.Consumer;

/** What a driver sees of the service's secrets. */
record DriverSecrets(SecretStore store) implements Secrets {

    @Override
    public Map<String, String> get(String secretName) {
        return store.get(secretName);
    }

    @Override
    public void onChange(Consumer<String> listener) {
        store.onChange(listener);
    }
}
