package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnFindings.Semantics;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.SemanticKind;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a column's values mean, judged on the sampled values and, where those alone could deceive, on the column's name:
 * what some hundred words have in common is no chance, but two codes may be.
 */
final class SemanticKinds {
    /** Share of the sampled cells that must be of the kind. */
    private static final double SHARE = 0.95;

    /** A text of this many characters may have been cut in the sample, whose cells end at 256 bytes. */
    private static final int CUT = 60;

    private static final Set<String> PHONE =
            Set.of("phone", "telephone", "tel", "mobile", "fax", "cell", "telefon", "handy");
    private static final Set<String> COUNTRY =
            Set.of("country", "nation", "land", "countries", "nationality", "pays", "pais");
    private static final Set<String> CURRENCY =
            Set.of("currency", "currencies", "curr", "ccy", "währung", "devise", "moneda");
    private static final Set<String> LATITUDE = Set.of("lat", "latitude");
    private static final Set<String> LONGITUDE = Set.of("lon", "lng", "long", "longitude");
    private static final Set<String> POSTAL = Set.of("zip", "zipcode", "postcode", "postalcode", "postal", "plz");
    private static final Set<String> CARD = Set.of("card", "cc", "pan", "creditcard");
    private static final Set<String> IP = Set.of("ip", "ipaddress", "ipv4", "ipv6", "host", "addr");
    private static final Set<String> PERSONS = Set.of(
            "customer",
            "customers",
            "user",
            "users",
            "employee",
            "employees",
            "person",
            "persons",
            "people",
            "patient",
            "patients",
            "contact",
            "contacts",
            "member",
            "members",
            "staff",
            "passenger",
            "passengers",
            "student",
            "students",
            "actor",
            "actors",
            "author",
            "authors",
            "client",
            "clients",
            "driver",
            "drivers",
            "player",
            "players");
    private static final Set<String> THINGS = Set.of(
            "company",
            "product",
            "file",
            "organization",
            "organisation",
            "org",
            "firm",
            "business",
            "city",
            "country",
            "region",
            "state",
            "host",
            "domain",
            "department",
            "job",
            "table",
            "type",
            "category",
            "team",
            "store",
            "ip",
            "mac");
    private static final Set<String> PRIVATE = Set.of(
            "surname",
            "lastname",
            "firstname",
            "givenname",
            "fullname",
            "middlename",
            "forename",
            "nachname",
            "vorname",
            "birthdate",
            "birthday",
            "birth",
            "dob",
            "geburtsdatum",
            "ssn",
            "passport",
            "street",
            "email",
            "mail",
            "username",
            "nickname");

    private SemanticKinds() {}

    /** @param lowest the smallest and {@code highest} the largest number of a numeric column */
    static @Nullable Semantics of(
            String table, String column, ColumnType type, SampledTexts sample, double lowest, double highest) {
        NameWords name = new NameWords(column);
        boolean about = aboutPersons(new NameWords(table), name, type);
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
        long fitting = sample.texts().stream().filter(test(kind)).count();
        return new Semantics(
                kind, about || kind.personal(), fitting, sample.texts().size(), sample.exact());
    }

