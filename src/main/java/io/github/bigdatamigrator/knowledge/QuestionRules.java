package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rewrites a folded question so that two questions that mean the same have the same words. A word with a tilde is an
 * operator: {@code ~gt} is “more than”, {@code ~per} is “for each”. A phrase is a sign with the letter of its kind and
 * its index: {@code §n0}.
 */
final class QuestionRules {
    private static final String NUMBER = "(?= §n)";
    private static final String PERIOD = "(?= §[yqmdk])";
    private static final String VALUE = "(?= §v)";

    static final QuestionRules ENGLISH = new QuestionRules(
            List.of(
                    // Requests.
                    "(?:i|we) (?:would |d |should )?(?:like|love|want|need|wish)(?: to (?:know|see|get|have|find out"
                            + "|learn|look at))? > ",
                    "(?:can|could|would|will) (?:you|i|we|someone|anyone) > ",
                    "(?:do you know|let (?:me|us) (?:know|see)|please|kindly|thank(?:s| you)) > ",
                    "^(?: (?:just|now|hi|hello|hey|and|so|ok|okay|to))* (?:show|give|tell|list|display|find"
                            + "|get|fetch|name|print|output|return|provide|present|calculate|compute|determine|report"
                            + "|state)(?: (?:me|us))? > ",
                    "(?:a |an |the )?(?:list|overview|table|ranking) of > ",
                    "who (?:is|are|was|were) > ",
                    "^ who > ~who",
                    "how (?:high|large|big|great) > ",
                    "(?<=^| of| for| from| over| across| in| at| with) all > ",
                    "(?<= the| in) (us|it) > =$1",
                    // Counts, sums and averages.
                    "how many > ~count",
                    "(?<=^| the| is| are| was| were| and| total| overall| by| average| highest| lowest| of) number of"
                            + " > ~count",
                    "count(?: up)?(?: of)? > ~count",
                    "how much(?: of)? > ~sum",
                    "(?:total|overall|altogether|combined|sum of)(?: of)? > ~sum",
                    "(?:on average|average|mean|avg)(?: of)? > ~avg",
                    // Groupings.
                    "(?:for|in|of|from|at) (?:each|every) > ~per",
                    "(?:each|every|per) > ~per",
                    "(monthly|yearly|daily|weekly|quarterly|hourly) > ~per $1",
                    "annual(?:ly)? > ~per yearly",
                    "(?:group(?:ed)?|broken|break|split|separated?|aggregated?|summari[sz]ed?|listed|shown|displayed)"
                            + "(?: (?:it|them|down|up|out))* by > ~by",
                    // Comparisons.
                    "(?:at least|a minimum of|minimum|no less than|no fewer than|not less than)" + NUMBER + " > ~ge",
                    "(?:at most|no more than|not more than|up to|a maximum of|maximum)" + NUMBER + " > ~le",
                    "(?:more|greater|higher|larger|bigger) than" + NUMBER + " > ~gt",
                    "(?:over|above|exceeding|exceeds?|exceeded|beyond)" + NUMBER + " > ~gt",
                    "(?:less|fewer|lower|smaller) than" + NUMBER + " > ~lt",
                    "(?:under|below)" + NUMBER + " > ~lt",
                    "(§n\\d+) (?:or|and) (?:more|above|higher|over|greater) > ~ge $1",
                    "(§n\\d+) (?:or|and) (?:less|fewer|below|lower) > ~le $1",
                    "(?:between |from )(§([nyqmdk])\\d+) (?:and|to|until|till|through) (§\\2\\d+)"
                            + " > ~range $1 ~range $3",
                    "(§([nyqmdk])\\d+) (?:to|until|till|through) (§\\2\\d+) > ~range $1 ~range $3",
                    "from (§[yqmdk]\\d+) on(?:wards?)? > ~since $1",
                    "(?:calendar )?years?(?= §y) > ",
                    "(?<=§y\\d) year > ",
                    "month(?: of)?(?= §[mk]) > ",
                    "(?:after|later than)" + PERIOD + " > ~after",
                    "(?:since|starting(?: (?:in|from|with))?|as of)" + PERIOD + " > ~since",
                    "(?:before|prior to|earlier than)" + PERIOD + " > ~before",
                    "(?:until|till|up to|through|by)" + PERIOD + " > ~until",
                    "by" + VALUE + " > ~agent",
                    "by > ~by",
                    // Directions.
                    "most recent > latest",
                    "top > ~max top",
                    "best > ~max best",
                    "(?:highest|greatest|maximum|maximal|max) > ~max high",
                    "(?:largest|biggest) > ~max large",
                    "most > ~max most",
                    "bottom > ~min bottom",
                    "worst > ~min worst",
                    "(?:lowest|minimum|minimal|min) > ~min low",
                    "smallest > ~min small",
                    "(?:fewest|least) > ~min few",
                    // Restrictions.
                    "(?:is|are|was|were|do|does|did|has|have|had|would|could|should)n t > ~not",
                    "(?:can t|cannot|won t) > ~not",
                    "(?:not|no|never|none|without|except(?: for)?|excluding|other than|apart from|but not) > ~not",
                    "(?:only|just|exclusively) > ~only",
                    "than > ~than",
                    "(?:versus|vs|compared (?:to|with)) > ~versus",
                    "to > ~to"),
            """
            the a an we our ours us i my mine me you your it its they their them there that these those what which is
            are was were be been being am do does did done has have had having of in
            on at for from with during within among across inside regarding as and also then any so well quickly
            actually exactly get got gets make made makes exist exists existed s d ll ve re
            currently hi hello hey ok okay know see who
            """,
            "sold=sell bought=buy paid=pay spent=spend sent=send went=go came=come brought=bring lost=lose won=win"
                    + " held=hold kept=keep left=leave met=meet built=build grew=grow grown=grow rose=rise risen=rise"
                    + " fell=fall fallen=fall wrote=write written=write took=take taken=take drove=drive chosen=choose"
                    + " chose=choose ran=run people=person children=child men=man women=woman monthly=month yearly=year"
                    + " daily=day weekly=week quarterly=quarter hourly=hour began=begin begun=begin");

