package io.selvage.contracts.json;

import java.util.AbstractList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * An unmodifiable list of items that are still the JSON that they were stored as: written to JSON again they cost no
 * more than their bytes. An item is read each time that it is asked for.
 */
@JsonSerialize(using = JsonList.Writer.class)
public final class JsonList<T> extends AbstractList<T> {

    private final List<String> texts;
    private final Class<T> type;

    /**
     * The items of the texts.
     *
     * @param texts each the JSON of one item, as {@link EdgeJson#mapper} writes it
     */
    public JsonList(List<String> texts, Class<T> type) {
        this.texts = List.copyOf(texts);
        this.type = type;
    }

    @Override
    public T get(int index) {
        return EdgeJson.mapper().readValue(texts.get(index), type);
    }

    @Override
    public int size() {
        return texts.size();
    }

    /** Passes the texts on where JSON is written, and the items in other forms. */
    static final class Writer extends StdSerializer<JsonList<?>> {

        Writer() {
            super(JsonList.class);
        }

        @Override
        public void serialize(JsonList<?> list, JsonGenerator generator, SerializationContext context) {
            generator.writeStartArray();
            if (generator.streamWriteCapabilities().isEnabled(StreamWriteCapability.CAN_WRITE_BINARY_NATIVELY)) {
                list.forEach(item -> context.writeValue(generator, item));
            } else {
                list.texts.forEach(generator::writeRawValue);
            }
            generator.writeEndArray();
        }
    }
}
