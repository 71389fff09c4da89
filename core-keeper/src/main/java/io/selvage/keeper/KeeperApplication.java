package io.selvage.keeper;

import io.selvage.service.EdgeService;
import io.selvage.service.EdgeServices;

/** The service core-keeper. */
@EdgeService("core-keeper")
public class KeeperApplication {

    /** Starts the service on its own. */
    public static void main(String[] args) {
        EdgeServices.run(KeeperApplication.class, args);
    }
}