    static final QuestionRules GERMAN = new QuestionRules(
            List.of(
                    "(?:kannst|konnen|konntest|konnten|wurdest|wurden) (?:du|sie|ihr|wir)(?: (?:mir|uns))? > ",
                    "(?:ich|wir) (?:mochten?|will|wollen|wurden?|wollte|brauchen?)(?: (?:gern|gerne|bitte))*"
                            + "(?: (?:wissen|sehen|haben))? > ",
                    "(?:weisst du|wissen sie|bitte|danke) > ",
                    "^(?: (?:nun|jetzt|hallo|und|mal))* (?:zeige?n?|gib|geben?|nenne?n?|liste|sage?|ermittle"
                            + "|berechne|finde|suche|zahle?)(?: sie)?(?: (?:mir|uns))?(?: (?:bitte|mal))? > ",
                    "(?:an|auf|aus)(?= $) > ",
                    "(?:eine |die )?(?:liste|ubersicht|tabelle|rangliste) (?:der|von|aller) > ",
                    "wer (?:ist|sind|war|waren) > ",
                    "wie (?:hoch|gross) > ",
                    "aller > ",
                    "(?<=^| von| fur| uber| in| bei| aus) allen? > ",
                    "(?:wie viele|wieviele)(?: der)? > ~count",
                    "(?:anzahl|zahl)(?: (?:der|von|an))? > ~count",
                    "(?:wie viel|wieviel|insgesamt|alles in allem) > ~sum",
                    "(?:gesamte?[rnms]?|summe(?: (?:der|des|von))?) > ~sum",
                    "gesamt(\\p{L}{3,}) > ~sum $1",
                    "(?:durchschnittlich(?:e|er|en|es|em)?|mittlere?[rnms]?|im (?:durchschnitt|schnitt|mittel)"
                            + "|durchschnitt(?: (?:der|des|von))?) > ~avg",
                    "durchschnitts(\\p{L}{3,}) > ~avg $1",
                    "(?:fur|in) (?:jede[rnms]?) > ~per",
                    "(?:pro|je|jede[rnms]?|jeweils) > ~per",
                    "monatlich\\w* > ~per monat",
                    "jahrlich\\w* > ~per jahr",
                    "taglich\\w* > ~per tag",
                    "wochentlich\\w* > ~per woche",
                    "(?:mehr|grosser|hoher) als" + NUMBER + " > ~gt",
                    "(?:uber|oberhalb(?: von)?)" + NUMBER + " > ~gt",
                    "(?:mindestens|wenigstens)" + NUMBER + " > ~ge",
                    "(?:weniger|kleiner|niedriger|geringer) als" + NUMBER + " > ~lt",
                    "(?:unter|unterhalb(?: von)?)" + NUMBER + " > ~lt",
                    "(?:hochstens|maximal|bis zu)" + NUMBER + " > ~le",
                    "(§n\\d+) (?:oder|und) (?:mehr|daruber|hoher) > ~ge $1",
                    "(§n\\d+) (?:oder|und) (?:weniger|darunter|niedriger) > ~le $1",
                    "(?:zwischen |von |vom )(§([nyqmdk])\\d+) (?:und|bis|bis zum) (§\\2\\d+) > ~range $1 ~range $3",
                    "(§([nyqmdk])\\d+) (?:bis|bis zum) (§\\2\\d+) > ~range $1 ~range $3",
                    "(?:von|vom) (§[yqmdk]\\d+) an > ~since $1",
                    "(?:jahr|jahre|jahres|jahren)(?= §y) > ",
                    "monat(?= §[mk]) > ",
                    "nach" + PERIOD + " > ~after",
                    "(?:seit|ab)" + PERIOD + " > ~since",
                    "vor" + PERIOD + " > ~before",
                    "bis(?: (?:ende|zum))?" + PERIOD + " > ~until",
                    "nach" + VALUE + " > ~to",
                    "(?:gruppiert|aufgeschlusselt|aufgeteilt|unterteilt|getrennt|verteilt) nach > ~by",
                    "nach > ~by",
                    "top > ~max top",
                    "beste[rnms]? > ~max best",
                    "(?:hochste[rnms]?|maximale?[rnms]?) > ~max high",
                    "grosste[rnms]? > ~max large",
                    "meiste[rnms]? > ~max most",
                    "schlechteste[rnms]? > ~min worst",
                    "(?:niedrigste[rnms]?|geringste[rnms]?|minimale?[rnms]?) > ~min low",
                    "kleinste[rnms]? > ~min small",
                    "wenigste[rnms]? > ~min few",
                    "(?:nicht|kein|keine[rnms]?|ohne|ausser|nie|niemals) > ~not",
                    "(?:nur|ausschliesslich|lediglich) > ~only",
                    "(?:gegenuber|verglichen mit|im vergleich (?:zu|zum|zur|mit)) > ~versus",
                    "als > ~than"),
            """
            der die das den dem des ein eine einen einem einer eines wir uns unser unsere unseren unserem unserer
            unseres ich mir mich mein meine du dir sie ihr ihre euch es man ist sind war waren wird werden wurde
            wurden worden sein hat haben hatte hatten habe bitte mal doch eigentlich denn welche
            welcher welches welchen welchem was von vom im in am an aus bei beim fur mit zu zum zur auf innerhalb
            wahrend und auch dabei dann es gibt gab geben gebe wissen sehen zeigen anzeigen auflisten
            nennen sagen so
            """,
            "verkauften=verkauft");

