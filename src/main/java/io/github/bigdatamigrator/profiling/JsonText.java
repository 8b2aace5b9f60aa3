package io.github.bigdatamigrator.profiling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Recognizes JSON objects and arrays with Jackson (RFC 8259, but any character may follow a backslash). A truncated
 * text may end anywhere. Thread-safe.
 */
final class JsonText {
    private static final int DEEPEST = 201;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();
    /** End of a text truncated after a comma or within a literal or number, which Jackson reports as a wrong token. */
    private static final Pattern CUT_TOKEN = Pattern.compile("([\\[:,]\\s*(tr?u?|fa?l?s?|nu?l?)?|\\d\\.)$");

    private JsonText() {}

    /** @param limit minimum length of a truncated text */
    static boolean matches(String text, int limit) {
        if (text.length() < 2 || (text.charAt(0) != '{' && text.charAt(0) != '[')) {
            return false;
        }
        try (JsonParser json = FACTORY.createParser(text)) {
            return readable(json, text, text.length() >= limit);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean readable(JsonParser json, String text, boolean cut) throws IOException {
        try {
            json.nextToken();
            json.skipChildren();
        } catch (JsonEOFException e) {
            return cut;
        } catch (JsonParseException e) {
            return cut
                    && json.currentLocation().getCharOffset() >= text.length()
                    && CUT_TOKEN.matcher(text).find();
        }
        return json.nextToken() == null;
    }
}
