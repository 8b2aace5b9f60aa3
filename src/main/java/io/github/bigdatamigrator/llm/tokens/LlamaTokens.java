package io.github.bigdatamigrator.llm.tokens;

import com.knuddels.jtokkit.api.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Estimates how many tokens of Llama's vocabulary (CodeLlama's too) a text has. What that vocabulary does alike
 * everywhere is counted: each digit, tab and line break is a token, a character of another script is one where the
 * vocabulary holds it and one per byte where not. The words between are counted by cl100k and scaled, with a little
 * more for long words, capitals in a row and punctuation in a row, which that vocabulary joins and Llama's does not.
 * Over pieces of 2000 characters of 36 kinds (prose in eleven languages, code, tables, JSON, numbers, hex) the true
 * count lies within 6 % of it in nine of ten, and 19 % above it at worst.
 */
final class LlamaTokens {
    private static final int FIRST_OTHER_SCRIPT = 0x530;
    private static final int FIRST_GREEK = 0x370;
    private static final int LONGEST_SPACE = 16;
    private static final int SHORT_WORD = 4;
    private static final int LONGEST_KNOWN = 12;

    private static final double LATIN = 1.04;
    private static final double GREEK_CYRILLIC = 0.78;
    private static final double DIACRITIC = 0.61;
    private static final double PUNCTUATION_IN_A_ROW = 0.10;
    private static final double CAPITAL_IN_A_ROW = 0.21;
    private static final double LETTER_OF_LONG_WORD = 0.04;
    private static final double WORD = 0.09;

    private final Encoding words;
    private final Map<String, Integer> cache = new HashMap<>();
    private final StringBuilder segment = new StringBuilder();
    private boolean greek;
    private int word;
    private int capitals;
    private int punctuation;
    private long exact;
    private double estimated;

    private LlamaTokens(Encoding words) {
        this.words = words;
    }

    /** @param cl100k counts what stands between the characters that can be counted by themselves */
    static double estimate(String text, Encoding cl100k) {
        if (text.isEmpty()) {
            return 0;
        }
        LlamaTokens tokens = new LlamaTokens(cl100k);
        int length = text.length();
        for (int i = 0; i < length; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            tokens.add(c);
        }
        tokens.endSegment(false);
        // One for the blank that the vocabulary puts before every text; never more tokens than bytes.
        double all = 1 + tokens.exact + tokens.estimated;
        return Math.min(all, 1 + (double) text.getBytes(StandardCharsets.UTF_8).length);
    }

    private void add(int c) {
        addShapeCorrection(c);
        if ((c >= '0' && c <= '9') || c < ' ' || c >= FIRST_OTHER_SCRIPT) {
            endSegment(true);
            exact += c < FIRST_OTHER_SCRIPT || Owned.CHARACTERS.get(c) ? 1 : bytes(c);
            return;
        }
        boolean nowGreek = c >= FIRST_GREEK;
        if (nowGreek != greek && c != ' ') {
            endSegment(false);
            greek = nowGreek;
        }
        segment.appendCodePoint(c);
        if (c >= 0x80 && c < FIRST_GREEK) {
            estimated += DIACRITIC;
        }
    }

    /** What the count of cl100k does not show. */
    private void addShapeCorrection(int c) {
        boolean capital = c >= 'A' && c <= 'Z';
        if (capital || (c >= 'a' && c <= 'z')) {
            word++;
            estimated += word == 1 ? WORD : word > SHORT_WORD ? LETTER_OF_LONG_WORD : 0;
        } else {
            word = 0;
        }
        capitals = capital ? capitals + 1 : 0;
        boolean mark = c > ' ' && c < 0x7f && word == 0 && (c < '0' || c > '9');
        punctuation = mark ? punctuation + 1 : 0;
        estimated += capitals > 1 ? CAPITAL_IN_A_ROW : punctuation > 1 ? PUNCTUATION_IN_A_ROW : 0;
    }

    /** @param beforeExact whether no word follows that blanks at the end could belong to */
    private void endSegment(boolean beforeExact) {
        int end = segment.length();
        while (beforeExact && end > 0 && segment.charAt(end - 1) == ' ') {
            end--;
        }
        exact += (segment.length() - end + LONGEST_SPACE - 1) / LONGEST_SPACE;
        if (end > 0) {
            estimated += cachedCount(segment.substring(0, end)) * (greek ? GREEK_CYRILLIC : LATIN);
        }
        segment.setLength(0);
    }

    /** Between numbers the same few marks come again and again. */
    private int cachedCount(String words) {
        // The plain count throws on text that holds a mark such as <|endoftext|>; data may hold anything.
        return words.length() > LONGEST_KNOWN
                ? this.words.countTokensOrdinary(words)
                : cache.computeIfAbsent(words, this.words::countTokensOrdinary);
    }

    private static int bytes(int c) {
        return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    /**
     * The characters from Armenian on that are a token of their own in the vocabulary; all others there go by bytes.
     */
    private static final class Owned {
        private static final BitSet CHARACTERS = read();

        private static BitSet read() {
            try (InputStream in = Objects.requireNonNull(
                    LlamaTokens.class.getResourceAsStream("llama-characters.txt"), "llama-characters.txt")) {
                BitSet all = new BitSet();
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .codePoints()
                        .forEach(all::set);
                return all;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
