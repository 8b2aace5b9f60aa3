package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.settings.CharacterNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Declares the flags for the dialect of delimited text; what is not given is sniffed from the files. */
final class DialectFlags {
    @ArgGroup(
            exclusive = false,
            validate = false,
            heading = "%nDialect of delimited text; sniffed from each file where not given:%n",
            order = 80)
    private Flags flags = new Flags();

    private static final class Flags {
        @Option(
                names = "--delimiter",
                paramLabel = "TEXT",
                description = "Separator of cells: ',', ';', '||', tab, \\u0001 …")
        private @Nullable String delimiter;

        @Option(names = "--quote", paramLabel = "CHAR", description = "Quote character of cells, or none.")
        private @Nullable String quote;

        @Option(
                names = "--escape",
                paramLabel = "CHAR",
                description = "Escape of quotes in cells; the quote itself if it is doubled, or none.")
        private @Nullable String escape;

        @Option(names = "--encoding", paramLabel = "NAME", description = "UTF-8, UTF-16LE, ISO-8859-1, windows-1252 …")
        private @Nullable String encoding;

        @Option(names = "--no-header", description = "The first row is data.")
        private boolean noHeader;

        @Option(names = "--header-rows", paramLabel = "N", description = "Rows of column names before the data.")
        private @Nullable Integer headerRows;

        @Option(names = "--skip-lines", paramLabel = "N", description = "Lines to skip before the table.")
        private @Nullable Integer skipLines;

        @Option(
                names = "--skip-footer",
                paramLabel = "N",
                description = "Lines to skip at the end of each file; 0 keeps all.")
        private @Nullable Integer skipFooter;

        @Option(names = "--comment", paramLabel = "CHAR", description = "First character of comment lines, or none.")
        private @Nullable String comment;

        @Option(names = "--decimal-comma", description = "Numbers are written 1.234,56.")
        private boolean decimalComma;

        @Option(names = "--decimal-point", description = "Numbers are written 1,234.56.")
        private boolean decimalPoint;

        @Option(
                names = "--thousands",
                paramLabel = "CHAR",
                description = "Thousands separator: ',', '.', \"'\" or blank, or none.")
        private @Nullable String thousands;

        @Option(
                names = "--null-value",
                paramLabel = "TEXT",
                description = "A text that means null; may be given several times.")
        private List<String> nullValues = new ArrayList<>();
    }

    /** @throws MigratorException BAD_INPUT for an invalid value or contradicting flags */
    DialectOptions options() {
        DialectOptions.Builder options = DialectOptions.builder();
        text("--delimiter", flags.delimiter, options::delimiter);
        character("--quote", flags.quote, options::quote);
        character("--escape", flags.escape, options::escape);
        character("--comment", flags.comment, options::comment);
        character("--thousands", flags.thousands, options::grouping);
        ifGiven(flags.encoding, options::encoding);
        ifGiven(flags.headerRows, options::headerRows);
        ifGiven(flags.skipLines, options::skipLines);
        ifGiven(flags.skipFooter, options::footerLines);
        flags.nullValues.forEach(options::nullValue);
        if (flags.noHeader) {
            refuseBoth(flags.headerRows != null && flags.headerRows > 0, "--no-header and --header-rows");
            options.headerRows(0);
        }
        refuseBoth(flags.decimalComma && flags.decimalPoint, "--decimal-comma and --decimal-point");
        if (flags.decimalComma) {
            options.decimalComma();
        } else if (flags.decimalPoint) {
            options.decimalPoint();
        }
        return options.build();
    }

    private static <T> void ifGiven(@Nullable T value, Consumer<T> option) {
        if (value != null) {
            option.accept(value);
        }
    }

    private static void refuseBoth(boolean both, String flags) {
        if (both) {
            throw MigratorException.badInput(flags + " contradict each other. Give one of them.");
        }
    }

    private static void text(String flag, @Nullable String value, Consumer<String> option) {
        if (value != null) {
            option.accept(CharacterNames.text(flag, value));
        }
    }

    private static void character(String flag, @Nullable String value, Consumer<Character> option) {
        if (value != null) {
            option.accept(CharacterNames.character(flag, value));
        }
    }
}
