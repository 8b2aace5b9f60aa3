package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import java.math.BigDecimal;
import java.util.Set;

/** Tells what part a column plays, from its name's words and its figures. */
final class ColumnRoles {
    static final int MOST_CATEGORIES = 50;

    static final Set<String> NUMBER_WORDS = Set.of("quantity", "qty", "menge", "anzahl", "stück", "pieces");
    static final Set<String> PRICE_WORDS = Set.of("price", "preis", "unitprice", "stückpreis", "einzelpreis");
    static final Set<String> FIRST_NAMES = Set.of("first", "given", "forename", "firstname", "vorname");
    static final Set<String> LAST_NAMES = Set.of("last", "family", "surname", "lastname", "nachname");

    private static final Set<String> CODE_ENDINGS = Words.set("""
        id ids key code no nr num number nbr nummer zip plz uuid guid rowguid sku isbn ean iban phone
        fax telephone mobile telefon pin ssn postcode zipcode hash seq sequence version extension ext
        barcode password username login
        """);
    private static final Set<String> PLACE_NUMBERS = Words.set("lat latitude lon lng longitude geo postal x y");
    private static final Set<String> PERIODS =
            Words.set("year jahr month monat week woche quarter quartal day tag weekday hour stunde");
    private static final Set<String> CATEGORY_WORDS =
            Words.set("type status class grade group category kind segment tier stage priority flag");
    private static final Set<String> LEVEL_WORDS = Words.set("""
        price preis unitprice rate percent percentage pct ratio score rating age alter discount rabatt
        margin level temperature height length width size duration avg average mean median min max
        minimum maximum speed index salary wage income gehalt weight share probability limit delay
        """);
    private static final Set<String> PIECE_WORDS = Words.set("""
        cost costs value fee amount msrp worth kosten wert betrag gebühr coste costo valor precio prix coût valeur
        second seconds minute minutes millisecond milliseconds ms sec hours runtime bytes kilobytes megabytes
        """);
    /** The price of a whole line or order. */
    private static final Set<String> TOTAL_WORDS = Set.of("extended", "total", "subtotal", "gesamt");

    private static final Set<String> AUDIT_WORDS =
            Words.set("update updated modified changed loaded inserted synced imported edited");
    private static final Set<String> LIFE_WORDS =
            Set.of("birth", "birthdate", "birthday", "dob", "geburtsdatum", "death");
    private static final Set<String> TEXT_WORDS = Words.set("""
        address address2 street email mail url website homepage web path notes note comment comments
        image photo logo file filename password phone fax adresse straße strasse bemerkung details
        """);

    private ColumnRoles() {}

    static ColumnRole of(ColumnProfile column, long rows) {
        Words words = Words.of(column.name());
        if (column.distinct().value() == 0 || column.nulls() >= rows) {
            return ColumnRole.EMPTY;
        }
        if (column.distinct().value() == 1 && column.distinct().exact()) {
            return ColumnRole.CONSTANT;
        }
        return switch (column.type().kind()) {
            case BOOLEAN -> ColumnRole.CATEGORY;
            case BINARY -> ColumnRole.TEXT;
            case DATE, TIMESTAMP ->
                words.any(AUDIT_WORDS) || words.any(LIFE_WORDS) ? ColumnRole.AUDIT_DATE : ColumnRole.DATE;
            case BIGINT, DECIMAL, DOUBLE -> number(column, words, rows);
            case STRING -> text(column, words, rows);
        };
    }

    private static ColumnRole number(ColumnProfile column, Words words, long rows) {
        boolean few = column.distinct().value() <= MOST_CATEGORIES
                && column.distinct().value() * 2 <= rows - column.nulls();
        if (CODE_ENDINGS.contains(words.last())
                || words.any(PLACE_NUMBERS)
                || words.list().get(0).equals("id")) {
            return ColumnRole.CODE;
        }
        if (words.list().stream().anyMatch(PERIODS::contains) && wholeNumber(column)) {
            return few ? ColumnRole.CATEGORY : ColumnRole.CODE;
        }
        if (few && wholeNumber(column) && (words.any(CATEGORY_WORDS) || zeroOrOne(column))) {
            return ColumnRole.CATEGORY;
        }
        if (counts(column, rows)) {
            return ColumnRole.CODE;
        }
        return words.any(LEVEL_WORDS) && !words.any(TOTAL_WORDS) ? ColumnRole.LEVEL : ColumnRole.AMOUNT;
    }

    private static ColumnRole text(ColumnProfile column, Words words, long rows) {
        long distinct = column.distinct().value();
        ColumnProfile.Lengths lengths = column.lengths();
        boolean few = distinct <= MOST_CATEGORIES && distinct * 2 <= rows - column.nulls();
        if (words.any(TEXT_WORDS) || (lengths != null && lengths.mean() > 60)) {
            return ColumnRole.TEXT;
        }
        if (CODE_ENDINGS.contains(words.last())) {
            return few && words.last().equals("code") ? ColumnRole.CATEGORY : ColumnRole.CODE;
        }
        if (words.any(PLACE_NUMBERS)) {
            return ColumnRole.CODE;
        }
        return few ? ColumnRole.CATEGORY : ColumnRole.NAME;
    }

    static boolean ofOnePiece(ColumnProfile column) {
        return Words.of(column.name()).any(PIECE_WORDS);
    }

    /** A number that only counts the rows, 1 to n, is a surrogate key whatever its name. */
    private static boolean counts(ColumnProfile column, long rows) {
        if (rows < 20
                || column.type().kind() != ColumnType.Kind.BIGINT
                || !column.unique().value()) {
            return false;
        }
        BigDecimal min = decimal(column.min());
        BigDecimal max = decimal(column.max());
        return max.subtract(min).compareTo(BigDecimal.valueOf(rows - column.nulls() - 1)) == 0;
    }

    private static boolean zeroOrOne(ColumnProfile column) {
        return decimal(column.min()).signum() == 0 && decimal(column.max()).compareTo(BigDecimal.ONE) == 0;
    }

    private static boolean wholeNumber(ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.BIGINT;
    }

    /** Whether the column holds half of a person's name, by which nobody groups. */
    static boolean personName(ColumnProfile column) {
        Words words = Words.of(column.name());
        return words.any(FIRST_NAMES) || words.any(LAST_NAMES);
    }

    static BigDecimal decimal(@org.jspecify.annotations.Nullable String number) {
        try {
            return number == null ? BigDecimal.ZERO : new BigDecimal(number);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
