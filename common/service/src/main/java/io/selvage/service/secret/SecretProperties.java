package io.selvage.service.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * How secrets stand in a configuration: {@code Writable.InsecureSecrets.ENTRY.SecretName}, and the values under {@code
 * .SecretData}. They are read as they are spelled, since other readers drop characters of keys that are none of a name.
 */
final class SecretProperties {

    private static final Pattern SECRET = Pattern.compile(
            "writable\\.insecuresecrets\\.(.+?)\\.(?:(secretname)|secretdata\\.(.+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    private static final class Draft {
        private String name = "";
        private final Map<String, String> values = new TreeMap<>();
    }

    private SecretProperties() {}

    /** The secrets by their names. */
    static Map<String, Map<String, String>> read(ConfigurableEnvironment environment) {
        var drafts = new TreeMap<String, Draft>();
        for (var property : properties(environment)) {
            var parts = SECRET.matcher(INDEX.matcher(property).replaceAll(".$1"));
            var value = value(environment, property);
            if (parts.matches() && value != null) {
                var draft = drafts.computeIfAbsent(parts.group(1), _ -> new Draft());
                if (parts.group(2) == null) {
                    draft.values.put(parts.group(3), value);
                } else {
                    draft.name = value;
                }
            }
        }
        var secrets = new TreeMap<String, Map<String, String>>();
        drafts.values().stream()
                .filter(draft -> !draft.name.isEmpty())
                .forEach(draft -> secrets.put(draft.name, Collections.unmodifiableMap(draft.values)));
        return Collections.unmodifiableMap(secrets);
    }

    private static Iterable<String> properties(ConfigurableEnvironment environment) {
        var names = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (var name : listed.getPropertyNames()) {
                    if (name.regionMatches(true, 0, "writable.insecuresecrets", 0, 24)) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    /** From the first source that has it; only in files a placeholder stands for something else. */
    private static @Nullable String value(ConfigurableEnvironment environment, String property) {
        for (var source : environment.getPropertySources()) {
            var value = source.getProperty(property);
            if (value != null) {
                return source instanceof OriginTrackedMapPropertySource
                        ? environment.resolvePlaceholders(value.toString())
                        : value.toString();
            }
        }
        return null;
    }

    /** The name as a level of a key in core-keeper, as Go's QueryEscape has it but for the space, which is no plus. */
    static String escaped(String secretName) {
        return URLEncoder.encode(secretName, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
