package io.selvage.device.sdk.value;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Checks that what a driver gave is a value of its resource's type, so that no impossible reading leaves the service. */
public final class ValueFit {

    /** The most bytes of a Binary reading: EdgeX's limit. */
    public static final int MAX_BINARY_BYTES = 16 * 1024 * 1024;

    private ValueFit() {}

    /**
     * The value in the form of the type: signed and unsigned integers are exchanged, and integers taken for floats, where
     * the number stays the same.
     *
     * @throws EdgeException SERVER_ERROR where it is none of that type
     */
    public static Value checked(Value value, ValueType type, String resource) {
        var fitting = fitting(value, type);
        if (fitting == null) {
            throw new EdgeException(
                    ErrorKind.SERVER_ERROR,
                    "the driver gave " + kindOf(value) + " for DeviceResource " + resource + " of type " + type);
        }
        return fitting;
    }

    private static @Nullable Value fitting(Value value, ValueType type) {
        if (value instanceof Value.Null) {
            return value;
        }
        if (!type.isArray() || type.isStructured()) {
            return scalar(value, type);
        }
        if (!(value instanceof Value.Array(var elements))) {
            return null;
        }
        var checked = new ArrayList<Value>(elements.size());
        for (var element : elements) {
            var fitting = scalar(element, type.element());
            if (fitting == null) {
                return null;
            }
            checked.add(fitting);
        }
        return new Value.Array(checked);
    }

    private static @Nullable Value scalar(Value value, ValueType type) {
        return switch (type.family()) {
            case BOOL -> value instanceof Value.Bool ? value : null;
            case STRING -> value instanceof Value.Text ? value : null;
            case OBJECT -> value instanceof Value.Structured ? value : null;
            case BINARY -> value instanceof Value.Bytes(var bytes) && bytes.length <= MAX_BINARY_BYTES ? value : null;
            case INT -> signed(value, type.bits());
            case UINT -> unsigned(value, type.bits());
            case FLOAT ->
                switch (value) {
                    case Value.Float64 _ -> value;
                    case Value.Int64(var number) -> new Value.Float64(number);
                    default -> null;
                };
        };
    }

    private static @Nullable Value signed(Value value, int bits) {
        return switch (value) {
            case Value.Int64(var number) -> Bits.isSigned(number, bits) ? value : null;
            case Value.Uint64(var number) ->
                number >= 0 && Bits.isSigned(number, bits) ? new Value.Int64(number) : null;
            default -> null;
        };
    }

    private static @Nullable Value unsigned(Value value, int bits) {
        return switch (value) {
            case Value.Uint64(var number) -> Bits.isUnsigned(number, bits) ? value : null;
            case Value.Int64(var number) ->
                number >= 0 && Bits.isUnsigned(number, bits) ? new Value.Uint64(number) : null;
            default -> null;
        };
    }

    private static String kindOf(Value value) {
        return switch (value) {
            case Value.Int64(var number) -> "Int64 " + number;
            case Value.Uint64(var number) -> "Uint64 " + Long.toUnsignedString(number);
            case Value.Bytes(var bytes) -> bytes.length + " bytes";
            default -> value.getClass().getSimpleName();
        };
    }
}
