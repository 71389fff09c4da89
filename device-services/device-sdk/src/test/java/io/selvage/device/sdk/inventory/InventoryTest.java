package io.selvage.device.sdk.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.testing.TestCore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryTest {

    private final List<String> told = new ArrayList<>();
    private final Inventory inventory = new Inventory(listener("driver"));

    private InventoryListener listener(String name) {
        return new InventoryListener() {
            @Override
            public void put(KnownDevice device) {
                told.add(name + " put " + device.name());
            }

            @Override
            public void removed(String deviceName) {
                told.add(name + " removed " + deviceName);
            }
        };
    }

    private static Device device(String name, int modified, String label) {
        return TestCore.yaml("""
                {name: %s, modified: %d, profileName: P, labels: [%s], serviceName: s, adminState: UNLOCKED, operatingState: UP, protocols: {}}
                """.formatted(name, modified, label), Device.class);
    }

    private static DeviceProfile profile(String description) {
        return TestCore.yaml("{name: P, description: " + description + "}", DeviceProfile.class);
    }

    @Test
    void theDriverIsToldFirstAndALateListenerOfAll() {
        inventory.put(device("a", 1, "x"), null);
        inventory.listen(listener("late"));
        inventory.put(device("b", 1, "x"), null);
        inventory.remove("a");

        assertThat(told)
                .containsExactly(
                        "driver put a",
                        "late put a",
                        "driver put b",
                        "late put b",
                        "driver removed a",
                        "late removed a");
    }

    @Test
    void nobodyIsToldOfWhatStaysTheSame() {
        inventory.put(device("a", 1, "x"), profile("one"));
        inventory.put(device("a", 1, "x"), profile("one"));
        inventory.profileChanged(profile("one"));
        inventory.remove("b");
        assertThat(told).containsExactly("driver put a");

        inventory.profileChanged(profile("two"));
        assertThat(told).containsExactly("driver put a", "driver put a");
    }

    @Test
    void olderNewsDoNotReplaceNewerOnes() {
        inventory.put(device("a", 2, "new"), null);
        inventory.put(device("a", 1, "old"), null);

        assertThat(inventory.find("a").orElseThrow().device().labels()).containsExactly("new");
    }

    @Test
    void anOlderProfileDoesNotReplaceANewerOne() {
        inventory.put(device("a", 1, "x"), profile("new").modifiedAt(2));
        inventory.put(device("b", 1, "x"), profile("old").modifiedAt(1));

        assertThat(inventory.find("b").orElseThrow().profile())
                .isSameAs(inventory.find("a").orElseThrow().profile())
                .satisfies(known -> assertThat(known.profile().description()).isEqualTo("new"));
    }

    /** core-metadata counts a profile's devices, so that each new one comes with another count. */
    @Test
    void devicesShareTheirProfile() {
        inventory.put(device("a", 1, "x"), profile("one").withLinkedDeviceCount(1));
        inventory.put(device("b", 1, "x"), profile("one").withLinkedDeviceCount(2));

        assertThat(inventory.find("a").orElseThrow().profile())
                .isSameAs(inventory.find("b").orElseThrow().profile());
    }
}
