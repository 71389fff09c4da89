package io.selvage.data.reading;

import io.selvage.contracts.common.CountResponse;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.MultiReadingsResponse;
import io.selvage.contracts.event.ReadingApi;
import io.selvage.contracts.event.ResourceNames;
import io.selvage.data.archive.Selection;
import io.selvage.data.query.Times;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReadingController implements ReadingApi {

    private final Readings readings;

    ReadingController(Readings readings) {
        this.readings = readings;
    }

    @Override
    public MultiReadingsResponse all(Map<String, String> query) {
        return readings.list(Selection.all(), query);
    }

    @Override
    public MultiReadingsResponse byDevice(String name, Map<String, String> query) {
        return readings.list(ofDevice(name), query);
    }

    @Override
    public MultiReadingsResponse byResource(String resourceName, Map<String, String> query) {
        return readings.list(ofResource(Selection.all(), resourceName), query);
    }

    @Override
    public MultiReadingsResponse byDeviceAndResource(String name, String resourceName, Map<String, String> query) {
        return readings.list(ofResource(ofDevice(name), resourceName), query);
    }

    @Override
    public MultiReadingsResponse byTime(String start, String end, Map<String, String> query) {
        return readings.list(Times.between(Selection.all(), start, end), query);
    }

    @Override
    public MultiReadingsResponse byResourceAndTime(
            String resourceName, String start, String end, Map<String, String> query) {
        return readings.list(Times.between(ofResource(Selection.all(), resourceName), start, end), query);
    }

    @Override
    public MultiReadingsResponse byDeviceAndTime(
            String name, String start, String end, Map<String, String> query, @Nullable ResourceNames resources) {
        var named = resources == null ? List.<String>of() : resources.resourceNames();
        return readings.list(Times.between(ofDevice(name).ofResources(named), start, end), query);
    }

    @Override
    public MultiReadingsResponse byDeviceResourceAndTime(
            String name, String resourceName, String start, String end, Map<String, String> query) {
        return readings.list(Times.between(ofResource(ofDevice(name), resourceName), start, end), query);
    }

    @Override
    public MultiReadingsResponse latestByDevice(String name, Map<String, String> query) {
        return readings.latest(Required.text(name, "deviceName"), query);
    }

    @Override
    public CountResponse count() {
        return CountResponse.of(readings.count(Selection.all()));
    }

    @Override
    public CountResponse countByDevice(String name) {
        return CountResponse.of(readings.count(ofDevice(name)));
    }

    private static Selection ofDevice(String name) {
        return Selection.all().ofDevice(Required.text(name, "deviceName"));
    }

    private static Selection ofResource(Selection selection, String name) {
        return selection.ofResources(List.of(Required.text(name, "resourceName")));
    }
}
