package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.knowledge.Phrase.Kind;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.GermanWords;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Splits a question into words, numbers and periods: “Q2 2024”, “5 March 2024”, “im März”, “1.000” and “five”.
 *
 * @param tokens the question's words, numbers and comparison signs
 */
record QuestionParts(List<Token> tokens, boolean german) {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<iso>\\d{4}-\\d{1,2}-\\d{1,2})(?!\\d)|(?<dots>\\d{1,2}\\.\\d{1,2}\\.\\d{4})(?!\\d)\
            |(?<month>\\d{4}-(?:0[1-9]|1[0-2]))(?![\\d-])|(?<quarter>[qQ][1-4][ /-]?\\d{4}|\\d{4}[ -]?[qQ][1-4])(?!\\d)\
            |(?<number>(?<![\\p{L}\\p{N}.,])-?\\d+(?:[.,]\\d+)*(?![\\p{L}\\p{N}]))\
            |(?<word>[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*)|(?<sign>>=|<=|<>|!=|[<>=≥≤≠%€$£–-])""");

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry(">=", "at least"),
            Map.entry("≥", "at least"),
            Map.entry("<=", "at most"),
            Map.entry("≤", "at most"),
            Map.entry(">", "over"),
            Map.entry("<", "under"),
            Map.entry("<>", "not"),
            Map.entry("!=", "not"),
            Map.entry("≠", "not"),
            Map.entry("=", "equals"),
            Map.entry("%", "percent"),
            Map.entry("€", "euro"),
            Map.entry("$", "dollar"),
            Map.entry("£", "pound"));

    private static final List<String> MONTHS = List.of(
            "january jan januar janner",
            "february feb februar",
            "march mar marz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez");
    private static final Map<String, Integer> MONTH_NUMBERS = new HashMap<>();
    private static final Map<String, Integer> ORDINALS = new HashMap<>();

    static {
        for (int i = 0; i < MONTHS.size(); i++) {
            for (String name : MONTHS.get(i).split(" ")) {
                MONTH_NUMBERS.put(name, i + 1);
            }
        }
        List<String> names = List.of(
                "first 1st erste ersten erstes q1",
                "second 2nd zweite zweiten zweites q2",
                "third 3rd dritte dritten drittes q3",
                "fourth 4th last vierte vierten viertes letzten q4");
        for (int i = 0; i < names.size(); i++) {
            for (String name : names.get(i).split(" ")) {
                ORDINALS.put(name, i + 1);
            }
        }
    }

    /** Months that are other words too; they are months behind these or with a capital. */
    private static final Set<String> BEFORE_MONTH = Set.of(
            "in", "of", "during", "since", "before", "after", "until", "for", "im", "seit", "vor", "nach", "bis", "ab");

    private static final Set<String> BEFORE_YEAR = Set.of("of", "in", "year", "im", "jahr", "des", "jahres");
    /** Behind these a number of four digits is an amount. */
    private static final Set<String> BEFORE_AMOUNT = Set.of(
            "than",
            "over",
            "above",
            "under",
            "below",
            "least",
            "most",
            "exceeding",
            "als",
            "uber",
            "unter",
            "mindestens",
            "hochstens",
            "top",
            "first",
            "last");

    private static final Map<String, BigDecimal> FACTORS = Map.of(
            "thousand", new BigDecimal("1000"),
            "tausend", new BigDecimal("1000"),
            "million", new BigDecimal("1000000"),
            "mio", new BigDecimal("1000000"),
            "millionen", new BigDecimal("1000000"),
            "billion", new BigDecimal("1000000000"),
            "milliarden", new BigDecimal("1000000000"));

    /**
     * A word, number or sign of the question.
     *
     * @param word folded; a sign is the words that it stands for
     * @param start position in the question
     */
    record Token(
            String word,
            String raw,
            int start,
            int end,
            @Nullable Phrase phrase) {}

    /** A phrase over tokens. */
    record Span(int from, int to, Phrase phrase) {}

    /** In the language that the question is in. */
    static QuestionParts of(String question) {
        return of(question, GermanWords.sign(FoldedWords.of(question)) > 0);
    }

    static QuestionParts of(String question, boolean german) {
        List<Token> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(question);
        while (token.find()) {
            String raw = token.group();
            String sign = token.group("sign");
            String word = sign == null ? fold(raw) : SIGNS.getOrDefault(sign, "to");
            boolean dash = sign != null && !SIGNS.containsKey(sign);
            // A dash that is no range separates words.
            if (!dash
                    || (!tokens.isEmpty()
                            && FoldedWords.hasDigit(
                                    tokens.get(tokens.size() - 1).raw()))) {
                tokens.add(new Token(word, raw, token.start(), token.end(), phrase(token, german)));
            }
        }
        return new QuestionParts(List.copyOf(tokens), german);
    }

    /** Lower case without accents; ß as ss. */
    static String fold(String text) {
        return FoldedWords.fold(text).replace("ß", "ss");
    }

    private static @Nullable Phrase phrase(Matcher token, boolean german) {
        String raw = token.group();
        try {
            if (token.group("iso") != null) {
                String[] parts = raw.split("-");
                return day(parts[0], parts[1], parts[2]);
            } else if (token.group("dots") != null) {
                String[] parts = raw.split("\\.");
                return day(parts[2], parts[1], parts[0]);
            } else if (token.group("month") != null) {
                return Phrase.period(Kind.MONTH, LocalDate.parse(raw + "-01"));
            } else if (token.group("quarter") != null) {
                Matcher quarter = Pattern.compile("[qQ]([1-4])").matcher(raw);
                String year = raw.replaceAll("[qQ][1-4]|\\D", "");
                return quarter.find() ? quarter(Integer.parseInt(quarter.group(1)), Integer.parseInt(year)) : null;
            } else if (token.group("number") != null) {
                return number(raw, german).map(Phrase::number).orElse(null);
            }
            return null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Phrase day(String year, String month, String day) {
        return Phrase.period(
                Kind.DAY, LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    }

    private static Phrase quarter(int quarter, int year) {
        return Phrase.period(Kind.QUARTER, LocalDate.of(year, 3 * quarter - 2, 1));
    }

    private static Optional<BigDecimal> number(String raw, boolean german) {
        String digits = raw;
        if (raw.matches("-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?") && !(german && raw.matches("[^,]*,[^,.]*"))) {
            digits = raw.replace(",", "");
        } else if (raw.matches("-?\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?") && (german || raw.matches(".*[.,].*[.,].*"))) {
            digits = raw.replace(".", "").replace(',', '.');
        } else if (raw.matches("-?\\d+,\\d+")) {
            digits = raw.replace(',', '.');
        }
        return digits.matches("-?\\d{1,30}(?:\\.\\d{1,30})?") ? Optional.of(new BigDecimal(digits)) : Optional.empty();
    }

    QuestionRules rules() {
        return german ? QuestionRules.GERMAN : QuestionRules.ENGLISH;
    }

    /** The stems of the words that say what is asked, those of values among them. */
    Set<String> contentWords() {
        return tokens.stream()
                .filter(token -> token.phrase() == null && !rules().isNeutral(token.word()))
                .map(token -> rules().stem(token.word()))
                .collect(Collectors.toSet());
    }

    /** The numbers and periods outside of the values, in order. */
    List<Span> phrases(List<Span> values) {
        List<Span> found = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            int here = at;
            Optional<Span> value =
                    values.stream().filter(span -> span.from() == here).findFirst();
            Span span = value.orElseGet(() -> phraseAt(here));
            if (span != null) {
                found.add(span);
            }
            at = span == null ? at + 1 : span.to();
        }
        return found;
    }

    private @Nullable Span phraseAt(int at) {
        Token token = tokens.get(at);
        Phrase phrase = token.phrase();
        if (phrase != null && phrase.kind() != Kind.NUMBER) {
            return new Span(at, at + 1, phrase);
        }
        Integer month = MONTH_NUMBERS.get(token.word());
        if (month != null && isMonth(at)) {
            return month(at, at + 1, 0, month);
        }
        Integer ordinal = ORDINALS.get(token.word());
        if (ordinal != null) {
            return quarterAt(at, ordinal);
        }
        if (phrase == null) {
            List<String> words = german ? FoldedWords.GERMAN_NUMBERS : FoldedWords.ENGLISH_NUMBERS;
            int number = words.indexOf(token.word()) + 1;
            return number < 2 ? null : scaled(at, BigDecimal.valueOf(number));
        }
        int next = word(at + 1).matches("st|nd|rd|th") ? at + 2 : at + 1;
        int name = word(next).equals("of") ? next + 1 : next;
        Integer dayOf = MONTH_NUMBERS.get(word(name));
        if (dayOf != null && phrase.text().matches("[1-9]|[12]\\d|3[01]")) {
            return month(at, name + 1, Integer.parseInt(phrase.text()), dayOf);
        }
        return isYear(at)
                ? new Span(at, at + 1, Phrase.period(Kind.YEAR, LocalDate.of(Integer.parseInt(phrase.text()), 1, 1)))
                : scaled(at, new BigDecimal(phrase.text()));
    }

    private Span scaled(int at, BigDecimal number) {
        BigDecimal factor = FACTORS.get(word(at + 1).replaceAll("s$", ""));
        return factor == null
                ? new Span(at, at + 1, Phrase.number(number))
                : new Span(at, at + 2, Phrase.number(number.multiply(factor)));
    }

    private boolean isMonth(int at) {
        return (at > 0 && Character.isUpperCase(tokens.get(at).raw().charAt(0)))
                || BEFORE_MONTH.contains(word(at - 1))
                || isYear(at + 1);
    }

    /** A month with or without a day and a year behind it. */
    private @Nullable Span month(int from, int next, int dayBefore, int month) {
        int day = dayBefore;
        int at = next;
        Token behind = at < tokens.size() ? tokens.get(at) : null;
        if (day == 0 && behind != null && behind.word().matches("(?:[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?")) {
            day = Integer.parseInt(behind.word().replaceAll("\\D", ""));
            at++;
        }
        int year = yearBehind(at);
        try {
            if (year < 0) {
                return day == 0
                        ? new Span(from, next, Phrase.period(Kind.MONTH_NAME, LocalDate.of(2000, month, 1)))
                        : null;
            }
            LocalDate first = LocalDate.of(Integer.parseInt(word(year)), month, Math.max(1, day));
            return new Span(from, year + 1, Phrase.period(day == 0 ? Kind.MONTH : Kind.DAY, first));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** “Q2 of 2024”, “second quarter 2024”; null for other words. */
    private @Nullable Span quarterAt(int at, int quarter) {
        boolean named = word(at).matches("q[1-4]");
        int year = yearBehind(named ? at + 1 : at + 2);
        return year > 0 && (named || word(at + 1).matches("quarter|quartals?"))
                ? new Span(at, year + 1, quarter(quarter, Integer.parseInt(word(year))))
                : null;
    }

    private int yearBehind(int from) {
        int at = from;
        while (BEFORE_YEAR.contains(word(at)) || word(at).equals("the")) {
            at++;
        }
        return isYear(at) ? at : -1;
    }

    private boolean isYear(int at) {
        return word(at).matches("19\\d\\d|20\\d\\d") && !BEFORE_AMOUNT.contains(word(at - 1));
    }

    private String word(int at) {
        return at < 0 || at >= tokens.size() ? "" : tokens.get(at).word();
    }
}
