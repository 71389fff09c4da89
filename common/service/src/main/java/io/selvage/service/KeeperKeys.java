package io.selvage.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How configuration is named in core-keeper and Consul, where {@code edgex/v4/core-data/Service/Port} is {@code Service.Port} of
 * core-data, and {@code Labels/0} the first of a list.
 */
final class KeeperKeys {

    /** Above the configuration of every service. */
    static final String STEM = "edgex/v4/";

    /** Above what services have in common. */
    static final String COMMON = STEM + "core-common-config-bootstrapper/";

    /** Above what each service has put there itself. */
    private static final String SEEDS = "edgex/seeds/";

    private static final Pattern LIST_INDEX = Pattern.compile("/(\\d+)(?=/|$)");
    private static final Pattern PROPERTY_INDEX = Pattern.compile("\\[(\\d+)]");

    private KeeperKeys() {}

    /** Where the service has its own configuration, without a slash at the end. */
    static String ofService(String serviceKey) {
        return STEM + serviceKey;
    }

    /** Where the service notes what it has put there. */
    static String seedsOf(String serviceKey) {
        return SEEDS + serviceKey;
    }

    /** Where the configuration lies that applies to the service, the most general first. */
    static List<String> commonFor(String serviceKey) {
        var trees = new ArrayList<>(List.of(COMMON + "all-services"));
        if (serviceKey.startsWith("device-")) {
            trees.add(COMMON + "device-services");
        } else if (serviceKey.startsWith("app-")) {
            trees.add(COMMON + "app-services");
        }
        return trees;
    }

    /** The property for what stands after the tree's key: {@code Device/Labels/0} is {@code Device.Labels[0]}. */
    static String property(String path) {
        return LIST_INDEX.matcher(path).replaceAll("[$1]").replace('/', '.');
    }

    /** The path below the tree's key for a property. */
    static String path(String property) {
        return PROPERTY_INDEX.matcher(property).replaceAll(".$1").replace('.', '/');
    }

    /** The values by the paths below the tree's key. */
    static Map<String, String> byPath(Map<String, String> byProperty) {
        var byPath = new TreeMap<String, String>();
        byProperty.forEach((property, value) -> byPath.put(path(property), value));
        return byPath;
    }
}
