package io.selvage.command;

import io.selvage.service.EdgeService;
import io.selvage.service.EdgeServices;

/** The service core-command. */
@EdgeService("core-command")
public class CommandApplication {

    /** Starts the service on its own. */
    public static void main(String[] args) {
        EdgeServices.run(CommandApplication.class, args);
    }
}
