package io.selvage.data;

import io.selvage.service.EdgeService;
import io.selvage.service.EdgeServices;

/** The service core-data. */
@EdgeService("core-data")
public class DataApplication {

    /** Starts the service on its own. */
    public static void main(String[] args) {
        EdgeServices.run(DataApplication.class, args);
    }
}
