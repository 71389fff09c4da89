package io.selvage.service.registry;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys and values outside of the service, such as {@code edgex/v4/core-data/Writable/LogLevel}. Everything fails with
 * {@link EdgeException} while they cannot be had.
 */
public interface ConfigSource {

    /** What it is and where, for a log. */
    String name();

    /** Whether what services have in common is there, where somebody says so. */
    default boolean isReady() {
        return true;
    }

    /** The values of all keys below the tree, by what stands after its slash; empty where there are none. */
    Map<String, String> below(String tree);

    /** The value of one key; empty where there is none. */
    Optional<String> value(String key);

    /** Puts one value. */
    void put(String key, String value);

    /** Puts values below the tree, by what stands after its slash; those of other keys stay. */
    void putBelow(String tree, Map<String, String> values);

    /**
     * Calls back soon after each change of {@code Writable} keys below one of the trees, also of those one level deeper;
     * for changes that come together perhaps once, and perhaps without any.
     *
     * @param bus of the service
     * @return ends it
     */
    Watch watch(List<String> trees, MessageBus bus, Runnable changed);

    /** A watch that runs. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }
}
