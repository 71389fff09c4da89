package io.selvage.device.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a SET request may say, as JSON, and the text that a reading of it has. */
class ValueParserTest {

    private static Value parse(String json, String type) {
        return ValueParser.parse(EdgeJson.mapper().readValue(json, Object.class), ValueType.of(type));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    Bool         | true                     | true
                    Bool         | "F"                      | false
                    Bool         | "1"                      | true
                    Int8         | "-128"                   | -128
                    Int8         | "+5"                     | 5
                    Int16        | 5                        | 5
                    Int16        | 5.0                      | 5
                    Int32        | 1000000                  | 1000000
                    Int32        | 1e6                      | 1000000
                    Int64        | 9223372036854775807      | 9223372036854775807
                    Uint8        | 255                      | 255
                    Uint64       | "18446744073709551615"   | 18446744073709551615
                    Uint64       | 18446744073709551615     | 18446744073709551615
                    Float32      | "1.1"                    | 1.1e+00
                    Float64      | 39.5                     | 3.95e+01
                    Float64      | "1e100"                  | 1e+100
                    Float32      | "QUgAAA=="               | 1.25e+01
                    Float64      | "QCkAAAAAAAA="           | 1.25e+01
                    String       | "a b"                    | a b
                    String       | 5.5                      | 5.5
                    String       | 1234567                  | 1234567
                    String       | true                     | true
                    Int8Array    | "[1, -2]"                | [1, -2]
                    Int8Array    | [1, -2]                  | [1, -2]
                    Uint16Array  | "1, 2"                   | [1, 2]
                    Uint16Array  | "[1,2]"                  | [1, 2]
                    Uint8Array   | "[]"                     | []
                    Float32Array | "[1, 0.25]"              | [1e+00, 2.5e-01]
                    BoolArray    | "[true,false]"           | [true, false]
                    StringArray  | ["a","b c"]              | ["a","b c"]
                    StringArray  | "[\\"<\\"]"              | ["\\u003c"]
                    Object       | {"a":1}                  | {"a":1}
                    Object       | "{\\"a\\":1}"            | {"a":1}
                    ObjectArray  | [{"a":1}]                | [{"a":1}]
                    """)
    void takes(String type, String json, String text) {
        assertThat(ValueTexts.text(parse(json, type), ValueType.of(type))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    Bool        | "yes"     | strconv.ParseBool: parsing "yes": invalid syntax
                    Bool        | ""        | empty string is invalid for Bool value type
                    Int8        | 128       | strconv.ParseInt: parsing "128": value out of range
                    Int8        | "1e1"     | strconv.ParseInt: parsing "1e1": invalid syntax
                    Int8        | 5.5       | strconv.ParseInt: parsing "5.5": invalid syntax
                    Int8        | [1]       | invalid syntax
                    Uint8       | -1        | strconv.ParseUint: parsing "-1": invalid syntax
                    Uint8       | 256       | strconv.ParseUint: parsing "256": value out of range
                    Float32     | "1e39"    | no number that the type can hold
                    Float64     | "abc"     | no number that the type can hold
                    Float64     | "QUgAAA==" | no number that the type can hold
                    Float32     | "f8AAAA==" | no number that the type can hold
                    Int8Array   | "1,2"     | failed to convert set parameter 1,2 to ValueType Int8Array
                    Int8Array   | [1,300]   | value out of range
                    Int8Array   | [null]    | field is required
                    StringArray | "a"       | failed to convert
                    StringArray | "[1]"     | failed to convert set parameter [1] to ValueType StringArray -> its elements must be texts
                    StringArray | ["a",1]   | its elements must be texts
                    StringArray | [true]    | its elements must be texts
                    StringArray | [null]    | its elements must be texts
                    Object      | [1]       | it is no object
                    Object      | "a"       | failed to convert
                    ObjectArray | [1]       | it is no array of objects
                    Binary      | "AAAA"    | unrecognized value type
                    """)
    void refuses(String type, String json, String why) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> parse(json, type))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID))
                .withMessageStartingWith("failed to create CommandValue -> ")
                .withMessageContaining(why);
    }

    @Test
    void nullIsAValueOfEveryType() {
        for (var type : ValueType.values()) {
            assertThat(ValueParser.parse(null, type)).isEqualTo(new Value.Null());
        }
    }
}
