package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnFindings.Semantics;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.SemanticKind;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the meaning of a column (e-mail, IBAN, country code …) by its sampled values and, if few different values
 * could match by chance, also by its name.
 */
final class SemanticKinds {
    /** Minimum share of sampled cells of the kind. */
    private static final double MIN_SHARE = 0.95;

    /** Minimum characters of a text that the sample, which keeps 256 bytes, may have truncated. */
    private static final int CUT_LENGTH = 60;

    private static final Set<String> PHONE = NameWords.setOf("phone telephone tel mobile fax cell telefon handy");
    private static final Set<String> COUNTRY = NameWords.setOf("country nation land countries nationality pays pais");
    private static final Set<String> CURRENCY = NameWords.setOf("currency currencies curr ccy währung devise moneda");
    private static final Set<String> LATITUDE = NameWords.setOf("lat latitude");
    private static final Set<String> LONGITUDE = NameWords.setOf("lon lng long longitude");
    private static final Set<String> POSTAL = NameWords.setOf("zip zipcode postcode postalcode postal plz");
    private static final Set<String> CARD = NameWords.setOf("card cc pan creditcard");
    private static final Set<String> IP = NameWords.setOf("ip ipaddress ipv4 ipv6 host addr");
    private static final Set<String> PERSON_WORDS =
            NameWords.setOf("customer customers user users employee employees person persons people patient"
                    + " patients contact contacts member members staff passenger passengers student students"
                    + " actor actors author authors client clients driver drivers player players");
    private static final Set<String> NON_PERSON_WORDS =
            NameWords.setOf("company product file organization organisation org firm business city country region"
                    + " state host domain department job table type category team store ip mac");
    private static final Set<String> PERSONAL_WORDS =
            NameWords.setOf("surname lastname firstname givenname fullname middlename forename nachname vorname"
                    + " birthdate birthday birth dob geburtsdatum ssn passport street email mail username"
                    + " nickname");

    private SemanticKinds() {}

    /** @param lowest the minimum and {@code highest} the maximum of a numeric column */
    static @Nullable Semantics of(
            String table, String column, ColumnType type, SampledTexts sample, double lowest, double highest) {
        NameWords name = new NameWords(column);
        boolean about = isAboutPersons(new NameWords(table), name, type);
        SemanticKind kind = sample.texts().isEmpty()
                ? null
                : switch (type.kind()) {
                    case STRING -> text(name, sample);
                    case BIGINT, DECIMAL, DOUBLE -> number(name, type, sample, lowest, highest);
                    case BOOLEAN, DATE, TIMESTAMP, BINARY -> null;
                };
        if (kind == null) {
            return about ? new Semantics(null, true, 0, 0, false) : null;
        }
        long fitting = sample.texts().stream().filter(testFor(kind)).count();
        return new Semantics(
                kind, about || kind.personal(), fitting, sample.texts().size(), sample.exact());
    }

