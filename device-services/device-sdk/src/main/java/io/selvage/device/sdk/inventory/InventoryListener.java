package io.selvage.device.sdk.inventory;

/** Is told of devices, one change after the other; must not block. */
public interface InventoryListener {

    /** A device is new, or it or its profile has changed. */
    void put(KnownDevice device);

    /** A device is gone. */
    void removed(String deviceName);
}