    /** A sampled text that is not of the kind, or null. */
    static @Nullable String misfit(SemanticKind kind, SampledTexts sample) {
        return sample.texts().stream()
                .filter(test(kind).negate())
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private static @Nullable SemanticKind text(NameWords name, SampledTexts sample) {
        int different = sample.distinct().size();
        if (fits(sample, SemanticTests::email)) {
            return SemanticKind.EMAIL;
        }
        if (fits(sample, SemanticTests::uuid)) {
            return SemanticKind.UUID;
        }
        if (fits(sample, SemanticTests::url)) {
            return SemanticKind.URL;
        }
        if (fits(sample, SemanticTests::ipAddress) && (name.any(IP) || wideAddresses(sample))) {
            return SemanticKind.IP_ADDRESS;
        }
        if (fits(sample, SemanticTests::iban)) {
            return SemanticKind.IBAN;
        }
        if (fits(sample, test(SemanticKind.JSON))) {
            return SemanticKind.JSON;
        }
        if (cardNumbers(name, sample, different)) {
            return SemanticKind.CREDIT_CARD;
        }
        if (isbns(name, sample, different)) {
            return SemanticKind.ISBN;
        }
        if (fits(sample, SemanticTests::dialled) || (name.any(PHONE) && fits(sample, SemanticTests::phone))) {
            return SemanticKind.PHONE;
        }
        if (all(sample, SemanticTests::country2)
                && (name.any(COUNTRY) || (different >= 12 && !all(sample, SemanticTests::state)))) {
            return SemanticKind.COUNTRY_CODE;
        }
        if (all(sample, SemanticTests::currency) && (name.any(CURRENCY) || different >= 3)) {
            return SemanticKind.CURRENCY_CODE;
        }
        if (all(sample, SemanticTests::country3) && (name.any(COUNTRY) || different >= 4)) {
            return SemanticKind.COUNTRY_CODE;
        }
        return postal(name) && fits(sample, SemanticTests::postalCode) ? SemanticKind.POSTAL_CODE : null;
    }

    private static @Nullable SemanticKind number(
            NameWords name, ColumnType type, SampledTexts sample, double lowest, double highest) {
        if (type.kind() != ColumnType.Kind.BIGINT) {
            if (name.any(LATITUDE) && lowest >= -90 && highest <= 90) {
                return SemanticKind.LATITUDE;
            }
            return name.any(LONGITUDE) && lowest >= -180 && highest <= 180 ? SemanticKind.LONGITUDE : null;
        }
        int different = sample.distinct().size();
        if (cardNumbers(name, sample, different)) {
            return SemanticKind.CREDIT_CARD;
        }
        if (isbns(name, sample, different)) {
            return SemanticKind.ISBN;
        }
        if (name.any(PHONE) && fits(sample, SemanticTests::phone)) {
            return SemanticKind.PHONE;
        }
        return postal(name) && fits(sample, SemanticTests::postalCode) ? SemanticKind.POSTAL_CODE : null;
    }

    /** One number in ten has the right check digit by chance. */
    private static boolean cardNumbers(NameWords name, SampledTexts sample, int different) {
        return (different >= 12 || (name.any(CARD) && different >= 2)) && all(sample, SemanticTests::creditCard);
    }

    private static boolean isbns(NameWords name, SampledTexts sample, int different) {
        return (different >= 8 || (name.has("isbn") && different >= 1)) && fits(sample, SemanticTests::isbn);
    }

    private static boolean postal(NameWords name) {
        return name.any(POSTAL);
    }

    /** Version numbers look like addresses, but theirs are small. */
    private static boolean wideAddresses(SampledTexts sample) {
        long wide = sample.distinct().stream()
                .filter(text -> text.indexOf(':') >= 0 || text.matches(".*\\d{3}.*"))
                .count();
        return sample.distinct().size() >= 3 && 2 * wide >= sample.distinct().size();
    }

    private static Predicate<String> test(SemanticKind kind) {
        return switch (kind) {
            case EMAIL -> SemanticTests::email;
            case PHONE -> SemanticTests::phone;
            case IBAN -> SemanticTests::iban;
            case CREDIT_CARD -> SemanticTests::creditCard;
            case IP_ADDRESS -> SemanticTests::ipAddress;
            case URL -> SemanticTests::url;
            case UUID -> SemanticTests::uuid;
            case ISBN -> SemanticTests::isbn;
            case COUNTRY_CODE -> text -> SemanticTests.country2(text) || SemanticTests.country3(text);
            case CURRENCY_CODE -> SemanticTests::currency;
            // Judged by the range of the whole column.
            case LATITUDE, LONGITUDE -> text -> true;
            case POSTAL_CODE -> SemanticTests::postalCode;
            case JSON -> text -> JsonText.matches(text, CUT);
        };
    }

    private static boolean all(SampledTexts sample, Predicate<String> test) {
        return sample.distinct().stream().allMatch(test);
    }

    /** Whether nearly all cells pass; ends as soon as too many have not. */
    private static boolean fits(SampledTexts sample, Predicate<String> test) {
        int size = sample.texts().size();
        int allowed = (int) Math.floor(size * (1 - SHARE));
        int failed = 0;
        for (String text : sample.texts()) {
            if (!test.test(text) && ++failed > allowed) {
                return false;
            }
        }
        return true;
    }

    private static boolean aboutPersons(NameWords table, NameWords column, ColumnType type) {
        boolean words = type.kind() == ColumnType.Kind.STRING;
        if (words && table.any(PERSONS) && (column.has("name") || column.has("address")) && !column.any(THINGS)) {
            return true;
        }
        if (words
                && (column.all("first", "name")
                        || column.all("last", "name")
                        || column.all("full", "name")
                        || column.all("middle", "name")
                        || column.all("given", "name")
                        || (column.has("name") && column.any(PERSONS)))) {
            return true;
        }
        return switch (type.kind()) {
            case STRING, DATE, TIMESTAMP, BIGINT -> column.any(PRIVATE) && !column.has("id");
            case BOOLEAN, DECIMAL, DOUBLE, BINARY -> false;
        };
    }
}
