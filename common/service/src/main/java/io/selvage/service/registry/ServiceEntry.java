package io.selvage.service.registry;

import java.net.URI;
import java.util.Map;
import org.springframework.cloud.client.serviceregistry.Registration;

/**
 * A service as it is entered in a registry.
 *
 * @param serviceId the service key
 * @param host under which others reach it
 * @param interval Go duration between two checks of its health
 */
public record ServiceEntry(String serviceId, String host, int port, String interval) implements Registration {

    /** Asked for by whoever wants to know whether the service answers. */
    public static final String PING = "/api/v3/ping";

    @Override
    public String getServiceId() {
        return serviceId;
    }

    /** Another one for each address, since several processes may be one service. */
    @Override
    public String getInstanceId() {
        return serviceId + "-" + host.replace(':', '-') + "-" + port;
    }

    @Override
    public String getHost() {
        return host;
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public URI getUri() {
        return URI.create("http://" + host + ":" + port);
    }

    @Override
    public Map<String, String> getMetadata() {
        return Map.of();
    }

    /** Whether something in a registry is at this address. */
    boolean isAt(String otherHost, int otherPort) {
        return host.equals(otherHost) && port == otherPort;
    }
}
