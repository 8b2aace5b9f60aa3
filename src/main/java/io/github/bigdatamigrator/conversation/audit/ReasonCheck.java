package io.github.bigdatamigrator.conversation.audit;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds figures of unknown source in a text that a model writes before it sees rows: how it reads the question, or why
 * the data does not hold the answer. Known are the question, the query, earlier turns, and the profile. A date may be
 * written in another form: July 2005 for {@code >= '2005-07-01'} or for {@code MONTH(d) = 7}.
 */
public final class ReasonCheck {
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?…;])\\s+(?=\\p{Lu})");
    private static final Pattern ISO_DATE = Pattern.compile("(?<!\\d)\\d{4}-\\d{2}(?:-\\d{2})?(?!\\d)");
    /** A day that a query ends before. */
    private static final Pattern END =
            Pattern.compile("(?i)<\\s*(?:date|timestamp|to_date|to_timestamp)?[\\s(]*'(\\d{4}-\\d{2}-\\d{2})");

    private static final Pattern DIGITS = Pattern.compile("(?<![\\p{L}\\d.,])\\d+(?![\\p{L}\\d])");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<String> dates;
    private final List<DateMention> writtenDates;
    private final Set<String> digits;
    private final List<BigDecimal> numbers = new ArrayList<>();
    private final Set<String> words;
    private final KnownFigures profile;

    /** @param sources texts whose figures are known: the question, the query, earlier turns */
    public ReasonCheck(List<String> sources, DataContext context) {
        String all = String.join("\n", sources);
        List<String> ends = context.tables().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.type().temporal())
                .flatMap(ReasonCheck::ends)
                .toList();
        dates = Stream.of(
                        texts(ISO_DATE, all),
                        texts(ISO_DATE, String.join("\n", ends)),
                        END.matcher(all).results().flatMap(end -> dayBefore(end.group(1))))
                .flatMap(date -> date)
                .toList();
        writtenDates = DateMention.in(all);
        digits = texts(DIGITS, ISO_DATE.matcher(all).replaceAll(" "))
                .map(text -> text.replaceFirst("^0+(?=\\d)", ""))
                .collect(Collectors.toSet());
        sources.forEach(source -> FigureMention.in(source, source).forEach(figure -> numbers.add(figure.value())));
        dates.forEach(date -> numbers.add(new BigDecimal(date.substring(0, 4))));
        words = Set.copyOf(FoldedWords.of(all));
        profile = new KnownFigures(context);
    }

    private static Stream<String> ends(ColumnProfile column) {
        return Stream.of(column.min(), column.max()).flatMap(Stream::ofNullable);
    }

    private static Stream<String> texts(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    private static Stream<String> dayBefore(String date) {
        try {
            return Stream.of(LocalDate.parse(date).minusDays(1).toString());
        } catch (DateTimeException e) {
            return Stream.of();
        }
    }

    /** The figures and dates of the text that have no source. */
    public List<String> unknown(String text) {
        List<String> unknown = new ArrayList<>();
        StringBuilder rest = new StringBuilder(text);
        for (DateMention date : DateMention.in(text)) {
            String written = text.substring(date.start(), date.end());
            if (FoldedWords.hasDigit(written) && !isKnown(date)) {
                unknown.add(written);
            }
            rest.replace(date.start(), date.end(), "\u0000".repeat(written.length()));
        }
        for (FigureMention figure : FigureMention.in(rest.toString(), text)) {
            if (!isKnown(figure) && profile.of(figure, text).isEmpty()) {
                unknown.add(figure.text());
            }
        }
        return unknown;
    }

    /** The sentences of the text without figures of unknown source. */
    public String knownSentences(String text) {
        return SENTENCES
                .splitAsStream(text)
                .filter(sentence -> unknown(sentence).isEmpty())
                .collect(Collectors.joining(" "));
    }

    private boolean isKnown(DateMention date) {
        Stream<Integer> parts = Stream.of(
                        Stream.of(date.year(), date.quarter()).filter(part -> part > 0),
                        date.months().stream().limit(1),
                        date.days().stream().limit(1))
                .flatMap(part -> part);
        return dates.stream().anyMatch(date::matches)
                || writtenDates.stream().anyMatch(date::contains)
                || parts.allMatch(part -> digits.contains(String.valueOf(part)));
    }

    private boolean isKnown(FigureMention figure) {
        BigDecimal value = figure.value().abs();
        boolean percent = figure.kind() == FigureMention.Kind.PERCENT;
        return numbers.stream()
                        .map(BigDecimal::abs)
                        .anyMatch(number -> number.compareTo(value) == 0
                                || (percent && number.multiply(HUNDRED).compareTo(value) == 0))
                || (figure.value().stripTrailingZeros().scale() <= 0
                        && Stream.of(FoldedWords.ENGLISH_NUMBERS, FoldedWords.GERMAN_NUMBERS)
                                .anyMatch(names -> value.compareTo(BigDecimal.ONE) > 0
                                        && value.compareTo(BigDecimal.valueOf(names.size())) <= 0
                                        && words.contains(names.get(value.intValue() - 1))));
    }
}
