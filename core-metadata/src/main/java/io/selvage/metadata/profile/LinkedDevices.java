package io.selvage.metadata.profile;

import io.selvage.store.Session;
import java.util.List;

/** What profiles must know of the devices that have them. */
public interface LinkedDevices {

    /** How many devices have the profile. */
    long countOf(Session session, String profileName);

    /** The device services of the devices that have the profile, each once. */
    List<String> serviceNamesOf(Session session, String profileName);
}
