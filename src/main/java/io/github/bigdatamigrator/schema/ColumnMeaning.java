package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.text.IdentifierWords;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides by the words of a column's name, English or German, what rows that come later will hold. */
public final class ColumnMeaning {
    private static final Set<String> CODE = words("""
            zip postal postcode plz phone telephone mobile fax telefon handy iban bic isbn issn ean gtin upc sku ssn
            vat barcode extension code imei vin""");
    private static final Set<String> REQUIRED = words("""
            id key code no nr number nummer uuid guid name title label titel bezeichnung date datum day time timestamp
            zeit created ordered status state type typ kind quantity qty menge amount betrag price preis""");
    private static final Set<String> CLOSED = words("""
            status state type typ kind art size groesse größe gender sex geschlecht flag level priority prio grade
            severity mode weekday wochentag month monat quarter quartal season shift day unit einheit currency waehrung
            währung direction side active phase stage rank tier channel""");
    private static final Set<String> COUNTED = words("""
            quantity qty menge count anzahl number population votes stock age alter weight gewicht height hoehe höhe
            length laenge länge width breite depth distance distanz duration dauer area flaeche fläche volume size
            price preis cost costs kosten salary gehalt wage budget gross fee seats capacity passengers mileage minutes
            hours seconds days pages""");
    private static final Set<String> SIGNED = words("""
            change diff difference delta net profit growth return gain loss adjustment variance balance deviation saldo
            differenz""");
    private static final Set<String> PREPOSITION = words("of in at on per by for from to with");
    private static final Set<String> MONEY = words("""
            price preis amount betrag cost costs kosten salary gehalt wage budget gross fee total sum tax revenue
            umsatz payment balance charge discount""");

    private static final Pattern START_NAME =
            Pattern.compile("(?i).*(start|begin|from|since|order|hire|birth|open|creat|rental|valid_?from).*");
    private static final Pattern END_NAME = Pattern.compile(
            "(?i).*(end|finish|until|till|to_?date|ship|requir|deliver|clos|updat|return|valid_?to|left|due).*");

    private ColumnMeaning() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /** A code, a number that nobody calculates with: {@code 01067} is no quantity. */
    public static boolean isCode(String name) {
        return any(name, CODE);
    }

    /** What a row must have to say anything: what it is, which, when, how many. */
    public static boolean isRequired(String name) {
        return REQUIRED.contains(head(name));
    }

    /** A set of values that somebody has fixed, such as states and sizes. */
    public static boolean isClosedSet(String name) {
        return CLOSED.contains(head(name)) && !isCode(name);
    }

    /** Something counted or measured from zero on, unlike a balance or a temperature. */
    public static boolean isNeverNegative(String name) {
        return any(name, COUNTED) && !isSigned(name) && !isCode(name);
    }

    /** A figure that may fall below zero: a change, a balance. */
    public static boolean isSigned(String name) {
        return any(name, SIGNED);
    }

    /** Whether the names of two times say which comes first. */
    public static boolean areInOrder(String earlier, String later) {
        return START_NAME.matcher(earlier).matches()
                && END_NAME.matcher(later).matches()
                && !END_NAME.matcher(earlier).matches();
    }

    static boolean isMoney(String name) {
        return any(name, MONEY);
    }

    /** The word that says what the column is: {@code date} of {@code created date}, {@code phase} of flight. */
    private static String head(String name) {
        String head = "";
        for (String word : IdentifierWords.of(name)) {
            if (!head.isEmpty() && PREPOSITION.contains(word)) {
                break;
            }
            head = word;
        }
        return head;
    }

    private static boolean any(String name, Set<String> known) {
        return IdentifierWords.of(name).stream()
                .anyMatch(word -> known.contains(word) || known.contains(word.replaceFirst("(?<=...)s$", "")));
    }
}
