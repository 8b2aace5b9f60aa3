package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.HashSet;
import java.util.Set;

/** English and German words of questions that are rarely meant as a stored value. All are folded and singular. */
final class OrdinaryWords {
    /** Words that say nothing of a question's subject. */
    static final Set<String> COMMON = Set.of(
            "the", "all", "and", "are", "any", "for", "how", "was", "who", "what", "which", "when", "were", "from",
            "with", "have", "has", "does", "did", "each", "most", "many", "much", "total", "sum", "number", "count",
            "show", "list", "name", "than", "that", "this", "them", "best", "more", "less", "per", "not", "yes", "new");

    private static final Set<String> STOP = words("""
            a about above after again all also always among an and any are as at be because been before behind
            below besides best better between both but by can compare could did do does doing done down during
            each either else ever every few first for from get give gave had has have he help her here him his
            how i if in instead into is it its just know last least less let like made make many may maybe me
            mean might more most much must my need neither never no none nor not now of off often old on one
            once only or order other our out over own per please rather same say see she should show since so
            some still such tell than thank that the their them then there these they thing this those through
            to together too top two under until up us very was we well went were what when where whether which
            while who whole whom whose why will with within without would yes yet you your new good bad high low
            higher lower highest lowest long short longer longest shorter big small large bigger largest biggest
            smallest worst worse second third next previous early late earliest latest second half aber alle
            aller allem allen alles als also am an ander andere auch auf aus bei beim bis bitte da dabei dafur
            damit dann daran darin darunter das dass davon dazu dein dem den denen denn der deren des dessen die
            dies diese dieser diesem diesen dieses doch dort durch ein eine einem einen einer eines einmal er es
            etwa fur ganz gab gebe geben gegen gib gibt gut haben hat hatte hatten hier hoch hochste hochsten
            hoher hohe ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ist ja je jede jedem jeden jeder
            jedes jetzt kann kein keine keinen konnen klein kleinste langste lang lange letzte letzten liste man
            mehr mein meist meiste meisten mit muss nach neu neue nenne nicht nichts niedrigste noch nun nur ob
            oder ohne pro sehr sein seine seinem seinen seiner seit sich sie sind so soll sollte statt teuerste
            uber um und uns unser unsere unter viel viele vom von vor wann war waren warum was welche welchem
            welchen welcher welches wenig wenige weniger wenigsten wenn wer werden wessen wie wieso wieviel
            wieviele wir wird wo wohl wurde wurden zeig zeige zu zuerst zuletzt zum zur zweite zwischen
            """);

    private static final Set<String> GENERIC = words("""
            account address age amount answer article average balance bill brand budget business buyer category
            change city class client code column company cost count country currency customer data database date
            day delivery department description detail difference discount earning employee end entry event
            expense factor figure file gender group growth height hour id income information inventory invoice
            item job kind language length level line list location loss main manager margin market mean median
            member method minimum maximum minute money month name nothing number order overall page part payment
            people percent percentage period person phone place position price product profit project purchase
            quantity quarter question rank rate rating ratio reason record region rest result return revenue
            review row salary sale sample score sector segment seller shipment shop size source staff start
            state status step stock store street sum supplier table tax team text ticket time title today total
            trend turnover type unit user value visit volume week weight worker world year yesterday zip
            abteilung adresse alter angestellte antwort anteil anzahl artikel auftrag ausgabe betrag bestellung
            bezeichnung bewertung buch datei daten datum dauer durchschnitt einheit einkauf eintrag ende
            ergebnis erlos euro filiale firma frage frau gehalt gesamt geschaft gewinn grosse gruppe jahr
            kategorie kosten kunde kunden kundin land lander lager leute lieferant lieferung liste mann menge
            mensch menschen miete minute mitarbeiter mittel mittelwert monat name nummer ort person plan platz
            position preis produkt prozent punkt quartal rabatt rechnung region reihe rest sache seite spalte
            sprache stadt stand status steuer stuck stunde summe tabelle tag teil termin titel typ umsatz
            verkauf verlust vertrag wert wochen woche zahl zahlung zeile zeit zeitraum ziel
            """);

    private static final Set<String> PERIODS = words("""
            january february march april may june july august september october november december jan feb mar
            apr jun jul aug sep sept oct nov dec januar februar marz mai juni juli oktober dezember okt dez
            monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag dienstag
            mittwoch donnerstag freitag samstag sonnabend sonntag spring summer autumn fall winter fruhling
            fruhjahr sommer herbst christmas easter thanksgiving halloween weihnachten ostern pfingsten
            silvester
            """);

    private OrdinaryWords() {}

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        FoldedWords.of(text).forEach(word -> words.add(Plurals.stem(word)));
        return Set.copyOf(words);
    }

    /** Articles, pronouns, question words, comparisons, verbs of requests. */
    static boolean isStopWord(String word) {
        return COMMON.contains(word) || STOP.contains(Plurals.stem(word));
    }

    /** Nouns that most questions are made of: “customer”, “Umsatz”. */
    static boolean isGeneric(String word) {
        return GENERIC.contains(Plurals.stem(word)) || (word.endsWith("en") && isGenericGerman(word));
    }

    private static boolean isGenericGerman(String plural) {
        return GENERIC.contains(plural.substring(0, plural.length() - 2))
                || GENERIC.contains(plural.substring(0, plural.length() - 1));
    }

    /** Months, weekdays, seasons and holidays. */
    static boolean isPeriod(String word) {
        return PERIODS.contains(word);
    }

    static boolean isOrdinary(String word) {
        return isStopWord(word) || isGeneric(word) || isPeriod(word);
    }
}
