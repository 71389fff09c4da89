package io.selvage.box;

import io.selvage.command.CommandApplication;
import io.selvage.data.DataApplication;
import io.selvage.device.modbus.ModbusApplication;
import io.selvage.device.mqtt.MqttApplication;
import io.selvage.device.rest.RestApplication;
import io.selvage.device.virtual.VirtualApplication;
import io.selvage.keeper.KeeperApplication;
import io.selvage.metadata.MetadataApplication;
import io.selvage.service.EdgeServices;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which services a box has, on which ports, and with which settings beside their own. */
final class BoxPlan {

    /** Port of the broker for clients outside of the box. */
    static final int BROKER_PORT = 1883;

    private static final String STARTUP_DURATION = "EDGEX_STARTUP_DURATION";
    private static final int METADATA_PORT = 59881;

    /** Where the device file of the simulated Modbus slave is written, which names its port. */
    static final String DEMO_MODBUS_DEVICES = "demo/device-modbus";

    /**
     * All services in the order in which they start; they stop in the opposite one. Those without a demo are there only
     * where the user asks for them: each takes memory.
     */
    static final List<Service> SERVICES = List.of(
            new Service(KeeperApplication.class, 59890, Role.KEEPER),
            new Service(MetadataApplication.class, METADATA_PORT, Role.METADATA),
            new Service(DataApplication.class, 59880, Role.CORE),
            new Service(CommandApplication.class, 59882, Role.CORE),
            new Service(VirtualApplication.class, 59900, Role.DEMO_DEVICE),
            new Service(ModbusApplication.class, 59901, Role.DEMO_DEVICE),
            new Service(RestApplication.class, 59986, Role.EXTRA_DEVICE),
            new Service(MqttApplication.class, 59982, Role.EXTRA_DEVICE));

    /** What a service is to the others. */
    enum Role {
        KEEPER,
        METADATA,
        CORE,
        DEMO_DEVICE,
        EXTRA_DEVICE
    }

    /** One service of the box. */
    record Service(Class<?> application, int defaultPort, Role role) {

        String key() {
            return EdgeServices.keyOf(application);
        }

        boolean hasDatabase() {
            return role == Role.KEEPER || role == Role.METADATA || application == DataApplication.class;
        }

        boolean isDevice() {
            return role == Role.DEMO_DEVICE || role == Role.EXTRA_DEVICE;
        }

        /** The sections that say where core-metadata is. */
        List<String> metadataClients() {
            if (role == Role.KEEPER) {
                return List.of("device-services.Clients", "app-services.Clients");
            }
            return isDevice() || application == CommandApplication.class ? List.of("Clients") : List.of();
        }
    }

    private BoxPlan() {}

    /** The services of a box with these options, in the order in which they start. */
    static List<Service> servicesOf(BoxOptions options) {
        return SERVICES.stream()
                .filter(service -> !options.without().contains(service.key()))
                .filter(service ->
                        service.role() != Role.EXTRA_DEVICE || options.extras().contains(service.key()))
                .toList();
    }

    static List<String> keys() {
        return SERVICES.stream().map(Service::key).toList();
    }

    /** Those that are there only where the user asks for them. */
    static List<String> extras() {
        return SERVICES.stream()
                .filter(service -> service.role() == Role.EXTRA_DEVICE)
                .map(Service::key)
                .toList();
    }

    /** The arguments for a service: what follows from the options, then what the user set for it. */
    static String[] argumentsFor(Service service, BoxOptions options) {
        var settings = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        settings.put("EDGEX_CONFIG_DIR", options.in("config").toString());
        settings.put("Service.ServerBindAddr", options.listen());
        if (System.getenv(STARTUP_DURATION) == null) {
            settings.put(STARTUP_DURATION, "5"); // what is not there in the same process is not on its way
        }
        if (service.hasDatabase()) {
            settings.put(
                    "Database.Path",
                    options.in("store/" + service.key() + ".db").toString());
        }
        if (options.port(service.defaultPort()) != service.defaultPort()) {
            settings.put("Service.Port", String.valueOf(options.port(service.defaultPort())));
            settings.put("MessageBus.Port", String.valueOf(options.port(BROKER_PORT)));
            for (var clients : service.metadataClients()) {
                settings.put(clients + ".core-metadata.Port", String.valueOf(options.port(METADATA_PORT)));
            }
        }
        if (service.isDevice()) {
            settings.put(
                    "Device.Spool.Dir", options.in("spool/" + service.key()).toString());
        }
        if (service.role() == Role.DEMO_DEVICE) {
            settings.put("Device.ProfilesDir", options.demo() ? "classpath:" + service.key() + "/profiles" : "");
            settings.put("Device.DevicesDir", options.demo() ? "classpath:" + service.key() + "/devices" : "");
        }
        if (options.demo() && service.application() == ModbusApplication.class) {
            settings.put("Device.DevicesDir", options.in(DEMO_MODBUS_DEVICES).toString());
        }
        if (service.application() == MqttApplication.class
                && options.port(BROKER_PORT) != BROKER_PORT
                && options.settingsOf(service.key()).keySet().stream().noneMatch(BoxPlan::namesDevicesBroker)) {
            settings.put("MQTTBrokerInfo.Port", String.valueOf(options.port(BROKER_PORT)));
        }
        settings.putAll(options.settingsOf(service.key()));
        return settings.entrySet().stream().map(BoxPlan::argument).toArray(String[]::new);
    }

    private static boolean namesDevicesBroker(String key) {
        return key.equalsIgnoreCase("MQTTBrokerInfo.Host");
    }

    private static String argument(Map.Entry<String, String> setting) {
        return "--" + setting.getKey() + "=" + setting.getValue();
    }
}
