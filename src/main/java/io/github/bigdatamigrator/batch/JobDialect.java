package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.batch.Yaml.Entry;
import io.github.bigdatamigrator.batch.Yaml.Kind;
import io.github.bigdatamigrator.batch.Yaml.Mapping;
import io.github.bigdatamigrator.batch.Yaml.Scalar;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.settings.CharacterNames;
import java.util.List;

/** Parses the key {@code text} of a job file: the dialect of delimited text, with the names of the flags. */
final class JobDialect {
    private static final String KEYS =
            "delimiter, quote, escape, encoding, header_rows, skip_lines, skip_footer, comment,"
                    + " decimal, thousands, null_values";

    private JobDialect() {}

    static DialectOptions options(Entry text) {
        if (!(text.value() instanceof Mapping mapping)) {
            throw text.unexpected("keys such as “delimiter: ';'”");
        }
        DialectOptions.Builder options = DialectOptions.builder();
        for (Entry entry : mapping.entries()) {
            try {
                take(entry, options);
                // Checked after each entry, so that the message names its line.
                options.build();
            } catch (MigratorException e) {
                String message = String.valueOf(e.getMessage());
                throw message.startsWith(entry.place().file())
                        ? e
                        : entry.place().refuse(message.replaceAll("\\.$", ""));
            }
        }
        return options.build();
    }

    private static void take(Entry entry, DialectOptions.Builder options) {
        switch (entry.key()) {
            case "delimiter" -> options.delimiter(CharacterNames.text("delimiter", characters(entry)));
            case "quote" -> options.quote(character(entry));
            case "escape" -> options.escape(character(entry));
            case "comment" -> options.comment(character(entry));
            case "thousands" -> options.grouping(character(entry));
            case "encoding" -> options.encoding(entry.text("a name such as UTF-8"));
            case "header_rows" -> options.headerRows(number(entry));
            case "skip_lines" -> options.skipLines(number(entry));
            case "skip_footer" -> options.footerLines(number(entry));
            case "null_values" -> entry.texts().forEach(options::nullValue);
            case "decimal" -> {
                switch (entry.text("comma or point")) {
                    case "comma" -> options.decimalComma();
                    case "point" -> options.decimalPoint();
                    default -> throw entry.unexpected("comma or point");
                }
            }
            default -> throw entry.unknown(List.of(KEYS.split(", ")));
        }
    }

    private static char character(Entry entry) {
        return CharacterNames.character(entry.key(), characters(entry));
    }

    /** Keeps blanks. */
    private static String characters(Entry entry) {
        if (entry.value() instanceof Scalar scalar && scalar.textual()) {
            return scalar.text();
        }
        throw entry.unexpected("characters in quotes");
    }

    private static int number(Entry entry) {
        if (entry.value() instanceof Scalar scalar
                && scalar.kind() == Kind.NUMBER
                && scalar.text().matches("\\d{1,9}")) {
            return Integer.parseInt(scalar.text());
        }
        throw entry.unexpected("a whole number, 0 or more");
    }
}
