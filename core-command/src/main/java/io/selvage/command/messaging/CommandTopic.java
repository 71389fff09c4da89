package io.selvage.command.messaging;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.topic.Topics;

/**
 * What a request's topic asks for by its last three levels.
 *
 * @param method {@code get} or {@code set}, in the letter case of the topic
 */
record CommandTopic(String device, String command, String method) {

    /** Reads a topic that came by the filter; CONTRACT_INVALID where it names no device, command and method. */
    static CommandTopic of(String topic, String filter) {
        var levels = topic.split("/", -1);
        var last = levels.length - 1;
        if (levels.length - fixedLevels(filter) < 3) {
            throw Required.invalid("the topic of a command ends in DEVICE/COMMAND/METHOD, unlike " + topic);
        }
        var method = levels[last];
        if (!method.equalsIgnoreCase("get") && !method.equalsIgnoreCase("set")) {
            throw Required.invalid("unknown request method '" + method + "', only 'get' or 'set' is allowed");
        }
        return new CommandTopic(
                Required.text(Topics.decoded(levels[last - 2]), "device name"),
                Required.text(Topics.decoded(levels[last - 1]), "command name"),
                method);
    }

    /** The device that a query's topic asks about; empty for all devices. */
    static String deviceOfQuery(String topic) {
        var device = Topics.decoded(topic.substring(topic.lastIndexOf('/') + 1));
        return device.equalsIgnoreCase("all") ? "" : device;
    }

    private static int fixedLevels(String filter) {
        var levels = filter.split("/", -1);
        for (var i = 0; i < levels.length; i++) {
            if (levels[i].equals("#") || levels[i].equals("+")) {
                return i;
            }
        }
        return levels.length - 3; // a filter without wildcards is for one command
    }
}
