package io.selvage.device.modbus;

import io.selvage.device.sdk.Settings;

/** The four tables of a Modbus server. */
enum PrimaryTable {
    COILS(1, 2000, true),
    DISCRETES_INPUT(1, 2000, false),
    INPUT_REGISTERS(16, 125, false),
    HOLDING_REGISTERS(16, 125, true);

    private final int bits;
    private final int mostInOneRead;
    private final boolean writable;

    PrimaryTable(int bits, int mostInOneRead, boolean writable) {
        this.bits = bits;
        this.mostInOneRead = mostInOneRead;
        this.writable = writable;
    }

    /** The table that the attribute {@code primaryTable} names, in any letter case. */
    static PrimaryTable of(Settings attributes) {
        var text = attributes.text("primaryTable");
        for (var table : values()) {
            if (table.name().equalsIgnoreCase(text)) {
                return table;
            }
        }
        if (text.equalsIgnoreCase("DISCRETE_INPUTS")) {
            return DISCRETES_INPUT;
        }
        throw attributes.invalid("primaryTable '" + text
                + "' is none of COILS, DISCRETES_INPUT, DISCRETE_INPUTS, INPUT_REGISTERS, HOLDING_REGISTERS");
    }

    /** The width of one address: 1 or 16. */
    int bits() {
        return bits;
    }

    boolean holdsRegisters() {
        return bits == 16;
    }

    /** The most addresses that Modbus allows in one read. */
    int mostInOneRead() {
        return mostInOneRead;
    }

    boolean writable() {
        return writable;
    }

    /** The bytes that so many addresses take in a request or an answer. */
    int bytesOf(int addresses) {
        return (addresses * bits + 7) / 8;
    }
}
