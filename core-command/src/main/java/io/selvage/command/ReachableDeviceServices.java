package io.selvage.command;

import io.selvage.contracts.command.DeviceCommandApi;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.service.EdgeClients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Those in this JVM as objects, all others over HTTP at the base address that core-metadata knows. */
final class ReachableDeviceServices implements DeviceServices {

    private record Proxy(String baseAddress, DeviceCommandApi api) {}

    private final LocalDeviceServices local;
    private final EdgeClients clients;
    private final Map<String, Proxy> proxies = new ConcurrentHashMap<>();

    ReachableDeviceServices(LocalDeviceServices local, EdgeClients clients) {
        this.local = local;
        this.clients = clients;
    }

    @Override
    public DeviceCommandApi at(DeviceService service) {
        var here = local.find(service.name());
        return here == null ? proxyOf(service).api() : here;
    }

    private Proxy proxyOf(DeviceService service) {
        var address = service.baseAddress();
        var known = proxies.get(service.name());
        if (known != null && known.baseAddress().equals(address)) {
            return known;
        }
        var proxy = new Proxy(address, clients.clientAt(DeviceCommandApi.class, address));
        proxies.put(service.name(), proxy);
        return proxy;
    }
}
