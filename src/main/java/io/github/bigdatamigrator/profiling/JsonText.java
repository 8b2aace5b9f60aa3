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
 * Recognises JSON objects and arrays (RFC 8259, but any character other than u may follow a backslash) by Jackson's
 * parser. A text that was cut off may end anywhere. Safe for use by several threads.
 */
final class JsonText {
    private static final int DEEPEST = 201;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();
    /**
     * The end of a text that was cut after a comma, or within a literal or number. Jackson does not tell it apart from
     * a wrong token.
     */
    private static final Pattern CUT_TOKEN = Pattern.compile("([\\[:,]\\s*(tr?u?|fa?l?s?|nu?l?)?|\\d\\.)$");

    private JsonText() {}

    /** @param limit length from which on a text may have been cut */
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
