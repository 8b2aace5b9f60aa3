package io.github.bigdatamigrator.conversation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The words of names and questions, folded so that case, accents and plurals do not matter. */
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /** Lower case, without accents. */
    static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** All words in order, as they stand but folded; camelCase and snake_case are parted. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String piece : CAMEL.split(text)) {
            for (String word : APART.split(fold(piece))) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** The stems of the words of a name. */
    static Set<String> stems(String name) {
        Set<String> stems = new LinkedHashSet<>();
        of(name).forEach(word -> stems.add(stem(word)));
        return stems;
    }

    /** The singular of an English noun, near enough to compare two. */
    static String stem(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.length() > 4
                && (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes"))) {
            return word.substring(0, word.length() - 2);
        }
        if (word.length() > 6 && word.endsWith("uses") && !word.endsWith("ouses")) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.length() > 3 && word.endsWith("s");
        return plural && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** Letters to change, add or drop to make one of the other. */
    static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }
}
