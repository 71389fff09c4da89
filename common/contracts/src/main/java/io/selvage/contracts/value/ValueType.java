package io.selvage.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The 27 value types of a reading. Their names on the wire are case-sensitive on output only. */
public enum ValueType {
    BOOL("Bool", Family.BOOL, 0),
    STRING("String", Family.STRING, 0),
    UINT8("Uint8", Family.UINT, 8),
    UINT16("Uint16", Family.UINT, 16),
    UINT32("Uint32", Family.UINT, 32),
    UINT64("Uint64", Family.UINT, 64),
    INT8("Int8", Family.INT, 8),
    INT16("Int16", Family.INT, 16),
    INT32("Int32", Family.INT, 32),
    INT64("Int64", Family.INT, 64),
    FLOAT32("Float32", Family.FLOAT, 32),
    FLOAT64("Float64", Family.FLOAT, 64),
    BINARY("Binary", Family.BINARY, 0),
    OBJECT("Object", Family.OBJECT, 0),
    BOOL_ARRAY("BoolArray", BOOL),
    STRING_ARRAY("StringArray", STRING),
    UINT8_ARRAY("Uint8Array", UINT8),
    UINT16_ARRAY("Uint16Array", UINT16),
    UINT32_ARRAY("Uint32Array", UINT32),
    UINT64_ARRAY("Uint64Array", UINT64),
    INT8_ARRAY("Int8Array", INT8),
    INT16_ARRAY("Int16Array", INT16),
    INT32_ARRAY("Int32Array", INT32),
    INT64_ARRAY("Int64Array", INT64),
    FLOAT32_ARRAY("Float32Array", FLOAT32),
    FLOAT64_ARRAY("Float64Array", FLOAT64),
    OBJECT_ARRAY("ObjectArray", OBJECT);

    /** What the values of a type have in common, whatever their width. */
    public enum Family {
        BOOL,
        STRING,
        UINT,
        INT,
        FLOAT,
        BINARY,
        OBJECT
    }

    /** By their usual names and by those in lower case. */
    private static final Map<String, ValueType> BY_NAME = Arrays.stream(values())
            .flatMap(type -> Stream.of(Map.entry(type.text, type), Map.entry(type.text.toLowerCase(Locale.ROOT), type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String text;
    private final Family family;
    private final int bits;
    private final @Nullable ValueType element;

    ValueType(String text, Family family, int bits) {
        this.text = text;
        this.family = family;
        this.bits = bits;
        this.element = null;
    }

    ValueType(String text, ValueType element) {
        this.text = text;
        this.family = element.family;
        this.bits = element.bits;
        this.element = element;
    }

    /** The type of that name in any letter case. */
    @JsonCreator
    public static ValueType of(String name) {
        var type = BY_NAME.get(name);
        if (type == null) {
            type = BY_NAME.get(name.toLowerCase(Locale.ROOT));
        }
        if (type == null) {
            throw new EdgeException(ErrorKind.CONTRACT_INVALID, "'" + name + "' is no value type");
        }
        return type;
    }

    /** The name on the wire, such as {@code Uint8Array}. */
    @JsonValue
    public String text() {
        return text;
    }

    /** What the type, or the elements of an array, hold. */
    public Family family() {
        return family;
    }

    /** The width in bits of a number, or of an array's elements; 0 for what is no number. */
    public int bits() {
        return bits;
    }

    public boolean isArray() {
        return element != null;
    }

    /** The type of an array's elements. */
    public ValueType element() {
        if (element == null) {
            throw new IllegalStateException(text + " is no array");
        }
        return element;
    }

    /** Whether this is a single integer or float. */
    public boolean isNumber() {
        return bits > 0 && element == null;
    }

    /** Whether readings of this type carry {@code objectValue}. */
    public boolean isStructured() {
        return family == Family.OBJECT;
    }

    @Override
    public String toString() {
        return text;
    }
}
