package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Finds out how a delimited text is written, from its head: cuts it with every likely delimiter and quote and takes
 * what gives rows of one width whose cells look like values. Text without a convincing delimiter is one column. What
 * the user says is taken as it is.
 */
final class DialectSniffer {
    /** Delimiters that are no surprise; the order breaks ties. */
    static final List<String> COMMON_DELIMITERS = List.of(",", ";", "\t", "|");

    private static final List<String> RARE_DELIMITERS = List.of("^", "~", "\u0001", "¦", ":", " ");
    private static final int HEAD_BYTES = 1 << 18;
    /** Stray quotes from which on a quote is more likely an inch sign than a quote. */
    private static final int MANY_STRAYS = 3;

    private static final double CONVINCING = 0.3;
    private static final double SURE = 0.75;
    private static final Pattern TIME = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");

    /**
     * What was found.
     *
     * @param width columns that the data rows have
     * @param headerWidth cells of the widest header row; 0 where there is none
     * @param rowWidth cells that most rows have
     * @param before the first lines that are skipped, blank ones left out
     * @param otherTables numbers of the lines on which further tables seem to begin
     */
    record Sniffed(
            Dialect dialect, int width, int headerWidth, int rowWidth, List<String> before, List<Long> otherTables) {}

    private final byte[] text;
    private final boolean whole;
    private final String charset;
    private final DialectOptions given;

    private DialectSniffer(byte[] text, boolean whole, String charset, DialectOptions given) {
        this.text = text;
        this.whole = whole;
        this.charset = charset;
        this.given = given;
    }

    /**
     * Sniffs the head of a file, decompressed.
     *
     * @param complete whether that is the whole file
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
        return new Sniffed(
                dialect,
                layout.width(),
                layout.headerWidth(),
                best.width(),
                preamble(layout.skipLines()),
                layout.otherTables());
    }

    private List<String> preamble(int lines) {
        return FooterDetector.abbreviate(new String(text, StandardCharsets.UTF_8)
                .lines()
                .limit(lines)
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList());
    }

    private DialectTrial bestTrial() {
        if (given.delimiter() != null) {
            return bestQuote(given.delimiter());
        }
        List<DialectTrial> samples = new ArrayList<>();
        for (String delimiter : COMMON_DELIMITERS) {
            samples.add(bestQuote(delimiter));
        }
        DialectTrial common = samples.stream()
                .max(Comparator.comparingDouble(DialectSniffer::score))
                .orElseThrow();
        if (score(common) >= CONVINCING) {
            return withDoubledDelimiter(common);
        }
        DialectTrial rare = RARE_DELIMITERS.stream()
                .map(this::bestQuote)
                .max(Comparator.comparingDouble(DialectSniffer::score))
                .orElseThrow();
        // One column: a delimiter that does not occur, or that only quoted cells hold, is as good as any.
        DialectTrial single = bestQuote(",");
        single = single.width() == 1 && single.consistency(1) == 1 ? single : bestQuote(unusedDelimiter());
        return score(rare) >= SURE && (!occursInValues(rare.dialect.delimiter()) || separatesColumns(single, rare))
                ? withDoubledDelimiter(rare)
                : single;
    }

    /** Colons and blanks stand in times, names and prose too. */
    private static boolean occursInValues(String delimiter) {
        return delimiter.equals(":") || delimiter.equals(" ");
    }

    /**
     * Whether what a blank or colon cuts is a table and no column of texts: cells are quoted, or two of three columns
     * hold values.
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
        long typed = cut.lines.stream()
                .filter(line -> line.width() == width)
                .filter(line -> java.util.stream.IntStream.range(0, width)
                                        .filter(line::isTyped)
                                        .count()
                                * 2
                        >= width)
                .count();
        return width > 2 && typed * 10 >= cut.lines.size() * 8L;
    }

    /** The same delimiter twice, where it never stands alone. */
    private DialectTrial withDoubledDelimiter(DialectTrial once) {
        String delimiter = once.dialect.delimiter();
        if (given.delimiter() != null || delimiter.length() > 1) {
            return once;
        }
        boolean alternating = once.width() > 2
                && once.width() % 2 == 1
                && once.lines.stream().allMatch(line -> line.width() == 1 || everySecondEmpty(line));
        return alternating ? bestQuote(delimiter + delimiter) : once;
    }

    private static boolean everySecondEmpty(DialectTrial.Line line) {
        for (int i = 1; i < line.width(); i += 2) {
            if (!line.texts().get(i).isEmpty() || line.quoted().get(i)) {
                return false;
            }
        }
        return true;
    }

    private String unusedDelimiter() {
        String all = new String(text, StandardCharsets.UTF_8);
        return List.of(";", "\t", "|", "\u0001").stream()
                .filter(delimiter -> !all.contains(delimiter))
                .findFirst()
                .orElse("\u0001");
    }

    /** The best quote and escape for a delimiter. */
    private DialectTrial bestQuote(String delimiter) {
        if (given.quote() != null) {
            char quote = given.quote();
            return quote == '\0' ? trial(delimiter, quote, '\0') : bestEscape(delimiter, quote);
        }
        DialectTrial twofold = bestEscape(delimiter, '"');
        if (twofold.strayQuotes > twofold.quotedCells && twofold.strayQuotes >= MANY_STRAYS) {
            return trial(delimiter, '\0', '\0');
        }
        if (twofold.quotedCells > 0) {
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
        if (contains('\\', quote)) {
            DialectTrial escaped = trial(delimiter, quote, '\\');
            if (escaped.strayQuotes < twofold.strayQuotes && score(escaped) >= score(twofold)) {
                return escaped;
            }
        }
        return twofold;
    }

    private DialectTrial trial(String delimiter, char quote, char escape) {
        int skip = Objects.requireNonNullElse(given.skipLines(), 0);
        char comment = Objects.requireNonNullElse(given.comment(), '\0');
        return DialectTrial.of(
                text, whole, new Dialect("UTF-8", delimiter, quote, escape, false, skip, false, comment));
    }

    private static double score(DialectTrial sample) {
        int width = sample.width();
        if (width < 2) {
            return 0;
        }
        double consistency = sample.consistency(width);
        double wide = 1 - 0.2 / width;
        return consistency * consistency * sample.plausibility(width) * wide;
    }

    private boolean contains(int first, int second) {
        for (int i = 1; i < text.length; i++) {
            if (text[i - 1] == first && text[i] == second) {
                return true;
            }
        }
        return false;
    }

    private static byte[] decode(byte[] head, String charset) {
        try {
            return TextStreams.utf8(new ByteArrayInputStream(head), charset).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
