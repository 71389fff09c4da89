package io.selvage.device.sdk.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.FoundDevice;
import io.selvage.device.sdk.testing.TestCore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which provision watchers let a device in. */
class WatchersTest {

    private static final FoundDevice FOUND = new FoundDevice(
            "camera",
            "",
            Map.of(
                    "http", Map.of("Address", "10.0.0.17", "Port", 80, "Scale", 2.5, "Empty", ""),
                    "onvif", Map.of("Maker", "Acme", "Port", 81)),
            List.of());

    private final Watchers watchers = new Watchers();

    private boolean isLetIn(String identifiers, String blocking, String adminState) {
        watchers.remove("w");
        watchers.put(watcher("w", identifiers, blocking, adminState, 1));
        return !watchers.admitting(FOUND).isEmpty();
    }

    private static ProvisionWatcher watcher(
            String name, String identifiers, String blocking, String adminState, long modified) {
        return TestCore.yaml("""
                {name: %s, modified: %d, serviceName: device-test, adminState: %s, identifiers: %s, blockingIdentifiers: %s,
                 discoveredDevice: {profileName: P, adminState: UNLOCKED}}
                """.formatted(name, modified, adminState, identifiers, blocking), ProvisionWatcher.class);
    }

    @Test
    void allIdentifiersMatchSomewhereInTheValuesOfOneProtocol() {
        assertThat(isLetIn("{Address: '0\\.0'}", "{}", "UNLOCKED")).isTrue();
        assertThat(isLetIn("{Address: '^10\\.', Port: '^80$'}", "{}", "UNLOCKED"))
                .isTrue();
        assertThat(isLetIn("{Scale: '^2.5$'}", "{}", "UNLOCKED")).isTrue();
        assertThat(isLetIn("{Address: '^11'}", "{}", "UNLOCKED")).isFalse();
        assertThat(isLetIn("{Address: '.*', Port: '81'}", "{}", "UNLOCKED")).isFalse();
        assertThat(isLetIn("{Address: '.*', Maker: '.*'}", "{}", "UNLOCKED")).isFalse();
        assertThat(isLetIn("{Empty: '.*'}", "{}", "UNLOCKED")).isFalse();
        assertThat(isLetIn("{Address: '('}", "{}", "UNLOCKED")).isFalse();
    }

    @Test
    void aBlockedValueOfAnyProtocolKeepsTheDeviceOut() {
        assertThat(isLetIn("{Address: '.*'}", "{Port: ['443', '81']}", "UNLOCKED"))
                .isFalse();
        assertThat(isLetIn("{Address: '.*'}", "{Port: ['8'], Other: ['80']}", "UNLOCKED"))
                .isTrue();
    }

    @Test
    void aLockedWatcherLetsNobodyIn() {
        assertThat(isLetIn("{Address: '.*'}", "{}", "LOCKED")).isFalse();
    }

    @Test
    void olderNewsOfAWatcherAreNoNews() {
        watchers.put(watcher("b", "{Address: '.*'}", "{}", "UNLOCKED", 5));
        watchers.put(watcher("b", "{Address: '.*'}", "{}", "LOCKED", 4));
        watchers.put(watcher("a", "{Address: '.*'}", "{}", "UNLOCKED", 1));
        assertThat(watchers.admitting(FOUND)).extracting(ProvisionWatcher::name).containsExactly("a", "b");

        watchers.remove("a");
        watchers.put(watcher("b", "{Address: '.*'}", "{}", "LOCKED", 6));
        assertThat(watchers.admitting(FOUND)).isEmpty();
    }
}
