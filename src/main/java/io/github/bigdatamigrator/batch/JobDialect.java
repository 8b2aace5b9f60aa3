package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.batch.Yaml.Entry;
import io.github.bigdatamigrator.batch.Yaml.Kind;
import io.github.bigdatamigrator.batch.Yaml.Mapping;
import io.github.bigdatamigrator.batch.Yaml.Scalar;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.settings.CharacterNames;
import java.util.List;

/**
 * Parses the key {@code text} of a job file: the dialect of delimited text, with the names of the command line's flags.
 */
final class JobDialect {
    private static final List<String> KEYS = List.of(
            "delimiter",
            "quote",
            "escape",
            "encoding",
            "header_rows",
            "skip_lines",
            "skip_footer",
            "comment",
            "decimal",
            "thousands",
            "null_values");

    private JobDialect() {}

    static DialectOptions options(String name, Entry text) {
        if (!(text.value() instanceof Mapping mapping)) {
            throw JobFile.refuse(
                    name,
                    text.line(),
                    "“text” is " + JobFile.shown(text.value()) + "; expected keys such as “delimiter: ';'”");
        }
        DialectOptions.Builder options = DialectOptions.builder();
        for (Entry entry : mapping.entries()) {
            try {
                take(name, entry, options);
                // Checked after each entry, so that the message names its line.
                options.build();
            } catch (MigratorException e) {
                String message = String.valueOf(e.getMessage());
                throw message.startsWith(name) ? e : JobFile.refuse(name, entry.line(), message.replaceAll("\\.$", ""));
            }
        }
        return options.build();
    }

    private static void take(String name, Entry entry, DialectOptions.Builder options) {
        switch (entry.key()) {
            case "delimiter" -> options.delimiter(CharacterNames.text("delimiter", characters(name, entry)));
            case "quote" -> options.quote(character(name, entry));
            case "escape" -> options.escape(character(name, entry));
            case "comment" -> options.comment(character(name, entry));
            case "thousands" -> options.grouping(character(name, entry));
            case "encoding" -> options.encoding(JobFile.text(name, entry.value(), entry.key(), "a name such as UTF-8"));
            case "header_rows" -> options.headerRows(number(name, entry));
            case "skip_lines" -> options.skipLines(number(name, entry));
            case "skip_footer" -> options.footerLines(number(name, entry));
            case "null_values" -> JobFile.texts(name, entry, "a text").forEach(options::nullValue);
            case "decimal" -> decimal(name, entry, options);
            default -> throw JobFile.unknown(name, entry, KEYS.stream());
        }
    }

    private static char character(String name, Entry entry) {
        return CharacterNames.character(entry.key(), characters(name, entry));
    }

    /** Keeps blanks. */
    private static String characters(String name, Entry entry) {
        if (entry.value() instanceof Scalar scalar && (scalar.kind() == Kind.TEXT || scalar.kind() == Kind.NUMBER)) {
            return scalar.text();
        }
        throw JobFile.refuse(
                name,
                entry.line(),
                "“" + entry.key() + "” is " + JobFile.shown(entry.value()) + "; expected characters in quotes");
    }

    private static int number(String name, Entry entry) {
        if (entry.value() instanceof Scalar scalar
                && scalar.kind() == Kind.NUMBER
                && scalar.text().matches("\\d{1,9}")) {
            return Integer.parseInt(scalar.text());
        }
        throw JobFile.refuse(
                name,
                entry.line(),
                "“" + entry.key() + "” is " + JobFile.shown(entry.value()) + "; expected a whole number, 0 or more");
    }

    private static void decimal(String name, Entry entry, DialectOptions.Builder options) {
        String text = JobFile.text(name, entry.value(), entry.key(), "comma or point");
        switch (text) {
            case "comma" -> options.decimalComma();
            case "point" -> options.decimalPoint();
            default -> throw JobFile.refuse(name, entry.line(), "“decimal” is “" + text + "”; expected comma or point");
        }
    }
}
