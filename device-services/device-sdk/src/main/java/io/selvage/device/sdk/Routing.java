package io.selvage.device.sdk;

import java.util.List;

/** An optional power of a driver: routes of its own. A driver has it by implementing this interface too. */
public interface Routing {

    /** The routes, asked for once, before the service listens; requests may come before the driver is started. */
    List<CustomRoute> routes();
}
