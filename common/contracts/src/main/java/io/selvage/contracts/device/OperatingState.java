package io.selvage.contracts.device;

/** Whether a device answers. */
public enum OperatingState {
    UP,
    DOWN,
    UNKNOWN
}
