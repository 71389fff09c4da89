package io.selvage.device.sdk.test;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The names in a service's files. The SDK passes over a file that it does not understand, and says so in the log; a test
 * shall fail of it.
 */
final class ServiceFiles {

    private ServiceFiles() {}

    /** The names of the profiles in the files of a folder; none for an empty name of a folder. */
    static List<String> profiles(String folder) {
        return files(folder).map(ServiceFiles::profile).toList();
    }

    private static String profile(Resource file) {
        try {
            return EdgeJson.mapper()
                    .treeToValue(tree(file), DeviceProfile.class)
                    .name();
        } catch (IOException | JacksonException | EdgeException e) {
            throw notUnderstood(file, e);
        }
    }

    /** The names of the devices in the files of a folder; none for an empty name of a folder. */
    static List<String> devices(String folder) {
        return files(folder).flatMap(file -> devices(file).stream()).toList();
    }

    private static List<String> devices(Resource file) {
        try {
            var tree = tree(file);
            var names = new ArrayList<String>();
            for (var node : tree.isArray() ? tree : tree.path("deviceList")) {
                names.add(node.path("name").asString());
            }
            if (names.isEmpty()) {
                throw new IOException("it holds neither a list of devices nor a deviceList");
            }
            return names;
        } catch (IOException | JacksonException e) {
            throw notUnderstood(file, e);
        }
    }

    private static AssertionError notUnderstood(Resource file, Exception reason) {
        return new AssertionError(file.getDescription() + " is not understood: " + reason.getMessage(), reason);
    }

    private static JsonNode tree(Resource file) throws IOException {
        var json = String.valueOf(file.getFilename()).endsWith(".json");
        return (json ? EdgeJson.mapper() : EdgeJson.yaml()).readTree(file.getContentAsByteArray());
    }

    private static Stream<Resource> files(String folder) {
        if (folder.isEmpty()) {
            return Stream.empty();
        }
        var location = folder.startsWith("classpath:") ? folder : "file:" + folder;
        try {
            var found = new PathMatchingResourcePatternResolver().getResources(location + "/*.*");
            var readable = Arrays.stream(found).filter(ServiceFiles::isReadable).toList();
            if (readable.isEmpty()) {
                throw new IOException("there is no YAML or JSON file in it");
            }
            return readable.stream();
        } catch (IOException e) {
            throw new AssertionError(
                    "the folder " + folder + " that the service's configuration names cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private static boolean isReadable(Resource file) {
        var name = String.valueOf(file.getFilename()).toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }
}
