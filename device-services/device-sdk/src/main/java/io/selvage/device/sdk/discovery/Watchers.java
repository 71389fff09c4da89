package io.selvage.device.sdk.discovery;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.value.GoNumbers;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.FoundDevice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The provision watchers of this service as core-metadata last told of them. */
public final class Watchers {

    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final Map<String, ProvisionWatcher> byName = new ConcurrentSkipListMap<>();

    /** The names of all watchers, as they are now. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** Adds the watcher or puts it in the place of the one of its name, unless that is newer. */
    public void put(ProvisionWatcher watcher) {
        byName.merge(watcher.name(), watcher, (before, now) -> before.modified() > now.modified() ? before : now);
    }

    /** Forgets the watcher. */
    public void remove(String name) {
        byName.remove(name);
    }

    /** The watchers that let the device in, by their names. */
    List<ProvisionWatcher> admitting(FoundDevice device) {
        return byName.values().stream()
                .filter(watcher -> watcher.adminState() == AdminState.UNLOCKED)
                .filter(watcher -> isWanted(watcher, device) && !isBlocked(watcher, device))
                .toList();
    }

    /** Whether there is a protocol of which all identifiers match. */
    private static boolean isWanted(ProvisionWatcher watcher, FoundDevice device) {
        return device.protocols().values().stream()
                .anyMatch(properties -> watcher.identifiers().entrySet().stream()
                        .allMatch(identifier ->
                                matches(identifier.getValue(), text(properties.get(identifier.getKey())))));
    }

    private static boolean matches(String regex, String text) {
        try {
            return !text.isEmpty() && Pattern.compile(regex).matcher(text).find();
        } catch (PatternSyntaxException e) {
            LOG.debug("identifier {} is no regular expression: {}", regex, e.getMessage());
            return false;
        }
    }

    private static boolean isBlocked(ProvisionWatcher watcher, FoundDevice device) {
        return watcher.blockingIdentifiers().entrySet().stream()
                .anyMatch(blocking -> device.protocols().values().stream()
                        .map(properties -> text(properties.get(blocking.getKey())))
                        .anyMatch(text -> !text.isEmpty() && blocking.getValue().contains(text)));
    }

    /** A protocol property as Go prints it. */
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> GoNumbers.general(number);
            default -> value.toString();
        };
    }
}
