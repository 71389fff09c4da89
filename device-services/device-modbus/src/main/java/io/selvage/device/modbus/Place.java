package io.selvage.device.modbus;

import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.value.ValueType;
import io.selvage.contracts.value.ValueType.Family;
import io.selvage.device.sdk.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a resource's value lies in a device: the attributes of its profile.
 *
 * @param start zero-based address
 * @param count of addresses
 * @param bit of the value, for a Bool; 0 is the least significant
 * @param raw what the addresses hold: {@code type} unless the attribute {@code rawType} says otherwise
 * @param byteSwap whether the bytes of each register are exchanged; for 32-bit values
 * @param wordSwap whether the registers are exchanged; for 32-bit values
 */
record Place(
        String resource,
        PrimaryTable table,
        int start,
        int count,
        int bit,
        ValueType type,
        ValueType raw,
        boolean byteSwap,
        boolean wordSwap) {

    private static final int LAST_ADDRESS = 65535;
    private static final int LONGEST_TEXT = 123;

    /** The place that the attributes describe; CONTRACT_INVALID where they cannot: the profile is wrong then, and the device not to blame. */
    static Place of(DeviceResource resource, Map<String, @Nullable Object> attributes) {
        var settings = new Settings("resource " + resource.name(), ErrorKind.CONTRACT_INVALID, attributes);
        var type = resource.properties().valueType();
        var raw = rawTypeOf(type, settings);
        var table = PrimaryTable.of(settings);
        var address = addressOf(settings);
        var count = countOf(table, type, raw, settings);
        if (address.bit >= count * table.bits() || (address.bit > 0 && type != ValueType.BOOL)) {
            throw settings.invalid("startingAddress " + settings.text("startingAddress") + " names a bit that a " + type
                    + " in " + table + " does not have");
        }
        if (address.start + count - 1 > LAST_ADDRESS) {
            throw settings.invalid("addresses " + address.start + " and " + (count - 1) + " more end above 65535");
        }
        return new Place(
                resource.name(),
                table,
                address.start,
                count,
                address.bit,
                type,
                raw,
                settings.flag("isByteSwap"),
                settings.flag("isWordSwap"));
    }

    /** The first address behind the value. */
    int end() {
        return start + count;
    }

    private static ValueType rawTypeOf(ValueType type, Settings settings) {
        var numeric = type.isNumber() && type.bits() > 8;
        if (!numeric && type != ValueType.BOOL && type != ValueType.STRING) {
            throw settings.invalid(
                    "type " + type + " does not exist in Modbus: use Bool, String, or a number of 16 to 64 bits");
        }
        if (!settings.has("rawType") || type == ValueType.STRING) {
            return type;
        }
        return switch (settings.text("rawType").toUpperCase(Locale.ROOT)) {
            case "INT16" -> ValueType.INT16;
            case "UINT16" -> ValueType.UINT16;
            case "INT32" -> ValueType.INT32;
            case "UINT32" -> ValueType.UINT32;
            default ->
                throw settings.invalid(
                        "rawType '" + settings.text("rawType") + "' is none of INT16, UINT16, INT32, UINT32");
        };
    }

    private static int countOf(PrimaryTable table, ValueType type, ValueType raw, Settings settings) {
        if (type == ValueType.STRING) {
            if (!table.holdsRegisters()) {
                throw settings.invalid("a String needs registers, not " + table);
            }
            return settings.integer("stringRegisterSize", 1, LONGEST_TEXT);
        }
        return raw.family() == Family.BOOL ? 1 : raw.bits() / table.bits();
    }

    private record Address(int start, int bit) {}

    /**
     * A number, its text, or {@code "10.3"} for bit 3 of register 10. EdgeX gives a fraction two digits: the number
     * 10.1, which is all that YAML leaves of 10.10, is bit 10.
     */
    private static Address addressOf(Settings settings) {
        var value = settings.required("startingAddress");
        var text = value instanceof Double || value instanceof Float || value instanceof BigDecimal
                ? withTwoDigits(new BigDecimal(value.toString()))
                : settings.text("startingAddress");
        var dot = text.indexOf('.');
        var start = dot < 0 ? text : text.substring(0, dot);
        var bit = dot < 0 ? "0" : text.substring(dot + 1);
        var parts = new Settings(settings.owner(), settings.kind(), Map.of("startingAddress", start, "bit", bit));
        if (value instanceof Number && parts.integer("bit", 0, 99) > 31) {
            throw settings.invalid("startingAddress " + value + " would be bit " + bit + ": write it in quotes");
        }
        return new Address(parts.integer("startingAddress", 0, LAST_ADDRESS), parts.integer("bit", 0, 31));
    }

    private static String withTwoDigits(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                ? number.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : number.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
