package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import io.selvage.contracts.value.ValueType;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource's values are and how the SDK transforms them.
 *
 * @param writtenType the value type as its author wrote it, in any letter case
 * @param mask bits to keep, unsigned 64 bit
 * @param shift bits to shift right on read; left where negative
 * @param scale factor on read
 * @param offset summand on read
 * @param base base of a power on read
 * @param assertion text that a value must have; another one sets the device DOWN
 * @param mediaType of a Binary resource
 */
@JsonInclude(Include.NON_EMPTY)
public record ResourceProperties(
        @JsonProperty("valueType") String writtenType,
        ReadWrite readWrite,
        @Nullable String units,
        @Nullable Double minimum,
        @Nullable Double maximum,
        @Nullable String defaultValue,
        @Nullable BigInteger mask,
        @Nullable Long shift,
        @Nullable Double scale,
        @Nullable Double offset,
        @Nullable Double base,
        @Nullable String assertion,
        @Nullable String mediaType,
        Map<String, @Nullable Object> optional) {

    public ResourceProperties {
        ValueType.of(Required.value(writtenType, "ResourceProperties.ValueType"));
        Required.value(readWrite, "ResourceProperties.ReadWrite");
        if (mask != null && (mask.signum() < 0 || mask.bitLength() > Long.SIZE)) {
            throw Required.invalid("ResourceProperties.Mask must be an unsigned number of 64 bits, not " + mask);
        }
        optional = Immutable.map(optional);
    }

    public ValueType valueType() {
        return ValueType.of(writtenType);
    }

    /** These properties with the usual form of the value type. */
    ResourceProperties normal() {
        return new ResourceProperties(
                valueType().text(),
                readWrite,
                units,
                minimum,
                maximum,
                defaultValue,
                mask,
                shift,
                scale,
                offset,
                base,
                assertion,
                mediaType,
                optional);
    }
}
