package io.selvage.device.sdk.boot;

import java.io.IOException;

/**
 * A file of profiles, devices or provision watchers.
 *
 * @param description names it in the log
 * @param name whose ending says whether it is YAML or JSON
 */
record ProvisionFile(String description, String name, Content content) {

    /** Where the bytes come from. */
    interface Content {
        byte[] read() throws IOException;
    }
}
