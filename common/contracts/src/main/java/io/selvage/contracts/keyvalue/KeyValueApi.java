package io.selvage.contracts.keyvalue;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/**
 * Configuration in core-keeper. A key is made of letters, digits and {@code -_~;=./%}; else CONTRACT_INVALID. Flags are
 * {@code true} or {@code false}.
 */
@HttpExchange("/api/v3/kvs/key/{key}")
public interface KeyValueApi {

    /**
     * The key and all below it; ENTITY_DOES_NOT_EXIST where there is none.
     *
     * @param keyOnly whether to answer {@link KeysResponse} instead of {@link KeyValuesResponse}
     * @param plaintext whether values are text instead of base64
     */
    @GetExchange
    KeyValueAnswer get(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String keyOnly,
            @RequestParam(required = false) @Nullable String plaintext);

    /**
     * Puts a value; the answer names the keys written.
     *
     * @param flatten whether the members of an object become keys of their own
     */
    @PutExchange
    KeysResponse put(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String flatten,
            @RequestBody UpdateKeysRequest request);

    /**
     * Deletes the key; ENTITY_DOES_NOT_EXIST where there is none, STATUS_CONFLICT where there are others below it.
     *
     * @param prefixMatch whether to delete all below it, too
     */
    @DeleteExchange
    KeysResponse delete(@PathVariable String key, @RequestParam(required = false) @Nullable String prefixMatch);
}
