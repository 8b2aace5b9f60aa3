package io.github.bigdatamigrator.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a mistyped one means, by edit distance. */
public final class NearestName {
    private NearestName() {}

    /**
     * The name with the fewest edits, the first of several; letter case does not count. Empty only where no name is
     * known.
     */
    public static Optional<String> of(String wanted, Collection<String> known) {
        return within(Integer.MAX_VALUE, wanted, known);
    }

    /** As {@link #of}; empty where the nearest name takes more edits. */
    public static Optional<String> within(int mostEdits, String wanted, Collection<String> known) {
        String folded = wanted.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(name -> edits(folded, name.toLowerCase(Locale.ROOT))))
                .filter(name -> edits(folded, name.toLowerCase(Locale.ROOT)) <= mostEdits);
    }

    /** Letters to change, add or drop to make one text of the other. */
    public static int edits(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }

    /**
     * As {@link #edits}, but a swap of two neighboring letters is one edit (optimal string alignment). The class of
     * commons-text 1.15 compares boxed characters by reference, so that no letter beyond ASCII equals itself.
     */
    public static int editsWithSwaps(String one, String other) {
        int[] before = new int[other.length() + 1];
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], before[j - 2] + 1);
                }
            }
            before = previous;
            previous = current;
        }
        return previous[other.length()];
    }
}
