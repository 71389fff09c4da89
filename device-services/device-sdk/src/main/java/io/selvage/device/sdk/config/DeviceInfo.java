package io.selvage.device.sdk.config;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code Device}.
 *
 * @param dataTransform whether the transforms and bounds of profiles are applied
 * @param maxCmdOps most resources of one command
 * @param profilesDir folder of profile files, {@code classpath:} allowed; empty for none
 * @param devicesDir folder of device files, {@code classpath:} allowed; empty for none
 * @param provisionWatchersDir folder of files of provision watchers, {@code classpath:} allowed; empty for none
 * @param discovery the search for devices
 * @param asyncBufferSize events that wait to be published before those who make more are held up
 * @param enableAsyncReadings whether readings that drivers push are published
 * @param labels of the device service itself
 * @param allowedFails failed reads and writes in a row at which a device is set DOWN; 0 for never
 * @param deviceDownTimeout seconds before a device that is DOWN is tried for the first time; 0 for never
 * @param autoEvents what AutoEvents send
 */
public record DeviceInfo(
        @DefaultValue("true") boolean dataTransform,
        @DefaultValue("12800") int maxCmdOps,
        @DefaultValue("") String profilesDir,
        @DefaultValue("") String devicesDir,
        @DefaultValue("") String provisionWatchersDir,
        @DefaultValue Discovery discovery,
        @DefaultValue("1024") int asyncBufferSize,
        @DefaultValue("true") boolean enableAsyncReadings,
        @DefaultValue List<String> labels,
        @DefaultValue("5") int allowedFails,
        @DefaultValue("5") int deviceDownTimeout,
        @DefaultValue AutoEventsInfo autoEvents,
        @DefaultValue Spool spool) {

    /**
     * The section {@code Device.Discovery}.
     *
     * @param interval a duration such as {@code 30m}, from the end of one search to the start of the next; not above 0
     *     for searches on request alone
     */
    public record Discovery(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("0s") String interval) {}

    /**
     * The section {@code Device.AutoEvents}.
     *
     * @param sendChangedReadingsOnly whether an AutoEvent with onChange leaves out the readings that did not change
     */
    public record AutoEventsInfo(@DefaultValue("false") boolean sendChangedReadingsOnly) {}

    /**
     * The section {@code Device.Spool}: where events wait while the message bus does not acknowledge them.
     *
     * @param dir of this service alone; empty for {@code data/spool/SERVICE}
     * @param maxMB what all its files may take before those who make more events wait; 0 for no spool
     * @param after how long an event may be unacknowledged before it goes to disk
     */
    public record Spool(
            @DefaultValue("") String dir,
            @DefaultValue("512") long maxMB,
            @DefaultValue("500ms") String after) {}
}
