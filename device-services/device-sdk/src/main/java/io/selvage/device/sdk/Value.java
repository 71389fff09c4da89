package io.selvage.device.sdk;

import io.selvage.contracts.json.Immutable;
import io.selvage.contracts.value.ValueType;
import java.util.List;

/**
 * A value in its native Java form: all that a {@link ValueType} can carry. The width of a number is not here but in the
 * resource's type; the SDK checks that a driver's value fits it.
 */
public sealed interface Value {

    /** Of type Bool. */
    record Bool(boolean value) implements Value {}

    /** Of type Int8, Int16, Int32 or Int64. */
    record Int64(long value) implements Value {}

    /**
     * Of type Uint8, Uint16, Uint32 or Uint64.
     *
     * @param bits the number as unsigned 64 bits: {@code -1} is 18446744073709551615
     */
    record Uint64(long bits) implements Value {}

    /** Of type Float32 or Float64. */
    record Float64(double value) implements Value {}

    /** Of type String. */
    record Text(String value) implements Value {}

    /** Of type Binary. */
    @SuppressWarnings("ArrayRecordComponent") // up to 16 MB of a camera's picture: not copied
    record Bytes(byte[] value) implements Value {}

    /** Of type Object or ObjectArray: maps, lists, strings, numbers, booleans. */
    record Structured(Object json) implements Value {}

    /** Of an array type other than ObjectArray; all elements are of the one kind that the type says. */
    record Array(List<Value> elements) implements Value {

        public Array {
            elements = Immutable.list(elements);
        }
    }

    /** The device has no value, whatever the type. */
    record Null() implements Value {}
}
