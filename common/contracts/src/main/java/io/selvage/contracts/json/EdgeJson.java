package io.selvage.contracts.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.selvage.contracts.value.GoNumbers;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The mappers that read and write as Go's encoding/json does: keys in any letter case, the last duplicate wins, unknown
 * keys and null are ignored, no value is coerced to another type, integral floats have no fraction. More than
 * a million tokens are refused, since they would fill the memory.
 */
public final class EdgeJson {

    private static final int MOST_YAML_CHARACTERS = 64 * 1024 * 1024;

    /** Each costs up to 60 bytes of memory, and the smallest document of so many has 2 MB. */
    private static final long MOST_TOKENS = 1_000_000;

    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build();

    private static final JsonMapper JSON = configured(JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build()))
            .addModule(goFloats())
            .build();
    private static final CBORMapper CBOR = configured(CBORMapper.builder(
                    CBORFactory.builder().streamReadConstraints(BOUNDS).build()))
            .build();
    private static final YAMLMapper YAML = yamlBuilder().addModule(goFloats()).build();

    private EdgeJson() {}

    /** The mapper for JSON, shared and immutable. */
    public static JsonMapper mapper() {
        return JSON;
    }

    /** The mapper for CBOR, shared and immutable. */
    public static CBORMapper cbor() {
        return CBOR;
    }

    /** The mapper for YAML, shared and immutable. As in Go, a plain number or boolean is also read as the text it is. */
    public static YAMLMapper yaml() {
        return YAML;
    }

    private static YAMLMapper.Builder yamlBuilder() {
        var large =
                LoadSettings.builder().setCodePointLimit(MOST_YAML_CHARACTERS).build();
        var factory = YAMLFactory.builder().loadSettings(large).build();
        return configured(YAMLMapper.builder(factory))
                .withCoercionConfig(
                        LogicalType.Textual,
                        coercion -> coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.TryConvert)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.TryConvert));
    }

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B configured(B builder) {
        return builder.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withContentInclusion(JsonInclude.Include.ALWAYS))
                .withCoercionConfig(
                        LogicalType.Textual,
                        coercion -> coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfigDefaults(
                        coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    }

    private static SimpleModule goFloats() {
        return new SimpleModule()
                .addSerializer(Double.class, new GoFloat(Double.class))
                .addSerializer(double.class, new GoFloat(double.class))
                .addSerializer(Float.class, new GoFloat(Float.class))
                .addSerializer(float.class, new GoFloat(float.class));
    }

    /** Writes a float as Go does: the shortest form, integral values without a fraction. Only for text: CBOR has floats. */
    private static final class GoFloat extends StdSerializer<Number> {

        GoFloat(Class<? extends Number> type) {
            super(type);
        }

        @Override
        public void serialize(Number value, JsonGenerator generator, SerializationContext context) {
            generator.writeNumber(
                    value instanceof Float narrow
                            ? GoNumbers.json(narrow.floatValue())
                            : GoNumbers.json(value.doubleValue()));
        }
    }
}
