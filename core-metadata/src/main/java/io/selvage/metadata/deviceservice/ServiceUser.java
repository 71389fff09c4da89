package io.selvage.metadata.deviceservice;

import io.selvage.store.Session;

/** Things that name device services: a service that they name is not deleted. */
public interface ServiceUser {

    /** What they are called, such as {@code device}. */
    String what();

    boolean usesService(Session session, String serviceName);
}
