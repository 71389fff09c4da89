package io.selvage.device.rest;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.value.ReceivedValues;
import io.selvage.device.sdk.value.SentValues;
import io.selvage.device.sdk.value.ValueFit;
import java.nio.charset.StandardCharsets;

/**
 * A value as HTTP carries it.
 *
 * @param type as the header Content-Type has it; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // up to 16 MB of a picture: not copied
record Content(String type, byte[] body) {

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";

    /** What is sent to set the resource: JSON for what has a structure, else text. */
    static Content of(ResourceWrite write) {
        return write.type().isStructured() || write.type().isArray()
                ? new Content(JSON, EdgeJson.mapper().writeValueAsBytes(SentValues.json(write.value(), write.type())))
                : new Content(TEXT, SentValues.text(write.value(), write.type()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The value that this content is of the resource. Of Binary and Object the content type must be the right one;
     * text is text, whatever it is called.
     *
     * @throws io.selvage.contracts.error.EdgeException CONTRACT_INVALID where it is none
     */
    Value valueOf(DeviceResource resource) {
        var valueType = resource.properties().valueType();
        if (valueType == ValueType.BINARY) {
            requireType(
                    resource,
                    resource.properties().mediaType() == null
                            ? ""
                            : resource.properties().mediaType());
            return bytes(resource);
        }
        if (valueType.isStructured()) {
            requireType(resource, JSON);
        }
        return ReceivedValues.parse(ReceivedValues.text(body, resource.name()), valueType, resource.name());
    }

    private Value bytes(DeviceResource resource) {
        if (body.length > ValueFit.MAX_BINARY_BYTES) {
            throw Required.invalid("resource " + resource.name() + ": " + body.length + " bytes are more than the "
                    + ValueFit.MAX_BINARY_BYTES + " that a Binary reading may have");
        }
        return new Value.Bytes(body);
    }

    private void requireType(DeviceResource resource, String wanted) {
        if (!wanted.isEmpty() && !bare(type).equalsIgnoreCase(bare(wanted))) {
            throw Required.invalid(
                    "resource " + resource.name() + " takes the Content-Type '" + wanted + "', not '" + type + "'");
        }
    }

    /** Without parameters, such as the character set. */
    private static String bare(String type) {
        var end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip();
    }
}
