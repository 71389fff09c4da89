package io.selvage.metadata;

import static io.selvage.metadata.Json.profile;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictProfilesWireTest {

    @TempDir
    private Path directory;

    @Test
    void profilesDoNotChangeWhereThatIsStrict() {
        try (var metadata = new RunningMetadata(
                directory,
                "--Writable.ProfileChange.StrictDeviceProfileChanges=true",
                "--Writable.ProfileChange.StrictDeviceProfileDeletes=true")) {
            metadata.post("/deviceprofile", profile("Pump"));

            assertThat(metadata.put("/deviceprofile", profile("Pump")).status()).isEqualTo(423);
            assertThat(metadata.delete("/deviceprofile/name/Pump").status()).isEqualTo(423);
            assertThat(metadata.delete("/deviceprofile/name/Pump/deviceCommand/All")
                            .status())
                    .isEqualTo(423);
        }
    }

    @Test
    void unitsAreCheckedWhereThatIsOn() {
        try (var metadata = new RunningMetadata(directory, "--Writable.UoM.Validation=true")) {
            assertThat(metadata.post("/deviceprofile", profile("Pump")).itemStatus())
                    .isEqualTo(400);
            assertThat(metadata.post("/deviceprofile", profile("Pump").replace("\"m\"", "\"C\""))
                            .itemStatus())
                    .isEqualTo(201);
        }
    }

    @Test
    void unitsAreAnsweredAsJsonAndYaml() {
        try (var metadata = new RunningMetadata(directory)) {
            assertThat(metadata.get("/uom")
                            .body()
                            .at("/uom/units/temperature/values/0")
                            .asString())
                    .isEqualTo("C");
            var yaml = metadata.text(metadata.to("/uom").header("Accept", "application/x-yaml"));
            assertThat(yaml.headers().firstValue("Content-Type")).contains("application/x-yaml");
            assertThat(yaml.body()).contains("Units:").contains("Values:");
        }
    }

    @Test
    void noMoreDevicesAndResourcesThanAllowed() {
        try (var metadata = new RunningMetadata(directory, "--Writable.MaxDevices=2", "--Writable.MaxResources=1")) {
            metadata.post("/deviceservice", Json.service("virtual"));
            metadata.post("/deviceprofile", profile("Pump"));

            assertThat(add(metadata, Json.device("a", ""))).isEqualTo(201);
            assertThat(add(metadata, Json.device("b", ""))).isEqualTo(400);
            var without = Json.device("c", "").replace("\"Pump\"", "\"\"");
            assertThat(add(metadata, without)).isEqualTo(201);
            assertThat(add(metadata, without.replace("\"c\"", "\"d\""))).isEqualTo(400);
        }
    }

    private static int add(RunningMetadata metadata, String device) {
        return metadata.post("/device?bypassValidation=true", device).itemStatus();
    }
}
