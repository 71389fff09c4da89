package io.selvage.device.sdk;

import java.util.Map;
import java.util.function.Consumer;

/**
 * The secrets of the device service, such as passwords of devices that protocol properties name; a bean that a driver may
 * ask for. Their values belong into no log and no answer.
 */
public interface Secrets {

    /** The values of the secret by their keys, such as {@code username}; ENTITY_DOES_NOT_EXIST where there is none. */
    Map<String, String> get(String secretName);

    /** Calls the listener with the name of each secret that is new or has changed from now on; it must not block. */
    void onChange(Consumer<String> listener);
}
