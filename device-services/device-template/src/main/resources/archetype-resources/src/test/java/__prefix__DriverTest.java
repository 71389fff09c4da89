package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service with its own files, in the real SDK, with a core in memory. */
class ${prefix}DriverTest {

    @RegisterExtension
    static final DeviceServiceExtension SERVICE = DeviceServiceExtension.of(${prefix}Application.class);

    @Test
    void readsAllAtOnce() {
        assertThat(SERVICE.readValues("${prefix}-1", "All")).containsOnlyKeys("Load", "FreeMemory");
    }

    @Test
    void keepsWhatIsWritten() {
        SERVICE.write("${prefix}-1", "Note", Map.of("Note", "in the cellar"));

        assertThat(SERVICE.text("${prefix}-1", "Note")).isEqualTo("in the cellar");
    }

    @Test
    void sendsReadingsByItself() {
        assertThat(SERVICE.nextEvent("${prefix}-1", "All").readings()).hasSize(2);
    }
}
