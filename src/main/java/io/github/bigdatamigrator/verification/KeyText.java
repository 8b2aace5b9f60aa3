package io.github.bigdatamigrator.verification;

import static org.apache.spark.sql.functions.*;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** Writes the values of a key as one text and reads them again. */
final class KeyText {
    /** The key of rows with a dependent value but a null in the determining columns; no other key begins like this. */
    static final String LOST = "\0null";

    private KeyText() {}

    /** Null if one is null; lengths distinguish {@code (a, bc)} from {@code (ab, c)}. */
    static Column of(List<Column> texts) {
        if (texts.size() == 1) {
            return texts.get(0);
        }
        List<Column> parts = new ArrayList<>();
        for (Column text : texts) {
            parts.add(length(text).cast("string"));
            parts.add(lit(":"));
            parts.add(text);
        }
        return concat(parts.toArray(Column[]::new));
    }

    /** The values of a key, as users see them; the key as one value if it cannot be divided. */
    static List<String> values(String key, int count) {
        if (count == 1 || key.equals(LOST)) {
            return List.of(key.equals(LOST) ? "null" : key);
        }
        List<String> values = new ArrayList<>();
        try {
            for (int at = 0; at < key.length(); ) {
                int colon = key.indexOf(':', at);
                int end = key.offsetByCodePoints(colon + 1, Integer.parseInt(key, at, colon, 10));
                values.add(key.substring(colon + 1, end));
                at = end;
            }
            return values;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return List.of(key); // bytes that are no text count differently here
        }
    }
}
