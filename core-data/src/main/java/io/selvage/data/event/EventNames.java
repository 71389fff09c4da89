package io.selvage.data.event;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.topic.Topics;

/** What the route or the topic of an event says that it is. */
record EventNames(String profile, String device, String source) {

    /** The fewest levels of a topic: the base, {@code events/device}, and three of these names. */
    private static final int LEVELS = 6;

    /** The names in the last levels of a topic; CONTRACT_INVALID where it is too short. */
    static EventNames ofTopic(String topic) {
        var levels = topic.split("/", -1);
        if (levels.length < LEVELS) {
            throw Required.invalid("a topic of an event has at least " + LEVELS + " levels");
        }
        return new EventNames(
                Topics.decoded(levels[levels.length - 3]),
                Topics.decoded(levels[levels.length - 2]),
                Topics.decoded(levels[levels.length - 1]));
    }

    /** Throws CONTRACT_INVALID if the event says otherwise. */
    void check(Event event) {
        same("profileName", event.profileName(), profile);
        same("deviceName", event.deviceName(), device);
        same("sourceName", event.sourceName(), source);
    }

    private static void same(String name, String given, String expected) {
        if (!given.equals(expected)) {
            throw Required.invalid("event's " + name + " '" + given + "' mismatches '" + expected + "'");
        }
    }
}
