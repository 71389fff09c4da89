package io.selvage.data.retention;

import io.selvage.contracts.error.Required;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 1048576}, {@code 512MB}, {@code 1.5GB}; or {@code 80%} of something. */
final class ByteSize {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,3})?) ?([KMGT]?B|%)?");

    private ByteSize() {}

    /**
     * The size in bytes; a KB has 1,024 of them.
     *
     * @param key of the setting, for the failure
     * @param whole what percents are of
     * @throws io.selvage.contracts.error.EdgeException CONTRACT_INVALID where the text is no size
     */
    static long parse(String key, String text, long whole) {
        var match = SIZE.matcher(text.strip());
        if (!match.matches()) {
            throw Required.invalid(
                    key + " must be bytes, a size such as 10GB, a share such as 80%, or 0, not '" + text + "'");
        }
        var unit = match.group(2) == null ? "" : match.group(2);
        var factor = switch (unit) {
            case "%" -> whole / 100.0;
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            case "GB" -> 1L << 30;
            case "TB" -> 1L << 40;
            default -> 1;
        };
        return (long) (Double.parseDouble(match.group(1)) * factor);
    }
}
