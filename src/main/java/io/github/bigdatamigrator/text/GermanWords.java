package io.github.bigdatamigrator.text;

import java.util.Collection;
import java.util.Set;

/** Tells German questions from English ones by their words. */
public final class GermanWords {
    private static final Set<String> GERMAN_ONLY = Set.of("""
            anzahl durchschnittlich durchschnittliche fur gab gesamt gibt hatte hatten hochste hochsten ihnen jahr je
            jede jeder jedes jeweils kunden liste meisten monat nach nenne nicht niedrigste niedrigsten nur pro sind
            summe uber umsatz unsere verkaufe viele warum welche welchen welcher welches wenigsten werden wie wieso
            wieviele wird wurde wurden zeig zeige zwischen auch
            """.split("\\s+"));
    private static final Set<String> ALSO_GERMAN =
            Set.of("am aus bei das dem der des die ein eine hat haben im ist mit und von wann war was wer wo zu den"
                    .split(" "));
    private static final Set<String> ENGLISH_ONLY =
            Set.of("are by did does each for from has have how is list many of per show the to were what which who with"
                    .split(" "));

    private GermanWords() {}

    /**
     * Weighs the words, which are folded.
     *
     * @return 1 for German, -1 for English, 0 if the words do not tell
     */
    public static int sign(Collection<String> words) {
        int german = 0;
        for (String word : words) {
            german += GERMAN_ONLY.contains(word) ? 2 : ALSO_GERMAN.contains(word) ? 1 : 0;
            german -= ENGLISH_ONLY.contains(word) ? 2 : 0;
        }
        return german > 1 ? 1 : german < 0 ? -1 : 0;
    }
}
