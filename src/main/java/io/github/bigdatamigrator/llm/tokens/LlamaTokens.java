package io.github.bigdatamigrator.llm.tokens;

import com.knuddels.jtokkit.api.Encoding;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;

/**
 * Estimates the tokens of a text in the vocabulary of Llama and CodeLlama. Counted exactly: each digit, tab and line
 * break is one token; a character of another script is one token if the vocabulary contains it, else one per byte.
 * Words between are counted with cl100k and scaled, with additions for long words, capitals in a row and punctuation in
 * a row, which cl100k joins and Llama does not. For texts of 2000 characters of 36 kinds (prose in eleven languages,
 * code, tables, JSON, numbers, hex) the true count is within 6 % of the estimate in nine of ten, and at most 19 %
 * above.
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

    /** @param cl100k counts the words between the characters that are counted exactly */
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
        // One for the blank that the vocabulary adds before every text; never more tokens than bytes.
        double all = 1 + tokens.exact + tokens.estimated;
        return Math.min(all, 1 + (double) text.getBytes(StandardCharsets.UTF_8).length);
    }

    private void add(int c) {
        addShapeCorrection(c);
        if ((c >= '0' && c <= '9') || c < ' ' || c >= FIRST_OTHER_SCRIPT) {
            endSegment(true);
            exact += c < FIRST_OTHER_SCRIPT || SingleTokens.CHARACTERS.get(c) ? 1 : bytes(c);
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

    /** Adds the tokens of words, capitals and punctuation that cl100k does not count. */
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

    /**
     * @param beforeExact whether an exactly counted character follows, so that trailing blanks are tokens of their own
     */
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

    /** Caches short segments, because the same few marks repeat between numbers. */
    private int cachedCount(String words) {
        // countTokens throws on special tokens such as <|endoftext|>, which data may contain.
        return words.length() > LONGEST_KNOWN
                ? this.words.countTokensOrdinary(words)
                : cache.computeIfAbsent(words, this.words::countTokensOrdinary);
    }

    private static int bytes(int c) {
        return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    /** Holds the characters from Armenian on that are single tokens of the vocabulary. */
    private static final class SingleTokens {
        private static final BitSet CHARACTERS = read();

        private static BitSet read() {
            String name = "llama-characters.txt";
            URL file = Objects.requireNonNull(LlamaTokens.class.getResource(name), name);
            BitSet all = new BitSet();
            Uncheck.get(() -> IOUtils.toString(file, StandardCharsets.UTF_8))
                    .codePoints()
                    .forEach(all::set);
            return all;
        }
    }
}