    /** The first sampled text, sorted, that is not of the kind; null if there is none. */
    static @Nullable String misfit(SemanticKind kind, SampledTexts sample) {
        return sample.texts().stream()
                .filter(testFor(kind).negate())
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private static @Nullable SemanticKind text(NameWords name, SampledTexts sample) {
        int different = sample.distinct().size();
        if (mostMatch(sample, SemanticTests::isEmail)) {
            return SemanticKind.EMAIL;
        }
        if (mostMatch(sample, SemanticTests::isUuid)) {
            return SemanticKind.UUID;
        }
        if (mostMatch(sample, SemanticTests::isUrl)) {
            return SemanticKind.URL;
        }
        if (mostMatch(sample, SemanticTests::isIpAddress) && (name.containsAny(IP) || haveWideParts(sample))) {
            return SemanticKind.IP_ADDRESS;
        }
        if (mostMatch(sample, SemanticTests::isIban)) {
            return SemanticKind.IBAN;
        }
        if (mostMatch(sample, testFor(SemanticKind.JSON))) {
            return SemanticKind.JSON;
        }
        if (areCardNumbers(name, sample, different)) {
            return SemanticKind.CREDIT_CARD;
        }
        if (areIsbns(name, sample, different)) {
            return SemanticKind.ISBN;
        }
        if (mostMatch(sample, SemanticTests::isFormattedPhone)
                || (name.containsAny(PHONE) && mostMatch(sample, SemanticTests::isPhone))) {
            return SemanticKind.PHONE;
        }
        if (allMatch(sample, SemanticTests::isCountryCode2)
                && (name.containsAny(COUNTRY) || (different >= 12 && !allMatch(sample, SemanticTests::isUsState)))) {
            return SemanticKind.COUNTRY_CODE;
        }
        if (allMatch(sample, SemanticTests::isCurrency) && (name.containsAny(CURRENCY) || different >= 3)) {
            return SemanticKind.CURRENCY_CODE;
        }
        if (allMatch(sample, SemanticTests::isCountryCode3) && (name.containsAny(COUNTRY) || different >= 4)) {
            return SemanticKind.COUNTRY_CODE;
        }
        return namesPostalCode(name) && mostMatch(sample, SemanticTests::isPostalCode)
                ? SemanticKind.POSTAL_CODE
                : null;
    }

    private static @Nullable SemanticKind number(
            NameWords name, ColumnType type, SampledTexts sample, double lowest, double highest) {
        if (type.kind() != ColumnType.Kind.BIGINT) {
            if (name.containsAny(LATITUDE) && lowest >= -90 && highest <= 90) {
                return SemanticKind.LATITUDE;
            }
            return name.containsAny(LONGITUDE) && lowest >= -180 && highest <= 180 ? SemanticKind.LONGITUDE : null;
        }
        int different = sample.distinct().size();
        if (areCardNumbers(name, sample, different)) {
            return SemanticKind.CREDIT_CARD;
        }
        if (areIsbns(name, sample, different)) {
            return SemanticKind.ISBN;
        }
        if (name.containsAny(PHONE) && mostMatch(sample, SemanticTests::isPhone)) {
            return SemanticKind.PHONE;
        }
        return namesPostalCode(name) && mostMatch(sample, SemanticTests::isPostalCode)
                ? SemanticKind.POSTAL_CODE
                : null;
    }

    /** Requires many different values, since one number in ten passes the check digit by chance. */
    private static boolean areCardNumbers(NameWords name, SampledTexts sample, int different) {
        return (different >= 12 || (name.containsAny(CARD) && different >= 2))
                && allMatch(sample, SemanticTests::isCreditCard);
    }

    private static boolean areIsbns(NameWords name, SampledTexts sample, int different) {
        return (different >= 8 || (name.contains("isbn") && different >= 1))
                && mostMatch(sample, SemanticTests::isIsbn);
    }

    private static boolean namesPostalCode(NameWords name) {
        return name.containsAny(POSTAL);
    }

    /** Whether they are unlike version numbers, whose parts are small. */
    private static boolean haveWideParts(SampledTexts sample) {
        long wide = sample.distinct().stream()
                .filter(text -> text.indexOf(':') >= 0 || text.matches(".*\\d{3}.*"))
                .count();
        return sample.distinct().size() >= 3 && 2 * wide >= sample.distinct().size();
    }

    private static Predicate<String> testFor(SemanticKind kind) {
        return switch (kind) {
            case EMAIL -> SemanticTests::isEmail;
            case PHONE -> SemanticTests::isPhone;
            case IBAN -> SemanticTests::isIban;
            case CREDIT_CARD -> SemanticTests::isCreditCard;
            case IP_ADDRESS -> SemanticTests::isIpAddress;
            case URL -> SemanticTests::isUrl;
            case UUID -> SemanticTests::isUuid;
            case ISBN -> SemanticTests::isIsbn;
            case COUNTRY_CODE -> text -> SemanticTests.isCountryCode2(text) || SemanticTests.isCountryCode3(text);
            case CURRENCY_CODE -> SemanticTests::isCurrency;
            // Decided by the range of the whole column.
            case LATITUDE, LONGITUDE -> text -> true;
            case POSTAL_CODE -> SemanticTests::isPostalCode;
            case JSON -> text -> JsonText.matches(text, CUT_LENGTH);
        };
    }

    private static boolean allMatch(SampledTexts sample, Predicate<String> test) {
        return sample.distinct().stream().allMatch(test);
    }

    /** Whether nearly all cells pass; stops when too many have failed. */
    private static boolean mostMatch(SampledTexts sample, Predicate<String> test) {
        int size = sample.texts().size();
        int allowed = (int) Math.floor(size * (1 - MIN_SHARE));
        int failed = 0;
        for (String text : sample.texts()) {
            if (!test.test(text) && ++failed > allowed) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAboutPersons(NameWords table, NameWords column, ColumnType type) {
        boolean words = type.kind() == ColumnType.Kind.STRING;
        if (words
                && table.containsAny(PERSON_WORDS)
                && (column.contains("name") || column.contains("address"))
                && !column.containsAny(NON_PERSON_WORDS)) {
            return true;
        }
        if (words
                && (Stream.of("first", "last", "full", "middle", "given")
                                .anyMatch(which -> column.containsAll(which, "name"))
                        || (column.contains("name") && column.containsAny(PERSON_WORDS)))) {
            return true;
        }
        return switch (type.kind()) {
            case STRING, DATE, TIMESTAMP, BIGINT -> column.containsAny(PERSONAL_WORDS) && !column.contains("id");
            case BOOLEAN, DECIMAL, DOUBLE, BINARY -> false;
        };
    }
}
