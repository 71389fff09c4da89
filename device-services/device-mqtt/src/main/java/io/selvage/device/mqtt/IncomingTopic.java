package io.selvage.device.mqtt;

import io.selvage.contracts.error.Required;

/**
 * The topics of what devices send by themselves: what comes in place of a {@code #} at the end of the subscription must be
 * {@code DEVICE/SOURCE}; without one these are the last two levels.
 *
 * @param prefixLevels levels before the device
 */
record IncomingTopic(String filter, int prefixLevels) {

    private static final String SHARED = "$share/";

    /** Whose value it is. */
    record Source(String device, String name) {}

    static IncomingTopic of(String subscription) {
        var filter = subscription.startsWith(SHARED)
                ? subscription.substring(subscription.indexOf('/', SHARED.length()) + 1)
                : subscription;
        var levels = filter.split("/", -1);
        return new IncomingTopic(filter, filter.endsWith("#") ? levels.length - 1 : levels.length - 2);
    }

    /** The source that the topic names. */
    Source sourceOf(String topic) {
        var levels = topic.split("/", -1);
        var valid = prefixLevels >= 0
                && levels.length == prefixLevels + 2
                && !levels[prefixLevels].isEmpty()
                && !levels[prefixLevels + 1].isEmpty();
        if (!valid) {
            throw Required.invalid("the topic does not end in DEVICE/SOURCE in place of the # of " + filter);
        }
        return new Source(levels[prefixLevels], levels[prefixLevels + 1]);
    }
}
