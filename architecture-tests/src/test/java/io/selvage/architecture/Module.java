package io.selvage.architecture;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The modules of the reactor: where their classes stand, and whom they may use. All else is forbidden. */
enum Module {
    CONTRACTS("contracts", "contracts"),
    TEST_CONTAINERS("test-containers", "containers"),
    BUS("bus", "bus", CONTRACTS),
    MQTT("mqtt", "mqtt", CONTRACTS),
    BUS_MQTT("bus-mqtt", "bus.mqtt", BUS, MQTT, CONTRACTS),
    BUS_REDIS("bus-redis", "bus.redis", BUS, CONTRACTS),
    STORE("store", "store", CONTRACTS),
    SERVICE("service", "service", CONTRACTS, BUS),
    CORE_METADATA("core-metadata", "metadata", CONTRACTS, BUS, STORE, SERVICE),
    CORE_DATA("core-data", "data", CONTRACTS, BUS, STORE, SERVICE),
    CORE_COMMAND("core-command", "command", CONTRACTS, BUS, STORE, SERVICE),
    CORE_KEEPER("core-keeper", "keeper", CONTRACTS, BUS, STORE, SERVICE),
    SUPPORT_NOTIFICATIONS("support-notifications", "notifications", CONTRACTS, BUS, STORE, SERVICE),
    SUPPORT_SCHEDULER("support-scheduler", "scheduler", CONTRACTS, BUS, STORE, SERVICE),
    DEVICE_SDK("device-sdk", "device.sdk", CONTRACTS, BUS, SERVICE),
    DEVICE_SDK_TEST("device-sdk-test", "device.sdk.test", DEVICE_SDK, CONTRACTS, BUS),
    DEVICE_VIRTUAL("device-virtual", "device.virtual", DEVICE_SDK, CONTRACTS),
    DEVICE_MODBUS("device-modbus", "device.modbus", DEVICE_SDK, CONTRACTS),
    DEVICE_MQTT("device-mqtt", "device.mqtt", DEVICE_SDK, MQTT, CONTRACTS),
    DEVICE_REST("device-rest", "device.rest", DEVICE_SDK, CONTRACTS),
    DEVICE_TEMPLATE("device-template", "device.template", DEVICE_SDK, CONTRACTS),
    APP_SDK("app-sdk", "app.sdk", CONTRACTS, BUS, STORE, SERVICE),
    APP_CONFIGURABLE("app-configurable", "app.configurable", APP_SDK, CONTRACTS),
    DEVICE_SCALE("device-scale", "example.devicescale", DEVICE_SDK, CONTRACTS),
    ALL_IN_ONE("all-in-one", "box", true),
    SYSTEM_TESTS("system-tests", "system", true),
    BENCHMARKS("benchmarks", "benchmarks", true),
    ARCHITECTURE_TESTS("architecture-tests", "architecture", true);

    private final String directory;
    private final String root;
    private final boolean onTop;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Module> used;

    Module(String directory, String root, Module... used) {
        this.directory = directory;
        this.root = "io.selvage." + root;
        this.onTop = false;
        this.used = Set.of(used);
    }

    Module(String directory, String root, boolean onTop) {
        this.directory = directory;
        this.root = "io.selvage." + root;
        this.onTop = onTop;
        this.used = Set.of();
    }

    /** The module whose directory has this name. */
    static Optional<Module> in(String directory) {
        return Arrays.stream(values())
                .filter(module -> module.directory.equals(directory))
                .findFirst();
    }

    /** The module that a package belongs to: the one with the longest root above it. */
    static Optional<Module> of(String packageName) {
        return Arrays.stream(values())
                .filter(module -> (packageName + ".").startsWith(module.root + "."))
                .max((one, other) -> Integer.compare(one.root.length(), other.root.length()));
    }

    /** Whether a class here may depend on one there. Those on top may use all but each other. */
    boolean mayUse(Module other) {
        return this == other || used.contains(other) || (onTop && (!other.onTop || other == ALL_IN_ONE));
    }
}
