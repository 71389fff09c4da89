package io.selvage.device.sdk.command;

import io.selvage.contracts.error.Required;

/**
 * What a command is for.
 *
 * @param command name of a device command or resource; for reads also a regular expression
 * @param rawQuery the query that the driver shall see, encoded; may be empty
 */
public record CommandTarget(String device, String command, String rawQuery) {

    public CommandTarget {
        if (device.isEmpty()) {
            throw Required.invalid("device name is empty");
        }
        if (command.isEmpty()) {
            throw Required.invalid("command is empty");
        }
    }
}
