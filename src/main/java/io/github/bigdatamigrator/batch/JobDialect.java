package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.settings.DialectOption;
import io.github.bigdatamigrator.settings.DialectOption.Form;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Kind;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Scalar;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Parses the key {@code text} of a job file: the dialect of delimited text, with the names of the flags. */
final class JobDialect {
    /** The options that have the same name here. */
    private static final List<DialectOption> COMMON = Arrays.stream(DialectOption.values())
            .filter(option -> option.form() != Form.SWITCH && option.form() != Form.TEXTS)
            .toList();

    private static final List<String> KEYS = Stream.concat(
                    COMMON.stream().map(DialectOption::field), Stream.of("decimal", "null_values"))
            .toList();

    private JobDialect() {}

    static DialectOptions options(Entry text) {
        if (!(text.value() instanceof Mapping mapping)) {
            throw text.unexpected("keys such as “delimiter: ';'”");
        }
        Map<DialectOption, Object> given = new EnumMap<>(DialectOption.class);
        DialectOptions options = DialectOptions.NONE;
        for (Entry entry : mapping.entries()) {
            take(entry, given);
            try {
                // Built after each entry, so that the message names its line.
                options = DialectOption.options(given, DialectOption::field);
            } catch (MigratorException e) {
                throw entry.place().refuse(String.valueOf(e.getMessage()).replaceAll("\\.$", ""));
            }
        }
        return options;
    }

    private static void take(Entry entry, Map<DialectOption, Object> given) {
        if (entry.key().equals("null_values")) {
            given.put(DialectOption.NULL_VALUE, entry.texts());
        } else if (entry.key().equals("decimal")) {
            switch (entry.text("comma or point")) {
                case "comma" -> given.put(DialectOption.DECIMAL_COMMA, true);
                case "point" -> given.put(DialectOption.DECIMAL_POINT, true);
                default -> throw entry.unexpected("comma or point");
            }
        } else {
            DialectOption option =
                    DialectOption.named(entry.key()).filter(COMMON::contains).orElseThrow(() -> entry.unknown(KEYS));
            given.put(
                    option,
                    switch (option.form()) {
                        case NAME -> entry.text("a name such as UTF-8");
                        case NUMBER -> number(entry);
                        default -> characters(entry);
                    });
        }
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
