package io.selvage.metadata.unit;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.json.Immutable;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.metadata.MetadataConfig;
import io.selvage.metadata.MetadataConfig.Writable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.util.ResourceUtils;

/** The units of measure that the file {@code UoM.UoMFile} has, and the check of resources against them. */
@Component
public class Units {

    /**
     * What the file says.
     *
     * @param source where the units are defined, unless a group says otherwise
     * @param units groups of units by name
     */
    record UnitsOfMeasure(String source, Map<String, Group> units) {

        UnitsOfMeasure {
            source = source == null ? "" : source;
            units = Immutable.map(units);
        }
    }

    /** Units of one quantity, and where they are defined. */
    record Group(String source, List<String> values) {

        Group {
            source = source == null ? "" : source;
            values = Immutable.list(values);
        }
    }

    private final UnitsOfMeasure known;
    private final Supplier<Writable> settings;

    Units(MetadataConfig config, Supplier<Writable> settings) {
        this.known = load(config.uoM().uoMFile());
        this.settings = settings;
    }

    private static UnitsOfMeasure load(String place) {
        if (place.isEmpty()) {
            return new UnitsOfMeasure("", Map.of());
        }
        Resource file = ResourceUtils.isUrl(place)
                ? new DefaultResourceLoader().getResource(place)
                : new FileSystemResource(Path.of(place));
        try (var in = file.getInputStream()) {
            return EdgeJson.yaml().readValue(in, UnitsOfMeasure.class);
        } catch (IOException e) {
            throw new IllegalStateException("UoM.UoMFile '" + place + "' is not readable: " + e, e);
        }
    }

    UnitsOfMeasure known() {
        return known;
    }

    /** Throws CONTRACT_INVALID where a resource has units that the file does not have, if they are to be checked. */
    public void check(List<DeviceResource> resources) {
        if (known.units().isEmpty() || !settings.get().uoM().validation()) {
            return;
        }
        for (var resource : resources) {
            var units = resource.properties().units();
            if (units != null && !units.isEmpty() && !isKnown(units)) {
                throw Required.invalid("device resource " + resource.name() + " has units '" + units
                        + "', which are not among the units of measure");
            }
        }
    }

    private boolean isKnown(String units) {
        return known.units().values().stream().anyMatch(group -> group.values().contains(units));
    }
}
