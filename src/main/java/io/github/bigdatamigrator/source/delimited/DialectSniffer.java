package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.source.FixedWidth;
import io.github.bigdatamigrator.source.delimited.DialectTrial.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sniffs the dialect of a delimited file from its head. Tokenizes the head with every likely delimiter and quote and
 * chooses the dialect whose rows have the same width and whose cells look like values. Text without a convincing
 * delimiter has columns of fixed widths if blanks show them, or is one column. Options that the user gives are not
 * sniffed.
 */
final class DialectSniffer {
    /** The usual delimiters; the order breaks ties. */
    static final List<String> COMMON_DELIMITERS = List.of(",", ";", "\t", "|");

    private static final List<String> RARE_DELIMITERS = List.of("^", "~", "\u0001", "¦", ":", " ");
    private static final int HEAD_BYTES = 1 << 18;
    /** From this number of stray quotes on, the quote is more likely an inch sign. */
    private static final int MANY_STRAYS = 3;

    private static final double CONVINCING = 0.3;
    private static final double SURE = 0.75;
    /** Delimiters that the first line has too are likelier than others that would make a note of it. */
    private static final double NOTES_ABOVE = 0.7;

    /** The first line by which spreadsheets take and give the delimiter. */
    private static final Pattern DECLARED = Pattern.compile("\"?sep=([^\\r\\n])\"?[\\r\\n]", Pattern.CASE_INSENSITIVE);

    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");

    /**
     * The sniffed dialect and layout.
     *
     * @param rowWidth cells of most rows
     * @param preamble the first skipped lines without blank ones, abbreviated
     */
    record Sniffed(Dialect dialect, TableLayout layout, int rowWidth, List<String> preamble) {
        /** Columns of the data rows. */
        int width() {
            return layout.width();
        }
    }

    private final byte[] text;
    private final boolean whole;
    private final String charset;
    private final DialectOptions given;
    private final @Nullable String declared;
    private final String decoded;

    private DialectSniffer(byte[] text, boolean whole, String charset, DialectOptions given) {
        this.text = text;
        this.whole = whole;
        this.charset = charset;
        this.given = given;
        decoded = new String(text, StandardCharsets.UTF_8);
        Matcher first = DECLARED.matcher(decoded);
        declared = given.skipLines() == null && first.lookingAt() ? first.group(1) : null;
    }

    /**
     * Sniffs the decompressed head of a file.
     *
     * @param complete whether the head is the whole file
     */
    static Sniffed sniff(byte[] head, boolean complete, DialectOptions given) {
        String charset = given.encoding() != null ? given.encoding() : EncodingDetector.of(head, complete);
        byte[] text = decode(head, charset);
        boolean whole = complete && text.length <= HEAD_BYTES;
        text = text.length > HEAD_BYTES ? Arrays.copyOf(text, HEAD_BYTES) : text;
        return new DialectSniffer(text, whole, charset, given).sniff();
    }

    private Sniffed sniff() {
        DialectTrial best = bestTrial();
        TableLayout layout = TableLayout.of(best, given);
        NumberFormatSniffer numbers = NumberFormatSniffer.of(best, given);
        Dialect found = best.dialect;
        Dialect dialect = new Dialect(
                charset,
                found.delimiter(),
                found.quote(),
                found.escape(),
                layout.headerRows(),
                layout.skipLines(),
                Objects.requireNonNullElse(given.footerLines(), 0),
                numbers.decimalComma(),
                numbers.grouping(),
                layout.comment(),
                given.nullValues());
        List<String> preamble = FooterDetector.abbreviate(decoded.lines().limit(layout.skipLines()));
        return new Sniffed(dialect, layout, best.width() - layout.emptyColumns(), preamble);
    }

    private DialectTrial bestTrial() {
        if (given.delimiter() != null) {
            return given.delimiter().startsWith(Dialect.FIXED_WIDTH)
                    ? trial(given.delimiter(), '\0', '\0')
                    : bestQuote(given.delimiter());
        }
        if (declared != null) {
            return bestQuote(declared);
        }
        DialectTrial common = best(COMMON_DELIMITERS);
        if (common.score() >= CONVINCING) {
            return withDoubledDelimiter(common);
        }
        DialectTrial rare = best(RARE_DELIMITERS);
        // One column: any delimiter will do that does not occur, or only inside quotes.
        DialectTrial single = bestQuote(",");
        single = single.width() == 1 && single.consistency(1) == 1 ? single : bestQuote(unusedDelimiter());
        return rare.score() >= SURE && (!occursInValues(rare.dialect.delimiter()) || separatesColumns(single, rare))
                ? withDoubledDelimiter(rare)
                : inFixedWidths().orElse(single);
    }

