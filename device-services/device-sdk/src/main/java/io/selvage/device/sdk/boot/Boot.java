package io.selvage.device.sdk.boot;

import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.autoevent.AutoEvents;
import io.selvage.device.sdk.command.Comebacks;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.discovery.DiscoveryTimer;
import io.selvage.device.sdk.discovery.ProfileScans;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.inventory.Readiness;
import io.selvage.service.EdgeServices;
import io.selvage.service.ServiceIdentity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the service up beside the web server, which answers meanwhile: subscriptions first, since core-metadata asks and
 * tells over the bus; then the driver, the devices that core-metadata knows, the registration, and those from files.
 */
final class Boot implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Boot.class);

    /** How often devices are compared with core-metadata: what it told while the bus was away is not lost for ever. */
    private static final Duration RECONCILIATION = Duration.ofMinutes(1);

    /** How long files may hold up what follows: those on a web server may be out of reach for long. */
    private static final Duration FOR_FILES = Duration.ofSeconds(5);

    /** The driver and where it pushes readings. */
    record Driving(
            DeviceDriver driver, ReadingSink sink, AutoEvents autoEvents, Comebacks comebacks, Finding finding) {}

    /** What the driver finds by itself. */
    record Finding(DiscoveryTimer discovery, ProfileScans scans) {}

    /** The steps that need the bus or core-metadata. */
    record Steps(Inbox inbox, MetadataFollower follower, InventoryLoader loader, Joining joining) {}

    /** The steps that make the service and its devices known. */
    record Joining(
            Registration registration, ProvisionFiles files, Provisioning provisioning, Persistence persistence) {}

    /** Who the service is and how it is configured. */
    record Self(ServiceIdentity identity, DeviceServiceConfig config, ApplicationContext context) {}

    private final Driving driving;
    private final Steps steps;
    private final Persistence persistence;
    private final Inventory inventory;
    private final Readiness readiness;
    private final Self self;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Thread provisioning;

    Boot(Driving driving, Steps steps, Inventory inventory, Readiness readiness, Self self) {
        this.driving = driving;
        this.steps = steps;
        this.persistence = steps.joining().persistence();
        this.inventory = inventory;
        this.readiness = readiness;
        this.self = self;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name(self.identity.key() + " boot").start(this::run);
    }

    private void run() {
        try {
            persistence.until("for the message bus", steps.inbox::open);
            driving.driver.start(driving.sink);
            persistence.until("for core-metadata", steps.loader::load);
            persistence.until("for core-metadata", steps.follower::begin);
            persistence.until("to register with core-metadata", this::register);
            readiness.ready();
            driving.comebacks.adopt(inventory.all());
            inventory.listen(driving.comebacks);
            inventory.listen(driving.autoEvents);
            if (!startProvisioning().join(FOR_FILES)) {
                LOG.info("{} goes on without what its files tell of", self.identity.key());
            }
            driving.finding.discovery.begin();
            LOG.info(
                    "{} serves {} devices", self.identity.key(), inventory.all().size());
            persistence.every(RECONCILIATION, steps.loader::load);
        } catch (InterruptedException e) {
            LOG.debug("the service ends before it is up");
        } catch (RuntimeException e) {
            readiness.failure("the device service failed to start: " + e);
            LOG.error("{} failed to start and serves nothing", self.identity.key(), e);
        }
    }

    private void register() {
        var port = EdgeServices.portOf(self.context); // the property local.server.port is one for all of a process
        var address = self.config.service().withPort(port).url();
        steps.joining.registration.register(
                self.identity.key(), address, self.config.device().labels());
    }

    private Thread startProvisioning() {
        var started = Thread.ofVirtual().name(self.identity.key() + " files").start(() -> {
            try {
                provision();
            } catch (InterruptedException e) {
                LOG.debug("the service ends before all files are read");
            }
        });
        provisioning = started;
        return started;
    }

    private void provision() throws InterruptedException {
        var joining = steps.joining;
        var device = self.config.device();
        var service = self.identity.key();
        var baseService = EdgeServices.baseKeyOf(self.context.getEnvironment());
        var profiles =
                persistence.having("for the files of profiles", () -> joining.files.profiles(device.profilesDir()));
        var devices = persistence.having(
                "for the files of devices", () -> joining.files.devices(device.devicesDir(), service));
        var watchers = persistence.having(
                "for the files of provision watchers",
                () -> joining.files.watchers(device.provisionWatchersDir(), baseService));
        persistence.until("to add profiles to core-metadata", () -> joining.provisioning.profiles(profiles));
        persistence.until("to add devices to core-metadata", () -> joining.provisioning.devices(devices));
        persistence.until("to add provision watchers to core-metadata", () -> joining.provisioning.watchers(watchers));
        persistence.until("to compare devices with core-metadata", steps.loader::load);
    }

    @Override
    public void stop() {
        persistence.close();
        for (var working : new @Nullable Thread[] {thread, provisioning}) {
            if (working != null) {
                working.interrupt(); // before the inbox, which it may be opening
            }
        }
        steps.inbox.close();
        driving.finding.discovery.close();
        driving.finding.scans.close();
        driving.comebacks.stop();
        try {
            driving.autoEvents.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