    /** Directions that mean the same for some questions: the top products by revenue have the highest revenue. */
    private static final Set<String> SAME = Set.of(
            "top best",
            "top high",
            "top large",
            "top most",
            "high large",
            "high most",
            "best most",
            "bottom low",
            "bottom worst",
            "bottom few",
            "bottom small",
            "low worst",
            "low small",
            "low few");

    private record Rule(Pattern pattern, String replacement) {}

    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> neutral;
    private final Map<String, String> irregular = new HashMap<>();

    /**
     * @param rules pattern and replacement, applied in order
     * @param neutral words that say nothing of what is asked
     * @param irregular forms of verbs and nouns with their base
     */
    private QuestionRules(List<String> rules, String neutral, String irregular) {
        for (String rule : rules) {
            int arrow = rule.lastIndexOf(" > ");
            String replacement = rule.substring(arrow + 3);
            String before = rule.startsWith("(?<=") || rule.startsWith("^") ? "" : " ";
            this.rules.add(new Rule(
                    Pattern.compile(before + rule.substring(0, arrow) + "(?= )"),
                    replacement.isEmpty() ? "" : " " + replacement));
        }
        this.neutral = new HashSet<>(Arrays.asList(neutral.strip().split("\\s+")));
        for (String pair : irregular.split(" ")) {
            this.irregular.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
    }

    /** @param words folded, each with a blank before it, and one behind the last */
    String rewrite(String words) {
        String text = words;
        for (Rule rule : rules) {
            text = rule.pattern().matcher(text).replaceAll(rule.replacement());
        }
        return text;
    }

    boolean isNeutral(String word) {
        return neutral.contains(word);
    }

    static boolean sameDirection(String one, String other) {
        return one.equals(other) || SAME.contains(one + " " + other) || SAME.contains(other + " " + one);
    }

    String stem(String word) {
        String base = irregular.getOrDefault(word, word);
        return this == GERMAN ? germanStem(base) : englishStem(base);
    }

    private static String englishStem(String word) {
        String stem = Plurals.stem(word);
        int length = stem.length();
        if (length > 4 && stem.endsWith("ied")) {
            stem = stem.substring(0, length - 3) + "y";
        } else if (length > 4 && stem.endsWith("ed") && !stem.endsWith("eed")) {
            stem = undoubled(stem.substring(0, length - 2));
        } else if (length > 5 && stem.endsWith("ing") && stem.matches(".*[aeiouy].*ing")) {
            stem = undoubled(stem.substring(0, length - 3));
        }
        return stem.length() > 3 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    /** {@code shipp} is ship, but {@code sell} and {@code pass} stay. */
    private static String undoubled(String stem) {
        return stem.matches(".*([bdgmnprt])\\1") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String germanStem(String word) {
        String stem = word;
        String before;
        do {
            before = stem;
            String shorter = stem.replaceFirst("(?:en|em|er|es|e|n|s)$", "");
            stem = shorter.length() >= 4 ? shorter : stem;
        } while (!stem.equals(before));
        return stem;
    }
}
