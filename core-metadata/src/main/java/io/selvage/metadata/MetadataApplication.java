package io.selvage.metadata;

import io.selvage.service.EdgeService;
import io.selvage.service.EdgeServices;

/** The service core-metadata. */
@EdgeService("core-metadata")
public class MetadataApplication {

    /** Starts the service on its own. */
    public static void main(String[] args) {
        EdgeServices.run(MetadataApplication.class, args);
    }
}
