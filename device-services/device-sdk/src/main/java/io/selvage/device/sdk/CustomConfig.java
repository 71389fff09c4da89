package io.selvage.device.sdk;

import io.selvage.service.EdgeConfig;
import java.util.function.Supplier;

/**
 * Sections of the configuration that are a driver's own, beside {@code Driver}. A bean that a driver's constructor may ask
 * for; {@code GET /config} shows what was asked for as {@code CustomConfiguration}.
 */
public final class CustomConfig {

    private final EdgeConfig source;

    public CustomConfig(EdgeConfig source) {
        this.source = source;
    }

    /**
     * A section such as {@code MQTTBrokerInfo} as it is at the start.
     *
     * @param type a record with the keys of the section; {@code @DefaultValue} where one may be absent
     * @throws IllegalStateException names the key that is not readable
     */
    public <T> T section(String name, Class<T> type) {
        return source.custom(name, type);
    }

    /**
     * The part {@code Writable} of a section, which may change while the service runs: each call gives the newest. A change
     * that is not readable is told in the log and leaves it as it was.
     */
    public <T> Supplier<T> writable(String section, Class<T> type) {
        return source.live(section + ".Writable", type);
    }
}
