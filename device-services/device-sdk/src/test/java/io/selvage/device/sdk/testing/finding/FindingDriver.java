package io.selvage.device.sdk.testing.finding;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.Discovering;
import io.selvage.device.sdk.FoundDevice;
import io.selvage.device.sdk.ProfileScanning;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** A driver that finds what a test says, and can be held up meanwhile. */
public final class FindingDriver implements DeviceDriver, Discovering, ProfileScanning {

    private final Queue<FoundDevice> toFind = new ConcurrentLinkedQueue<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final Semaphore gate = new Semaphore(0);
    private volatile boolean held;
    private volatile boolean broken;

    /** What the next search finds. */
    public Queue<FoundDevice> toFind() {
        return toFind;
    }

    /** What was called, such as {@code discover}. */
    public Queue<String> calls() {
        return calls;
    }

    /** From now on a search or scan lasts until it is stopped or released. */
    public Semaphore hold() {
        held = true;
        return gate;
    }

    /** From now on searches and scans fail. */
    public void fail() {
        broken = true;
    }

    @Override
    public void discover(Search search) throws InterruptedException {
        calls.add("discover");
        work();
        for (var found = toFind.poll(); found != null; found = toFind.poll()) {
            search.found(found);
        }
        search.progress(50, "half of it");
    }

    private void work() throws InterruptedException {
        if (held) {
            gate.acquire();
        }
        if (broken) {
            throw new IllegalStateException("the radio is off");
        }
    }

    @Override
    public void stopDiscovery(Map<String, List<String>> options) {
        calls.add("stop " + options);
    }

    @Override
    public DeviceProfile scanProfile(Device device, Scan scan) throws InterruptedException {
        calls.add("scan " + device.name() + " " + scan.options());
        work();
        return EdgeJson.yaml()
                .readValue(
                        "{name: " + scan.profileName()
                                + ", deviceResources: [{name: R, properties: {valueType: Bool, readWrite: R}}]}",
                        DeviceProfile.class);
    }

    @Override
    public void stopProfileScan(Device device, Map<String, List<String>> options) {
        calls.add("stop " + device.name() + " " + options);
    }

    @Override
    public void start(ReadingSink sink) {}

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        return requests.stream().map(_ -> (Value) new Value.Bool(true)).toList();
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {}

    @Override
    public void close() {}
}