    private Optional<DialectTrial> inFixedWidths() {
        String widths = given.quote() == null || given.quote() == '\0' ? FixedWidth.sniff(decoded, whole) : null;
        return Optional.ofNullable(widths).map(found -> trial(found, '\0', '\0'));
    }

    private DialectTrial best(List<String> delimiters) {
        return delimiters.stream()
                .filter(this::occurs)
                .map(this::bestQuote)
                .max(Comparator.comparingDouble(trial -> trial.score() * (trial.beginsWithRow() ? 1 : NOTES_ABOVE)))
                .orElseGet(() -> bestQuote(delimiters.get(0)));
    }

    /** Whether the delimiter also occurs in times, names and prose. */
    private static boolean occursInValues(String delimiter) {
        return delimiter.equals(":") || delimiter.equals(" ");
    }

    /**
     * Whether splitting at a blank or colon gives a table and does not break a column of texts: cells are quoted, or
     * most rows have values in half of their columns.
     */
    private static boolean separatesColumns(DialectTrial single, DialectTrial cut) {
        long values = single.lines.stream()
                .filter(line ->
                        line.isTyped(0) || TIME.matcher(line.texts().get(0)).matches())
                .count();
        if (values * 2 > single.lines.size()) {
            return false;
        }
        if (cut.dialect.delimiter().equals(":") || cut.quotedCells > 1) {
            return true;
        }
        int width = cut.width();
        List<Line> rows = cut.lines.stream()
                .filter(line -> !DialectTrial.isComment(line, width))
                .toList();
        long typed = rows.stream()
                .filter(line -> line.width() == width)
                .filter(line -> IntStream.range(0, width).filter(line::isTyped).count() * 2 >= width)
                .count();
        return width > 2 && typed * 10 >= rows.size() * 8L;
    }

    /** Doubles the delimiter if it never occurs alone. */
    private DialectTrial withDoubledDelimiter(DialectTrial once) {
        String delimiter = once.dialect.delimiter();
        if (given.delimiter() != null || delimiter.length() > 1) {
            return once;
        }
        boolean alternating = once.width() > 2
                && once.width() % 2 == 1
                && once.lines.stream()
                        .allMatch(line -> line.width() == 1
                                || everySecondEmpty(line)
                                || DialectTrial.isComment(line, once.width()));
        return alternating ? bestQuote(delimiter + delimiter) : once;
    }

    private static boolean everySecondEmpty(Line line) {
        for (int i = 1; i < line.width(); i += 2) {
            if (!line.texts().get(i).isEmpty() || line.quoted().get(i)) {
                return false;
            }
        }
        return true;
    }

    private String unusedDelimiter() {
        return Stream.of(";", "\t", "|", "\u0001")
                .filter(delimiter -> !occurs(delimiter))
                .findFirst()
                .orElse("\u0001");
    }

    /** Tries the delimiter with the best quote and escape. */
    private DialectTrial bestQuote(String delimiter) {
        if (given.quote() != null) {
            char quote = given.quote();
            char escape = Objects.requireNonNullElse(given.escape(), '\0');
            return quote == '\0' ? trial(delimiter, quote, escape) : bestEscape(delimiter, quote);
        }
        DialectTrial twofold = bestEscape(delimiter, '"');
        if (twofold.strayQuotes > twofold.quotedCells && twofold.strayQuotes >= MANY_STRAYS) {
            return trial(delimiter, '\0', '\0');
        }
        if (twofold.quotedCells > 0 || !occurs("'")) {
            return twofold;
        }
        DialectTrial single = bestEscape(delimiter, '\'');
        return single.quotedCells > 1 && single.strayQuotes * 20 <= single.quotedCells ? single : twofold;
    }

    private DialectTrial bestEscape(String delimiter, char quote) {
        if (given.escape() != null) {
            return trial(delimiter, quote, given.escape());
        }
        DialectTrial twofold = trial(delimiter, quote, quote);
        if (occurs("\\" + quote)) {
            DialectTrial escaped = trial(delimiter, quote, '\\');
            if (escaped.strayQuotes < twofold.strayQuotes && escaped.score() >= twofold.score()) {
                return escaped;
            }
        }
        return twofold;
    }

    private DialectTrial trial(String delimiter, char quote, char escape) {
        int skip = declared != null ? 1 : Objects.requireNonNullElse(given.skipLines(), 0);
        char comment = Objects.requireNonNullElse(given.comment(), '\0');
        return DialectTrial.of(
                text, whole, new Dialect("UTF-8", delimiter, quote, escape, false, skip, false, comment));
    }

    private boolean occurs(String sequence) {
        return decoded.contains(sequence);
    }

    private static byte[] decode(byte[] head, String charset) {
        try {
            return TextStreams.utf8(new ByteArrayInputStream(head), charset).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
