package io.github.bigdatamigrator.profiling;

import java.math.BigInteger;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tests whether a text is an e-mail address, a URL, a card number and so on. Cheap checks come first, since most texts
 * fail.
 */
final class SemanticTests {
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}][\\p{L}\\p{N}-]*(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,}");
    private static final Pattern URL =
            Pattern.compile("(?i)(?:https?|ftps?|s3a?|gs|hdfs|wss?|file|jdbc:[a-z0-9]+)://[^\\s]+");
    private static final Pattern UUID =
            Pattern.compile("(?i)\\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern IPV6 = Pattern.compile("(?i)[0-9a-f:]{2,39}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]{6,24}(?:\\s*(?:x|ext\\.?)\\s*\\d{1,6})?");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final Pattern POSTAL = Pattern.compile("(?i)[A-Z0-9](?:[A-Z0-9 -]{1,8})[A-Z0-9]");

    private static final Set<String> COUNTRIES_2 = Set.of(Locale.getISOCountries());
    private static final Set<String> COUNTRIES_3 = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());
    private static final Set<String> STATES = Set.of(
            ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH"
                            + " OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR")
                    .split(" "));

    private SemanticTests() {}

    static boolean isEmail(String text) {
        return text.indexOf('@') > 0 && EMAIL.matcher(text).matches();
    }

    static boolean isUrl(String text) {
        return text.contains("://") && URL.matcher(text).matches();
    }

    static boolean isUuid(String text) {
        return (text.length() == 36 || text.length() == 38)
                && UUID.matcher(text).matches();
    }

    static boolean isIpAddress(String text) {
        int length = text.length();
        if (length < 2 || length > 39) {
            return false;
        }
        return text.indexOf(':') >= 0
                ? isIpv6(text)
                : length <= 15 && IPV4.matcher(text).matches();
    }

    private static boolean isIpv6(String text) {
        if (!IPV6.matcher(text).matches() || text.contains(":::")) {
            return false;
        }
        String[] groups = text.split(":", -1);
        boolean shortened = text.contains("::");
        int filled = 0;
        for (String group : groups) {
            if (group.length() > 4) {
                return false;
            }
            filled += group.isEmpty() ? 0 : 1;
        }
        // A time of day has one or two colons.
        return shortened
                ? filled <= 7 && text.indexOf("::") == text.lastIndexOf("::")
                : filled == 8 && groups.length == 8;
    }

    /** Digits, possibly grouped, of a telephone number. */
    static boolean isPhone(String text) {
        if (!PHONE.matcher(text).matches()) {
            return false;
        }
        long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
        return digits >= 6 && digits <= 21;
    }

    /** Whether the format occurs only in telephone numbers. */
    static boolean isFormattedPhone(String text) {
        return isPhone(text) && (text.startsWith("+") || text.matches("\\(\\d{2,5}\\)[ -]?\\d{3,4}[ -]?\\d{3,5}"));
    }

    /** Checks country, length and checksum (ISO 13616). */
    static boolean isIban(String text) {
        String plain = text.replace(" ", "");
        if (plain.length() < 15
                || plain.length() > 34
                || !IBAN.matcher(plain).matches()
                || !COUNTRIES_2.contains(plain.substring(0, 2))) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        (plain.substring(4) + plain.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    /** Checks length, issuer and checksum (ISO/IEC 7812, Luhn). */
    static boolean isCreditCard(String text) {
        String plain = text.replace(" ", "").replace("-", "");
        int length = plain.length();
        if (length < 13 || length > 19 || plain.charAt(0) < '3' || plain.charAt(0) > '6') {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = plain.charAt(length - 1 - i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    /** Checks the checksum of an ISBN-10 or ISBN-13. */
    static boolean isIsbn(String text) {
        String plain = text.replace(" ", "").replace("-", "");
        if (plain.length() == 13) {
            return (plain.startsWith("978") || plain.startsWith("979")) && weightedSum(plain, 1, 3) % 10 == 0;
        }
        if (plain.length() != 10) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            char c = plain.charAt(i);
            int digit = i == 9 && (c == 'X' || c == 'x') ? 10 : c - '0';
            if (digit < 0 || digit > 10 || (digit == 10 && i < 9)) {
                return false;
            }
            sum += digit * (10 - i);
        }
        return sum % 11 == 0;
    }

    private static int weightedSum(String digits, int even, int odd) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 1;
            }
            sum += digit * (i % 2 == 0 ? even : odd);
        }
        return sum;
    }

    /** ISO 3166-1 alpha-2. */
    static boolean isCountryCode2(String text) {
        return text.length() == 2 && COUNTRIES_2.contains(text);
    }

    /** ISO 3166-1 alpha-3. */
    static boolean isCountryCode3(String text) {
        return text.length() == 3 && COUNTRIES_3.contains(text);
    }

    /** Whether it is a US state code; many of them are also country codes. */
    static boolean isUsState(String text) {
        return STATES.contains(text);
    }

    /** ISO 4217. */
    static boolean isCurrency(String text) {
        return text.length() == 3 && CURRENCIES.contains(text);
    }

    static boolean isPostalCode(String text) {
        return text.length() >= 3
                && text.length() <= 10
                && text.chars().anyMatch(c -> c >= '0' && c <= '9')
                && POSTAL.matcher(text).matches();
    }
}
