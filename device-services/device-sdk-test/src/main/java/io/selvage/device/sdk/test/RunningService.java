package io.selvage.device.sdk.test;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.watcher.ProvisionWatcherApi;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.DeviceServices;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.inventory.Readiness;
import io.selvage.device.sdk.publish.BusLink;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A device service and the core around it, from start to end. */
final class RunningService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final InMemoryCore core = new InMemoryCore();
    private final GenericApplicationContext shared = new GenericApplicationContext();
    private final ConfigurableApplicationContext context;

    private RunningService(ServiceSettings settings) {
        var key = settings.key();
        settings.profiles.forEach(core::put);
        settings.watchers.forEach(yaml -> core.put(ServiceYaml.watcher(yaml, key)));
        shared.registerBean(MessageBus.class, core::bus, bean -> bean.setDestroyMethodName(""));
        shared.registerBean(DeviceApi.class, () -> new InMemoryDevices(core));
        shared.registerBean(DeviceProfileApi.class, () -> new InMemoryProfiles(core));
        shared.registerBean(DeviceServiceApi.class, () -> new InMemoryServices(core));
        shared.registerBean(ProvisionWatcherApi.class, () -> new InMemoryWatchers(core));
        shared.refresh();
        context = run(settings);
    }

    private ConfigurableApplicationContext run(ServiceSettings settings) {
        var builder = DeviceServices.builder(settings.application).parent(shared);
        if (settings.driver != null) {
            var driver = settings.driver;
            builder.initializers(
                    own -> ((GenericApplicationContext) own).registerBean(DeviceDriver.class, driver::get));
        }
        return builder.run(settings.arguments());
    }

    /** Starts the service and waits until it serves the devices of its files. */
    static RunningService start(ServiceSettings settings) {
        var service = new RunningService(settings);
        try {
            service.awaitUp();
            settings.devices.forEach(service::add);
            return service;
        } catch (RuntimeException | Error e) {
            service.close();
            throw e;
        }
    }

    private void awaitUp() {
        var device = bean(DeviceServiceConfig.class).device();
        var profiles = ServiceFiles.profiles(device.profilesDir());
        var devices = ServiceFiles.devices(device.devicesDir());
        var readiness = bean(Readiness.class);
        await(() -> readiness.isReady() || readiness.isFailed(), readiness::obstacle);
        if (readiness.isFailed()) {
            throw new AssertionError(readiness.obstacle());
        }
        await(
                () -> core.profiles.all().keySet().containsAll(profiles),
                () -> "not all profiles " + profiles + " of the service's files were added, only "
                        + core.profiles.all().keySet());
        devices.forEach(name -> awaitServed(name, " of the service's files"));
    }

    private void add(String yaml) {
        awaitKnown(core.add(ServiceYaml.device(yaml, key())));
    }

    private void awaitServed(String device, String origin) {
        await(
                () -> inventory().find(device).isPresent() || core.refusals().containsKey(device),
                () -> "device " + device + origin + " was not added; there are "
                        + core.devices.all().keySet());
        var refusal = core.refusals().get(device);
        if (refusal != null) {
            throw new AssertionError("device " + device + origin + " is refused: " + refusal);
        }
    }

    /** Waits until the service has a device of the name; fails with the reason where it is refused. */
    Device awaitAdded(String device) {
        awaitServed(device, "");
        return core.devices.get(device);
    }

    /** Waits until the service knows the device as it is. */
    void awaitKnown(Device device) {
        await(
                () -> inventory()
                        .find(device.name())
                        .filter(known -> known.device().equals(device))
                        .isPresent(),
                () -> "the service did not take over device " + device.name());
    }

    /** Waits until the service has forgotten the device. */
    void awaitForgotten(String device) {
        await(() -> inventory().find(device).isEmpty(), () -> "the service did not forget device " + device);
    }

    /** Waits until every device of the profile has it as it is. */
    void awaitProfile(DeviceProfile profile) {
        await(
                () -> inventory().all().stream()
                        .filter(known -> profile.name().equals(known.device().profileName()))
                        .allMatch(known -> known.profile() != null
                                && known.profile().profile().equals(profile)),
                () -> "the service did not take over profile " + profile.name());
    }

    private static void await(BooleanSupplier condition, Supplier<String> otherwise) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_LOOKS)
                    .until(condition::getAsBoolean);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(otherwise.get() + " (waited " + PATIENCE.toSeconds() + " s)", e);
        }
    }

    private Inventory inventory() {
        return bean(Inventory.class);
    }

    InMemoryCore core() {
        return core;
    }

    /** The service key. */
    String key() {
        return bean(BusLink.class).service();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
        shared.close();
        core.close();
    }
}
