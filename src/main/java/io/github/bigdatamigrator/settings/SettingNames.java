package io.github.bigdatamigrator.settings;

import io.github.bigdatamigrator.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds settings by exact or mistyped names. */
public final class SettingNames {
    private static final int MAX_EDITS = 2; // environment variables with more edits than this belong to other programs

    private SettingNames() {}

    static Optional<Setting> exactly(String name) {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    /** Returns the setting whose name is nearest by edit distance; the same words in another order are nearest. */
    static Setting nearest(String name) {
        String folded = fold(name);
        return Arrays.stream(Setting.values())
                .min(Comparator.comparingInt((Setting setting) ->
                        words(folded).equals(words(setting.name())) ? 0 : NearestName.edits(folded, setting.name())))
                .orElseThrow();
    }

    /** Returns one warning for each environment variable that is probably a mistyped setting. */
    public static List<String> typoWarnings(Collection<String> names) {
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            if (exactly(name).isEmpty()) {
                Setting nearest = nearest(name);
                String folded = fold(name);
                if (words(folded).equals(words(nearest.name()))
                        || NearestName.edits(folded, nearest.name()) <= MAX_EDITS) {
                    warnings.add("The environment variable " + name + " is not a setting and is ignored. Did you mean "
                            + nearest + "?");
                }
            }
        }
        return warnings;
    }

    /** Returns the name in upper case with underscores and without the prefix {@code BDM_}. */
    private static String fold(String name) {
        String folded = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return folded.startsWith("BDM_") ? folded.substring("BDM_".length()) : folded;
    }

    private static Set<String> words(String name) {
        return new TreeSet<>(Arrays.asList(name.split("_")));
    }
}
