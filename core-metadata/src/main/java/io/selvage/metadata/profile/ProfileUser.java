package io.selvage.metadata.profile;

import io.selvage.store.Session;

/** Things that name profiles: a profile that they name is not deleted. */
public interface ProfileUser {

    /** What they are called, such as {@code device}. */
    String what();

    boolean usesProfile(Session session, String profileName);
}
