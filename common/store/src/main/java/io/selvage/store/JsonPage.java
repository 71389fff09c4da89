package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The JSON of the rows of one page, no more of it than there is memory for. */
final class JsonPage {

    private static final int SHARE_OF_HEAP = 8;

    private final List<String> texts = new ArrayList<>();
    private final long most = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    private long size;

    /** Takes the JSON in the row's first column, and the numbers for those keys in the columns after it. */
    boolean take(ResultSet row, List<String> numbers) throws SQLException {
        var text = row.getString(1);
        size += text.length();
        if (size > most) {
            throw new EdgeException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "the answer would be larger than what the memory of the process allows, " + most
                            + " bytes: ask for fewer with limit");
        }
        for (var i = 0; i < numbers.size(); i++) {
            text = with(text, numbers.get(i), row.getLong(i + 2));
        }
        return texts.add(text);
    }

    /** Puts the number where the JSON has a 0; its first key of that name is that of the document itself. */
    private static String with(String text, String key, long number) {
        var quoted = '"' + key + "\":";
        var at = text.indexOf(quoted + '0');
        return at < 0
                ? '{' + quoted + number + ',' + text.substring(1)
                : text.substring(0, at) + quoted + number + text.substring(at + quoted.length() + 1);
    }

    List<String> texts() {
        return texts;
    }
}
