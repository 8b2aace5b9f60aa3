package io.github.bigdatamigrator.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a mistyped one means, by edit distance. */
public final class NearestName {
    private static final DamerauLevenshteinDistance WITH_SWAPS = new DamerauLevenshteinDistance();

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

    /** As {@link #edits}, but a swap of two neighbouring letters is one edit. */
    public static int editsWithSwaps(String one, String other) {
        return WITH_SWAPS.apply(one, other);
    }
}
