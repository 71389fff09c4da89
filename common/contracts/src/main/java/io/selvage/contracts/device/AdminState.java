package io.selvage.contracts.device;

/** Whether an operator lets a device or device service work. */
public enum AdminState {
    LOCKED,
    UNLOCKED
}
