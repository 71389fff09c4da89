package io.selvage.service;

import org.springframework.core.env.Environment;

/**
 * The section {@code Registry}: where services are entered.
 *
 * @param type {@code keeper} or {@code consul}; empty for what the configuration provider is
 * @param port 0 for that of the type
 */
record RegistryInfo(String type, String host, int port) {

    private static final String CONSUL = "consul";
    private static final int CONSUL_PORT = 8500;
    private static final int KEEPER_PORT = 59890;

    RegistryInfo {
        if (!type.isEmpty() && !type.equals(CONSUL) && !type.equals("keeper")) {
            throw new IllegalStateException("Registry.Type '" + type + "' is neither keeper nor consul");
        }
    }

    /** Key by key, since an option has the name of the section. */
    static RegistryInfo of(Environment environment) {
        return new RegistryInfo(
                environment.getProperty("registry.type", ""),
                environment.getProperty("registry.host", "localhost"),
                environment.getProperty("registry.port", Integer.class, 0));
    }

    boolean isConsul() {
        return type.equals(CONSUL);
    }

    /** As a configuration provider is named. */
    String provider() {
        var ordinary = isConsul() ? CONSUL_PORT : KEEPER_PORT;
        return (isConsul() ? CONSUL : "keeper") + ".http://" + host + ":" + (port == 0 ? ordinary : port);
    }
}
