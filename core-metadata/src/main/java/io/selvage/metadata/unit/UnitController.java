package io.selvage.metadata.unit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.metadata.unit.Units.UnitsOfMeasure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UnitController {

    private static final String YAML = "application/x-yaml";

    record UnitsResponse(
            String apiVersion,
            int statusCode,
            @JsonProperty("uom") Object units) {}

    /** The units as their file writes them. */
    record FileForm(
            @JsonProperty("Source") String source,
            @JsonProperty("Units") Map<String, GroupForm> units) {

        record GroupForm(
                @JsonProperty("Source") String source,
                @JsonProperty("Values") List<String> values) {}

        static FileForm of(UnitsOfMeasure units) {
            return new FileForm(
                    units.source(),
                    units.units().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    entry -> new GroupForm(
                                            entry.getValue().source(),
                                            entry.getValue().values()))));
        }
    }

    private final Units units;

    UnitController(Units units) {
        this.units = units;
    }

    @GetMapping("/api/v3/uom")
    ResponseEntity<Object> units(@RequestHeader(name = "Accept", required = false) @Nullable String accept) {
        var known = units.known();
        if (YAML.equals(accept)) {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(YAML))
                    .body(EdgeJson.yaml().writeValueAsBytes(FileForm.of(known)));
        }
        Object none = Map.of();
        return ResponseEntity.ok(
                new UnitsResponse(ApiVersion.V3, 200, known.units().isEmpty() ? none : known));
    }
}
