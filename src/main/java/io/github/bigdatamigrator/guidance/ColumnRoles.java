package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.util.Set;

/** Classifies a column's role in questions by the words of its name and by its figures. */
public final class ColumnRoles {
    private static final int MAX_CATEGORIES = 50;
    /** Seconds from 1970 to 1980. */
    private static final long EPOCH_1980 = 315_532_800;

    static final Set<String> QUANTITY_WORDS = Set.of("quantity", "qty", "menge", "anzahl", "stück", "pieces");
    static final Set<String> PRICE_WORDS = Set.of("price", "preis", "unitprice", "stückpreis", "einzelpreis");
    static final Set<String> FIRST_NAME_WORDS = Set.of("first", "given", "forename", "firstname", "vorname");
    static final Set<String> LAST_NAME_WORDS = Set.of("last", "family", "surname", "lastname", "nachname");

    private static final Set<String> CODE_ENDINGS = NounPhrase.set("""
        id ids key code no nr num number nbr nummer zip plz uuid guid rowguid sku isbn ean iban phone
        fax telephone mobile telefon pin ssn postcode zipcode hash seq sequence version extension ext
        barcode password username login
        """);
    private static final Set<String> COORDINATE_WORDS = NounPhrase.set("""
        lat latitude lon lng longitude geo postal x y breitengrad längengrad laengengrad
        """);
    /** Latitude and longitude in German, where the numbers have fractions; also width and length. */
    private static final Set<String> PLACE_WORDS = Set.of("breite", "länge", "laenge");

    private static final Set<String> PERIOD_WORDS =
            NounPhrase.set("year jahr month monat week woche quarter quartal day tag weekday hour stunde");
    private static final Set<String> EPOCH_WORDS =
            NounPhrase.set("time timestamp ts date datetime updated created modified at epoch zeit datum");
    private static final Set<String> CATEGORY_WORDS =
            NounPhrase.set("type status class grade group category kind segment tier stage priority flag cluster zone"
                    + " bucket bin band district ward sector");
    /** Words of numbers that no sum makes sense of, whatever else the name says: {@code cost_per_unit}. */
    private static final Set<String> NON_ADDITIVE_WORDS = NounPhrase.set("""
        price preis unitprice rate percent percentage pct ratio score rating rank age alter discount rabatt
        margin level temperature height length width size duration avg average mean median min max
        minimum maximum speed index salary wage income gehalt weight share probability limit delay per pro je
        balance saldo cumulative running kumuliert
        """);
    /** Words of amounts that an analyst sums; other numbers of a row are averaged: horsepower, magnitude, depth. */
    private static final Set<String> ADDITIVE_WORDS = NounPhrase.set("""
        amount amt sum sales sale revenue turnover gross net profit loss gain cost expense spend spent spending budget
        paid payment fee tax tip toll surcharge fine freight shipping postage donation contribution grant fund funding
        refund credit debit charge commission bonus worth invoice billing earning proceeds import export
        quantity qty unit count cnt number volume piece item lot ordered received returned
        visit view click impression session hit download install order call message ticket request error trip ride
        passenger rider guest attendee attendance visitor inhabitant population pop people person household job employee
        worker staff student vote death birth case injury casualty victim killed injured fatality crime incident goal
        point run win production output generation consumption usage energy kwh mwh emission precipitation rainfall
        rain snowfall second minute hour day millisecond ms sec byte kilobyte megabyte traffic
        betrag summe umsatz absatz erlös ertrag gewinn verlust kosten aufwand ausgaben einnahmen zahlung gebühr steuer
        spende menge anzahl stück zahl besucher gäste fahrgäste passagiere einwohner bevölkerung stimmen tote
        verletzte fälle geburten tore punkte verbrauch niederschlag stunden minuten
        montant somme quantité ventes coût recettes dépenses importe cantidad ventas ingresos gastos coste suma
        """);

    private static final Set<String> PER_UNIT_WORDS = NounPhrase.set("""
        cost costs value fee amount msrp worth kosten wert betrag gebühr coste costo valor precio prix coût valeur
        second seconds minute minutes millisecond milliseconds ms sec hours runtime bytes kilobytes megabytes
        """);
    /** Words of amounts for a whole line or order. */
    private static final Set<String> TOTAL_WORDS = Set.of("extended", "total", "subtotal", "gesamt");

    private static final Set<String> AUDIT_WORDS =
            NounPhrase.set("update updated modified changed loaded inserted synced imported edited");
    private static final Set<String> BEGINNING_WORDS = NounPhrase.set("""
        birth birthdate birthday dob geburtsdatum geburtstag death founded founding established gründung gegründet
        gegruendet eröffnet eroeffnet eröffnung erbaut gebaut built
        """);
    private static final Set<String> TEXT_WORDS = NounPhrase.set("""
        address address2 street email mail url website homepage web path notes note comment comments
        image photo logo file filename password phone fax adresse straße strasse bemerkung details
        """);

    private ColumnRoles() {}

    /** Whether the column holds amounts that can be summed over rows. */
    public static boolean isAdditive(ColumnProfile column, long rows) {
        return of(column, rows) == ColumnRole.ADDITIVE;
    }

    /** Whether the column groups rows: few values, and no name of a person. */
    public static boolean isCategory(ColumnProfile column, long rows) {
        return of(column, rows) == ColumnRole.CATEGORY && !isPersonName(column);
    }

    /** Whether the column says when something happened; not when something began to exist. */
    public static boolean isEventDate(ColumnProfile column, long rows) {
        return of(column, rows) == ColumnRole.DATE;
    }

