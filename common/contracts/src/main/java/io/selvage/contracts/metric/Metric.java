package io.selvage.contracts.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/**
 * What a service measured, since its start.
 *
 * @param name as in {@code Writable.Telemetry.Metrics}
 * @param fields such as {@code counter-count}
 * @param tags {@code service} first
 * @param timestamp ns since the epoch
 */
@JsonInclude(Include.NON_EMPTY)
public record Metric(String apiVersion, String name, List<Field> fields, List<Tag> tags, long timestamp) {

    public Metric {
        fields = Immutable.list(fields);
        tags = Immutable.list(tags);
    }

    /** A metric of this version of the API. */
    public static Metric of(String name, List<Field> fields, List<Tag> tags, long timestamp) {
        return new Metric(ApiVersion.V3, name, fields, tags, timestamp);
    }

    /**
     * One measured number.
     *
     * @param value whole, or a fraction for means and the like
     */
    public record Field(
            String name, @JsonInclude(Include.ALWAYS) Number value) {}

    /** What tells metrics of one name apart. */
    public record Tag(
            String name, @JsonInclude(Include.ALWAYS) String value) {}
}
