package io.selvage.data.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.json.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a row says itself because it varies too much for a shape or a series. */
@JsonInclude(Include.NON_EMPTY)
record Extra(@Nullable String units, @Nullable String mediaType, Map<String, @Nullable Object> tags) {

    private static final Extra NONE = new Extra(null, null, Map.of());

    Extra {
        tags = Immutable.map(tags);
    }

    static Extra of(Series series) {
        return new Extra(series.units(), series.mediaType(), series.tags());
    }

    static Extra of(Map<String, @Nullable Object> tags) {
        return new Extra(null, null, tags);
    }

    static Extra read(@Nullable String json) {
        return json == null ? NONE : EdgeJson.mapper().readValue(json, Extra.class);
    }

    /** As JSON; null where there is nothing to say. */
    @Nullable
    String json() {
        var json = EdgeJson.mapper().writeValueAsString(this);
        return json.equals("{}") ? null : json;
    }
}
