package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds out how a delimited text is written, from its head: cuts it with every likely delimiter and quote and takes what gives rows of
 * one width whose cells look like values. Text without a convincing delimiter is one column.
 */
final class CsvSniffer {
    /** Delimiters that are no surprise; the order breaks ties. */
    static final List<String> COMMON_DELIMITERS = List.of(",", ";", "\t", "|");

    private static final List<String> RARE_DELIMITERS = List.of("^", "~", "\u0001", "¦", ":");
    private static final int LOOK_AT = 1 << 18;
    /** Stray quotes from which on a quote is more likely an inch sign than a quote. */
    private static final int MANY_STRAYS = 3;

    private static final double CONVINCING = 0.3;
    private static final Pattern COMMA_DECIMAL =
            Pattern.compile("-?(\\d+,(\\d{1,2}|\\d{4,})|0,\\d+|\\d{1,3}(\\.\\d{3})+,\\d+)");
    private static final Pattern POINT_DECIMAL =
            Pattern.compile("-?(\\d+\\.(\\d{1,2}|\\d{4,})|0\\.\\d+|\\d{1,3}(,\\d{3})+\\.\\d+)");

    /**
     * What was found.
     *
     * @param width columns that the data rows have
     */
    record Sniffed(Dialect dialect, int width) {}

    private CsvSniffer() {}

    /**
     * Sniffs the head of a file, decompressed.
     *
     * @param complete whether that is the whole file
     */
    static Sniffed sniff(byte[] head, boolean complete) {
        String charset = Encodings.of(head, complete);
        byte[] text = utf8(head, charset);
        boolean whole = complete && text.length <= LOOK_AT;
        text = text.length > LOOK_AT ? Arrays.copyOf(text, LOOK_AT) : text;
        Dialect blank = new Dialect(charset, ",", '"', '"', false, 0, false, '\0');
        Sample best = best(text, whole, blank);
        Layout layout = Layout.of(best);
        Dialect found = best.dialect;
        boolean comma = !found.delimiter().equals(",") && decimalComma(best);
        Dialect dialect = new Dialect(
                charset,
                found.delimiter(),
                found.quote(),
                found.escape(),
                layout.header(),
                layout.skipLines(),
                comma,
                layout.comment());
        return new Sniffed(dialect, layout.width());
    }

    private static Sample best(byte[] text, boolean whole, Dialect blank) {
        List<Sample> samples = new ArrayList<>();
        for (String delimiter : COMMON_DELIMITERS) {
            samples.add(quoting(text, whole, blank, delimiter));
        }
        Sample common = samples.stream()
                .max(Comparator.comparingDouble(CsvSniffer::score))
                .orElseThrow();
        if (score(common) >= CONVINCING) {
            return common;
        }
        Sample rare = RARE_DELIMITERS.stream()
                .map(delimiter -> quoting(text, whole, blank, delimiter))
                .max(Comparator.comparingDouble(CsvSniffer::score))
                .orElseThrow();
        if (score(rare) >= 0.75) {
            return rare;
        }
        // One column: a delimiter that does not occur, or that only quoted cells hold, is as good as any.
        Sample single = quoting(text, whole, blank, ",");
        return single.width() == 1 && single.consistency(1) == 1 ? single : quoting(text, whole, blank, unused(text));
    }

    private static String unused(byte[] text) {
        String whole = new String(text, StandardCharsets.UTF_8);
        return List.of(";", "\t", "|", "\u0001").stream()
                .filter(delimiter -> !whole.contains(delimiter))
                .findFirst()
                .orElse("\u0001");
    }

    /** The best quote and escape for a delimiter. */
    private static Sample quoting(byte[] text, boolean whole, Dialect blank, String delimiter) {
        Sample twofold = Sample.of(text, whole, with(blank, delimiter, '"', '"'));
        if (contains(text, '\\', '"')) {
            Sample escaped = Sample.of(text, whole, with(blank, delimiter, '"', '\\'));
            if (escaped.strayQuotes < twofold.strayQuotes && score(escaped) >= score(twofold)) {
                twofold = escaped;
            }
        }
        if (twofold.strayQuotes > twofold.quotedCells && twofold.strayQuotes >= MANY_STRAYS) {
            return Sample.of(text, whole, with(blank, delimiter, '\0', '\0'));
        }
        if (twofold.quotedCells > 0) {
            return twofold;
        }
        Sample single = Sample.of(text, whole, with(blank, delimiter, '\'', '\''));
        return single.quotedCells > 1 && single.strayQuotes == 0 ? single : twofold;
    }

    private static Dialect with(Dialect blank, String delimiter, char quote, char escape) {
        return new Dialect(blank.charset(), delimiter, quote, escape, false, 0, false, '\0');
    }

    private static double score(Sample sample) {
        int width = sample.width();
        if (width < 2) {
            return 0;
        }
        double consistency = sample.consistency(width);
        double wide = 1 - 0.2 / width;
        return consistency * consistency * sample.plausibility(width) * wide;
    }

    private static boolean decimalComma(Sample sample) {
        long commas = 0;
        long points = 0;
        for (Sample.Line line : sample.lines) {
            for (String text : line.texts()) {
                commas += COMMA_DECIMAL.matcher(text).matches() ? 1 : 0;
                points += POINT_DECIMAL.matcher(text).matches() ? 1 : 0;
            }
        }
        return commas > points;
    }

    private static boolean contains(byte[] text, int first, int second) {
        for (int i = 1; i < text.length; i++) {
            if (text[i - 1] == first && text[i] == second) {
                return true;
            }
        }
        return false;
    }

    private static byte[] utf8(byte[] head, String charset) {
        try {
            return TextFiles.utf8(new ByteArrayInputStream(head), charset).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
