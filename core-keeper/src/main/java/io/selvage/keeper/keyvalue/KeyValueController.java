package io.selvage.keeper.keyvalue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.selvage.contracts.keyvalue.KeyValue;
import io.selvage.contracts.keyvalue.KeyValueAnswer;
import io.selvage.contracts.keyvalue.KeyValueApi;
import io.selvage.contracts.keyvalue.KeyValuesResponse;
import io.selvage.contracts.keyvalue.KeysResponse;
import io.selvage.contracts.keyvalue.UpdateKeysRequest;
import io.selvage.service.Flags;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class KeyValueController implements KeyValueApi {

    private final KeyValues values;

    KeyValueController(KeyValues values) {
        this.values = values;
    }

    @Override
    public KeyValueAnswer get(String key, @Nullable String keyOnly, @Nullable String plaintext) {
        var only = Flags.parse("keyOnly", keyOnly);
        var plain = Flags.parse("plaintext", plaintext);
        if (only) {
            return KeysResponse.of(values.names(key));
        }
        var found = values.get(key);
        return KeyValuesResponse.of(
                plain ? found : found.stream().map(KeyValueController::encoded).toList());
    }

    private static KeyValue encoded(KeyValue plain) {
        var bytes = String.valueOf(plain.value()).getBytes(UTF_8);
        return new KeyValue(
                plain.key(),
                plain.created(),
                plain.modified(),
                Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public KeysResponse put(String key, @Nullable String flatten, UpdateKeysRequest request) {
        return KeysResponse.of(values.put(key, request.required(), Flags.parse("flatten", flatten)));
    }

    @Override
    public KeysResponse delete(String key, @Nullable String prefixMatch) {
        return KeysResponse.of(values.delete(key, Flags.parse("prefixMatch", prefixMatch)));
    }
}