    static ColumnRole of(ColumnProfile column, long rows) {
        NounPhrase words = NounPhrase.of(column);
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
                words.any(AUDIT_WORDS) || words.any(BEGINNING_WORDS) ? ColumnRole.AUDIT_DATE : ColumnRole.DATE;
            case BIGINT, DECIMAL, DOUBLE -> number(column, words, rows);
            case STRING -> text(column, words, rows);
        };
    }

    private static ColumnRole number(ColumnProfile column, NounPhrase words, long rows) {
        boolean few =
                column.distinct().value() <= MAX_CATEGORIES && column.distinct().value() * 2 <= rows - column.nulls();
        if (isCode(words)
                || words.any(COORDINATE_WORDS)
                || (words.any(PLACE_WORDS) && !isWholeNumber(column))
                || words.list().get(0).equals("id")) {
            return ColumnRole.CODE;
        }
        if ((words.list().stream().anyMatch(PERIOD_WORDS::contains) || isYear(column)) && isWholeNumber(column)) {
            return few ? ColumnRole.CATEGORY : ColumnRole.CODE;
        }
        if (few && isWholeNumber(column) && (words.any(CATEGORY_WORDS) || isZeroOrOne(column))) {
            return ColumnRole.CATEGORY;
        }
        if (isRowNumber(column, rows) || isEpoch(column, words)) {
            return ColumnRole.CODE;
        }
        return words.any(TOTAL_WORDS) || (words.any(ADDITIVE_WORDS) && !words.any(NON_ADDITIVE_WORDS))
                ? ColumnRole.ADDITIVE
                : ColumnRole.NON_ADDITIVE;
    }

    private static ColumnRole text(ColumnProfile column, NounPhrase words, long rows) {
        long distinct = column.distinct().value();
        ColumnProfile.Lengths lengths = column.lengths();
        boolean few = distinct <= MAX_CATEGORIES && distinct * 2 <= rows - column.nulls();
        if (words.any(TEXT_WORDS) || (lengths != null && lengths.mean() > 60)) {
            return ColumnRole.TEXT;
        }
        if (isCode(words)) {
            return few && words.last().equals("code") ? ColumnRole.CATEGORY : ColumnRole.CODE;
        }
        if (words.any(COORDINATE_WORDS)) {
            return ColumnRole.CODE;
        }
        return few ? ColumnRole.CATEGORY : ColumnRole.NAME;
    }

    private static boolean isCode(NounPhrase words) {
        return CODE_ENDINGS.contains(words.last()) || words.last().matches(".{3,}(?:nummer|nr)");
    }

    /** Whether the column is named as a year and all its numbers may be years. */
    private static boolean isYear(ColumnProfile column) {
        return FoldedWords.nameYears(column.name())
                && decimal(column.min()).compareTo(BigDecimal.valueOf(1000)) >= 0
                && decimal(column.max()).compareTo(BigDecimal.valueOf(2100)) <= 0;
    }

    /** Whether the number is called a value, which in a sale is an amount and elsewhere anything. */
    static boolean isValue(ColumnProfile column) {
        return NounPhrase.of(column).any(Set.of("value", "wert", "valor", "valeur"));
    }

    /** Whether no word of the name says that a sum makes no sense. */
    static boolean mayBeSummed(ColumnProfile column) {
        return !NounPhrase.of(column).any(NON_ADDITIVE_WORDS);
    }

    /** Whether the number is the year in which something happened. */
    static boolean isYearOfEvent(ColumnProfile column) {
        NounPhrase words = NounPhrase.of(column);
        return isWholeNumber(column)
                && words.any(Set.of("year", "yr", "jahr"))
                && !words.any(BEGINNING_WORDS)
                && isYear(column);
    }

    /** Whether the amount belongs to one piece, such as a cost or a duration. */
    static boolean isPerUnit(ColumnProfile column) {
        return NounPhrase.of(column).any(PER_UNIT_WORDS);
    }

    /** Whether the column numbers the rows without gaps, so that it is a surrogate key whatever its name. */
    private static boolean isRowNumber(ColumnProfile column, long rows) {
        if (rows < 20
                || column.type().kind() != ColumnType.Kind.BIGINT
                || !column.unique().value()) {
            return false;
        }
        BigDecimal min = decimal(column.min());
        BigDecimal max = decimal(column.max());
        return max.subtract(min).compareTo(BigDecimal.valueOf(rows - column.nulls() - 1)) == 0;
    }

    /** Whether the column counts the seconds or milliseconds since 1970, or a shorter unit. */
    private static boolean isEpoch(ColumnProfile column, NounPhrase words) {
        return isWholeNumber(column)
                && words.any(EPOCH_WORDS)
                && decimal(column.min()).compareTo(BigDecimal.valueOf(EPOCH_1980)) >= 0;
    }

    static boolean isZeroOrOne(ColumnProfile column) {
        return decimal(column.min()).signum() == 0 && decimal(column.max()).compareTo(BigDecimal.ONE) == 0;
    }

    private static boolean isWholeNumber(ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.BIGINT;
    }

    /** Whether the column is a first or last name, by which no question groups. */
    static boolean isPersonName(ColumnProfile column) {
        NounPhrase words = NounPhrase.of(column);
        return words.any(FIRST_NAME_WORDS) || words.any(LAST_NAME_WORDS);
    }

    static BigDecimal decimal(@org.jspecify.annotations.Nullable String number) {
        try {
            return number == null ? BigDecimal.ZERO : new BigDecimal(number);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }
}
