package io.selvage.metadata;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Makes wrong requests, and some that are still right, of valid ones: the same ones of the same seed. */
final class FuzzMutator {

    private static final Pattern VALUE =
            Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|-?\\d+(?:\\.\\d+)?|true|false|null");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "[null]",
            "{\"\":null}",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "-1",
            "0",
            "1e999",
            "-0.0",
            "1e-400",
            "9223372036854775808",
            "99999999999999999999999",
            "\"\\n\\t\"",
            "\"%2F\"",
            "\"a/b\"",
            "\"水泵\"",
            "\"مضخة\"",
            "\"👷\"",
            "\"..\"",
            "\"$ne\"",
            "\"'; DROP TABLE device; --\"",
            "\"Int16\"",
            "\"int16\"",
            "\"RW\"",
            "\"UP\"",
            "\"5x\"",
            "\"-1s\"",
            "\"6df7a4a4-8a4b-4a4e-8c4e-0d0a5b8a9a11\"",
            "NaN",
            "\"(a+)+$\"",
            "\"[\"",
            "\"Pump\"",
            "\"virtual\"",
            "\"pump\"",
            "[[[[[[[[]]]]]]]]",
            "{\"a\":{\"a\":{\"a\":[]}}}");

    private static final List<String> TEXTS = List.of(
            "%2F",
            "%00",
            "%",
            "%zz",
            "..",
            "//",
            "%25",
            "?",
            "&",
            "=",
            ";a=b",
            "#",
            "%F0%9F%91%B7",
            "%C3%28",
            "+",
            "水",
            "-1",
            "0",
            "1024",
            "1025",
            "2147483648",
            "1e3",
            "NaN",
            ",",
            ",,",
            "true",
            "{}",
            "[",
            "\\",
            "'",
            "\"",
            "*",
            "~");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/cbor",
            "text/plain",
            "application/x-www-form-urlencoded",
            "",
            "*",
            "a/b/c",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/json; charset=nonsense");

    private static final int LONG = 20_000;
    private static final int MOST_CHANGES = 4;

    private final Random random;
    private final List<FuzzRequest> corpus;

    FuzzMutator(long seed, List<FuzzRequest> corpus) {
        this.random = new Random(seed);
        this.corpus = corpus;
    }

    FuzzRequest next() {
        var request = one(corpus);
        var changes = random.nextInt(MOST_CHANGES + 1); // none now and then, so that there is something to spoil
        for (var i = 0; i < changes; i++) {
            request = changed(request);
        }
        return request;
    }

    private FuzzRequest changed(FuzzRequest request) {
        var body = request.body();
        return switch (random.nextInt(request.body().isEmpty() ? 5 : 14)) {
            case 0 -> request.withTarget(withText(request.target(), one(TEXTS)));
            case 1 -> request.withTarget(cut(request.target()));
            case 2 -> request.withTarget(withSegment(request.target(), one(TEXTS)));
            case 3 -> random.nextInt(4) == 0 ? request.withMethod(one(METHODS)) : request;
            case 4 -> random.nextInt(20) == 0 ? request.withTarget(request.target() + "x".repeat(LONG / 3)) : request;
            case 5 -> request.withContentType(one(TYPES));
            case 6 -> request.withBody(cut(body));
            case 7 -> request.withBody(withText(body, one(TEXTS)));
            case 8 -> request.withBody(withText(body, cut(one(corpus).body())));
            case 9 -> request.withBody(random.nextInt(20) == 0 ? withValue(body, longText()) : body.strip());
            default -> request.withBody(withValue(body, one(VALUES)));
        };
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String longText() {
        return random.nextBoolean() ? "[".repeat(LONG) : "\"" + "ä".repeat(LONG) + "\"";
    }

    /** Without one slice. */
    private String cut(String text) {
        if (text.length() < 2) {
            return text;
        }
        var from = random.nextInt(text.length());
        var to = Math.min(text.length(), from + 1 + random.nextInt(1 + text.length() / 4));
        var left = text.substring(0, from) + text.substring(to);
        return text.startsWith("/") && !left.startsWith("/") ? "/" + left : left;
    }

    private String withText(String text, String more) {
        var at = text.isEmpty() ? 0 : 1 + random.nextInt(text.length());
        return text.substring(0, at) + more + text.substring(at);
    }

    private String withSegment(String target, String more) {
        var parts = target.split("(?<=[/=])", -1);
        parts[parts.length - 1 - random.nextInt(Math.min(2, parts.length))] = more + (random.nextBoolean() ? "/" : "");
        var changed = String.join("", parts);
        return changed.startsWith("/") ? changed : "/" + changed;
    }

    /** With another value, or key, in the place of one of those that are there. */
    private String withValue(String body, String value) {
        var values = VALUE.matcher(body);
        var count = (int) values.results().count();
        if (count == 0) {
            return value;
        }
        var wanted =
                values.reset().results().skip(random.nextInt(count)).findFirst().orElseThrow();
        return body.substring(0, wanted.start()) + value + body.substring(wanted.end());
    }
}
