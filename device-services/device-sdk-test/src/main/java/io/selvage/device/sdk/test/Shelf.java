package io.selvage.device.sdk.test;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Things of one kind by name, oldest first. */
final class Shelf<T> {

    private static final int DEFAULT_LIMIT = 20;

    private final String kind;
    private final Map<String, T> things = Collections.synchronizedMap(new LinkedHashMap<>());

    /** An empty shelf for things of the kind, such as {@code device}. */
    Shelf(String kind) {
        this.kind = kind;
    }

    /** Puts the thing in the place of the one of its name; says whether there was none. */
    boolean put(String name, T thing) {
        return things.put(name, thing) == null;
    }

    /** DUPLICATE_NAME where the name is taken. */
    void requireFree(String name) {
        if (things.containsKey(name)) {
            throw new EdgeException(ErrorKind.DUPLICATE_NAME, kind + " name " + name + " already exists");
        }
    }

    Optional<T> find(String name) {
        return Optional.ofNullable(things.get(name));
    }

    /** ENTITY_DOES_NOT_EXIST, with the names that exist, where there is no such thing. */
    T get(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    /** Takes it away; ENTITY_DOES_NOT_EXIST where there is no such thing. */
    T remove(String name) {
        var gone = things.remove(name);
        if (gone == null) {
            throw missing(name);
        }
        return gone;
    }

    private EdgeException missing(String name) {
        return new EdgeException(
                ErrorKind.ENTITY_DOES_NOT_EXIST,
                "the core of this test has no " + kind + " named " + name + ", only " + all().keySet());
    }

    Map<String, T> all() {
        synchronized (things) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(things));
        }
    }

    /** A page as core-metadata cuts it, made with the number of all that match. */
    <R> R page(
            Predicate<T> wanted,
            @Nullable String offset,
            @Nullable String limit,
            BiFunction<Long, List<T>, R> response) {
        var matching = all().values().stream().filter(wanted).toList();
        var start = offset == null ? 0 : Integer.parseInt(offset);
        var most = limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit);
        var page = matching.stream().skip(start).limit(most < 0 ? Integer.MAX_VALUE : most);
        return response.apply((long) matching.size(), page.toList());
    }
}
