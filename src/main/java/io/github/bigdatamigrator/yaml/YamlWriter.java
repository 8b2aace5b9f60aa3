package io.github.bigdatamigrator.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes YAML that can be read and compared line by line: one key a line, texts of several lines as blocks, quotes only
 * where a text would else be read as something else. {@link YamlReader} reads back the same, but for U+0085, U+2028 and
 * U+2029 in a text of several lines, which YAML takes for line breaks. Thread-safe.
 */
public final class YamlWriter {
    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(Feature.WRITE_DOC_START_MARKER)
                    .disable(Feature.SPLIT_LINES)
                    .enable(Feature.MINIMIZE_QUOTES)
                    .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .stringQuotingChecker(new Quoting())
                    .build())
            .build();

    private YamlWriter() {}

    /** Texts that look like numbers and characters that end a line for YAML need quotes. */
    private static final class Quoting extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;
        private static final Pattern UNSAFE = Pattern.compile("(?s)[\\d.+-].*|.*[\\p{Cc}\\u2028\\u2029\\uFEFF].*");

        @Override
        public boolean needToQuoteValue(String text) {
            return super.needToQuoteValue(text) || UNSAFE.matcher(text).matches();
        }
    }

    /** @param document texts, numbers, booleans, lists and maps; a map is written in its own order */
    public static String write(Map<String, ?> document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
