package io.selvage.device.sdk.boot;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.watcher.ProvisionWatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Profiles, devices and provision watchers in the YAML and JSON files of a folder, or of an index on a web server. A file
 * that is not understood is passed over.
 */
final class ProvisionFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ProvisionFiles.class);

    private final RemoteFiles remote;

    ProvisionFiles(RemoteFiles remote) {
        this.remote = remote;
    }

    /** One profile a file. */
    List<DeviceProfile> profiles(String folder) {
        return read(folder, tree -> List.of(EdgeJson.mapper().treeToValue(tree, DeviceProfile.class)));
    }

    /** Lists of devices, or {@code deviceList}; all of them for the service, unlocked and up. */
    List<Device> devices(String folder, String service) {
        return read(folder, tree -> {
            var devices = new ArrayList<Device>();
            for (var node : tree.isArray() ? tree : tree.path("deviceList")) {
                var complete = ((ObjectNode) node)
                        .put("serviceName", service)
                        .put("adminState", AdminState.UNLOCKED.name())
                        .put("operatingState", OperatingState.UP.name());
                complete.withObjectProperty("protocols");
                devices.add(EdgeJson.mapper().treeToValue(complete, Device.class));
            }
            return devices;
        });
    }

    /** One provision watcher a file, all of them for the service. */
    List<ProvisionWatcher> watchers(String folder, String service) {
        return read(folder, tree -> {
            var complete = ((ObjectNode) tree).put("serviceName", service);
            if (!complete.hasNonNull("adminState")) {
                complete.put("adminState", AdminState.UNLOCKED.name());
            }
            return List.of(EdgeJson.mapper().treeToValue(complete, ProvisionWatcher.class));
        });
    }

    private <T> List<T> read(String folder, Function<JsonNode, List<T>> content) {
        var all = new ArrayList<T>();
        for (var file : files(folder)) {
            try {
                all.addAll(content.apply(tree(file)));
            } catch (IOException | JacksonException | ClassCastException e) {
                LOG.error("{} is passed over: {}", file.description(), e.getMessage());
            } catch (EdgeException e) {
                if (e.kind() == ErrorKind.COMMUNICATION_ERROR) {
                    throw e;
                }
                LOG.error("{} is passed over: {}", file.description(), e.text());
            }
        }
        return all;
    }

    private static JsonNode tree(ProvisionFile file) throws IOException {
        var mapper = file.name().endsWith(".json") ? EdgeJson.mapper() : EdgeJson.yaml();
        return mapper.readTree(file.content().read());
    }

    private List<ProvisionFile> files(String folder) {
        if (folder.isEmpty()) {
            return List.of();
        }
        var found = RemoteFiles.isRemote(folder) ? remote.files(folder) : local(folder);
        return found.stream().filter(file -> isReadable(file.name())).toList();
    }

    private static List<ProvisionFile> local(String folder) {
        var location = folder.startsWith("classpath:") ? folder : "file:" + folder;
        try {
            var found = new PathMatchingResourcePatternResolver().getResources(location + "/*.*");
            return Arrays.stream(found)
                    .map(ProvisionFiles::local)
                    .sorted(Comparator.comparing(ProvisionFile::name))
                    .toList();
        } catch (IOException e) {
            throw new EdgeException(ErrorKind.IO_ERROR, "folder " + folder + " is not readable: " + e, e);
        }
    }

    private static ProvisionFile local(Resource file) {
        return new ProvisionFile(
                file.getDescription(), String.valueOf(file.getFilename()), file::getContentAsByteArray);
    }

    private static boolean isReadable(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    }
}
