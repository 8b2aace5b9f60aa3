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

/** Finds the setting that a mistyped name means. */
public final class SettingNames {
    /** More edits than this, and a name of the environment is somebody else's. */
    private static final int MOST_EDITS = 2;

    private SettingNames() {}

    /** The setting of exactly this name. */
    static Optional<Setting> exactly(String name) {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    /** The setting whose name is nearest. */
    static Setting nearest(String name) {
        String folded = fold(name);
        return Arrays.stream(Setting.values())
                .min(Comparator.comparingInt((Setting setting) ->
                        words(folded).equals(words(setting.name())) ? 0 : NearestName.edits(folded, setting.name())))
                .orElseThrow();
    }

    /** One line for each name that is most likely meant as a setting but is none. */
    public static List<String> nearMisses(Collection<String> names) {
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            if (exactly(name).isEmpty()) {
                Setting nearest = nearest(name);
                if (isNear(fold(name), nearest.name())) {
                    warnings.add(
                            name + " in the environment is no setting and is ignored; did you mean " + nearest + "?");
                }
            }
        }
        return warnings;
    }

    private static boolean isNear(String name, String setting) {
        return words(name).equals(words(setting)) || NearestName.edits(name, setting) <= MOST_EDITS;
    }

    /** Upper case, dashes as underscores, and without the prefix that people put before our names. */
    private static String fold(String name) {
        String folded = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return folded.startsWith("BDM_") ? folded.substring("BDM_".length()) : folded;
    }

    private static Set<String> words(String name) {
        return new TreeSet<>(Arrays.asList(name.split("_")));
    }
}
