package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the comment of one column in the schema description, within a privacy level. */
final class ColumnComment {
    /** Maximum number of distinct values of a categorical column. */
    static final int MAX_CATEGORIES = 20;

    private static final int MAX_NUMBERS = 8;
    private static final int LIST_LENGTH = 500;
    private static final int BRIEF_LIST_LENGTH = 60;
    private static final int VALUE_LENGTH = 40;
    private static final int MAX_TYPE_LENGTH = 120;
    /** Mean length from which a text is prose, of which an example is useless. */
    private static final int PROSE_LENGTH = 80;

    private static final double NEARLY_ALL = 0.9;
    private static final int MAX_EXCEPTIONS = 3;
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    private static final BigDecimal HUGE = new BigDecimal("1e15");
    private static final Pattern DAY = Pattern.compile("(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])");
    private static final Pattern NUMBER_SHAPE = Pattern.compile("-?[$€£]?9[9+,.]*");
    private static final Pattern BARE_NAME = Pattern.compile(
            "(?i).*(?:pass_?(?:word|wd)|passwort|pwd|secret|token|salt|address|adresse|street|stra(?:ss|ß)e"
                    + "|phone|telefon|fax|e_?mail)\\d?");
    private static final Set<SemanticKind> WITHOUT_EXAMPLE = EnumSet.of(
            SemanticKind.EMAIL,
            SemanticKind.PHONE,
            SemanticKind.IBAN,
            SemanticKind.CREDIT_CARD,
            SemanticKind.IP_ADDRESS,
            SemanticKind.URL,
            SemanticKind.UUID);

    private ColumnComment() {}

    /**
     * @param reference the referenced column, as {@code → customers.id}, or null
     * @param key whether the column alone is the key of the table or is referenced
     * @param brief whether lists of values are cut short
     * @return empty if there is no comment
     */
    static String of(
            TableProfile table,
            ColumnProfile column,
            @Nullable String reference,
            boolean key,
            PrivacyLevel level,
            boolean brief) {
        if (level == PrivacyLevel.NAMES || (reference == null && !key && isBare(column))) {
            return "";
        }
        boolean values = PrivacyLevel.EXAMPLES.within(level);
        List<String> parts = new ArrayList<>();
        if (values && !FoldedWords.of(column.name()).equals(FoldedWords.of(column.sqlName()))) {
            parts.add("named \"" + PromptSanitizer.text(column.name(), VALUE_LENGTH) + "\"");
        }
        boolean unique = column.unique().value() && table.rows() > 1;
        boolean counted =
                column.type().kind() == ColumnType.Kind.BIGINT || column.type().kind() == ColumnType.Kind.STRING;
        if (unique && (key || counted)) {
            parts.add(key ? "key" : "unique");
        }
        if (reference != null) {
            parts.add(reference);
        } else if (column.type().numeric()) {
            if (!unique || !key) {
                numbers(column, values).ifPresent(parts::add);
            }
            if (column.unit() != null) {
                parts.add("in " + PromptSanitizer.text(column.unit(), VALUE_LENGTH));
            }
        } else if (values) {
            texts(table, column, unique, brief).ifPresent(parts::add);
        } else if (!unique && !column.type().temporal()) {
            parts.add(count(column.distinct()) + " distinct");
        }
        if (values && !column.findings().sentinels().isEmpty()) {
            parts.add(PromptSanitizer.literal(
                            column.findings().sentinels().get(0).value(), VALUE_LENGTH) + " may mean none");
        }
        if (column.nulls() > 0) {
            parts.add("null " + NumberFormat.percent((double) column.nulls() / Math.max(1, table.rows())));
        }
        return String.join("; ", parts);
    }

    /** Whether name and type say it all: contacts, passwords, prose. */
    static boolean isBare(ColumnProfile column) {
        SemanticKind kind = kind(column);
        ColumnProfile.Lengths lengths = column.lengths();
        return (kind != null && WITHOUT_EXAMPLE.contains(kind))
                || BARE_NAME.matcher(column.name()).matches()
                || (lengths != null && lengths.mean() > PROSE_LENGTH && kind == null);
    }

    /** Whether the column has few enough values to list them all. */
    static boolean isCategorical(ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.STRING
                && column.distinct().value() <= MAX_CATEGORIES
                && !column.topValues().isEmpty();
    }

    private static @Nullable SemanticKind kind(ColumnProfile column) {
        ColumnFindings.Semantics semantics = column.findings().semantics();
        return semantics == null ? null : semantics.kind();
    }

    private static Optional<String> numbers(ColumnProfile column, boolean values) {
        if (column.min() == null || column.max() == null) {
            return Optional.empty();
        }
        boolean all = column.topValues().size() == column.distinct().value();
        if (values && all && column.distinct().value() <= MAX_NUMBERS && !isDense(column)) {
            return Optional.of("one of "
                    + column.topValues().stream()
                            .map(TopValue::value)
                            .map(ColumnComment::figure)
                            .sorted((one, other) -> new BigDecimal(one).compareTo(new BigDecimal(other)))
                            .collect(Collectors.joining(", ")));
        }
        return Optional.of(
                isDays(column)
                        ? column.min() + ".." + column.max()
                        : figure(column.min()) + ".." + figure(column.max()));
    }

    /** Whether the known numbers are all days, as yyyymmdd. */
    private static boolean isDays(ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.BIGINT
                && Stream.concat(
                                Stream.of(String.valueOf(column.min()), String.valueOf(column.max())),
                                column.topValues().stream().map(TopValue::value))
                        .allMatch(DAY.asMatchPredicate());
    }

    /** Whether the range names all values, or a value is not a number. */
    private static boolean isDense(ColumnProfile column) {
        try {
            BigDecimal span = new BigDecimal(column.max()).subtract(new BigDecimal(column.min()));
            column.topValues().forEach(top -> new BigDecimal(top.value()));
            return column.type().kind() == ColumnType.Kind.BIGINT
                    && span.longValue() == column.distinct().value() - 1;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** Four significant digits. */
    private static String figure(String text) {
        try {
            BigDecimal number = new BigDecimal(text).round(FOUR_DIGITS).stripTrailingZeros();
            return number.abs().compareTo(HUGE) < 0 ? number.toPlainString() : number.toString();
        } catch (NumberFormatException e) {
            return PromptSanitizer.text(text, VALUE_LENGTH);
        }
    }

    /** What the values of a column that is not numeric look like. */
    private static Optional<String> texts(TableProfile table, ColumnProfile column, boolean unique, boolean brief) {
        if (column.type().temporal()) {
            return column.min() == null || column.max() == null
                    ? Optional.empty()
                    : Optional.of(day(column.min()) + ".." + day(column.max()));
        }
        Optional<String> json = RewriterTables.jsonType(column);
        if (json.isPresent()) {
            return Optional.of("json, to be used as " + PromptSanitizer.text(json.get(), MAX_TYPE_LENGTH));
        }
        if (kind(column) == SemanticKind.JSON) {
            return Optional.of(JsonKeys.of(column).comment(column));
        }
        Optional<ListText> list = ListText.of(table, column);
        if (list.isPresent()) {
            return Optional.of(lists(column, list.get(), brief ? BRIEF_LIST_LENGTH : LIST_LENGTH));
        }
        if (column.topValues().isEmpty() || column.type().kind() != ColumnType.Kind.STRING) {
            return Optional.empty();
        }
        SemanticKind kind = kind(column);
        String padded = column.findings().cells().padded() > 0 ? "; some with blanks around" : "";
        Optional<String> exceptions = kind == null ? numericBut(column) : Optional.empty();
        if (exceptions.isPresent()) {
            return Optional.of(exceptions.get() + padded);
        } else if (isCategorical(column) && !unique) {
            return Optional.of(categories(column, brief ? BRIEF_LIST_LENGTH : LIST_LENGTH) + padded);
        }
        String meaning =
                kind == null ? "" : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", ";
        String examples = column.topValues().stream()
                .limit(unique || brief ? 1 : 2)
                .map(top -> literal(top.value()))
                .collect(Collectors.joining(", "));
        return Optional.of(meaning + "e.g. " + examples + padded);
    }

    /** The date of a timestamp; the day is enough to know the range. */
    private static String day(String moment) {
        String text = PromptSanitizer.text(moment, VALUE_LENGTH);
        return text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text;
    }

    private static String categories(ColumnProfile column, int length) {
        List<String> listed =
                first(column.topValues().stream().map(TopValue::value).toList(), length);
        String list = String.join(", ", listed);
        return listed.size() >= column.distinct().value()
                ? "one of " + list
                : count(column.distinct()) + " values: " + list + ", …";
    }

    private static String lists(ColumnProfile column, ListText list, int length) {
        List<String> listed = first(list.items(), length);
        boolean all = listed.size() == list.items().size()
                && column.topValues().size() == column.distinct().value();
        return "lists as text: " + literal(list.example()) + "; find an item with "
                + (list.nested() ? list.condition("…", "…") : "LIKE '%…%'") + ": "
                + String.join(", ", listed) + (all ? "" : ", …");
    }

    /** As many texts as fit a number of characters as literals, at least one. */
    private static List<String> first(List<String> texts, int length) {
        List<String> listed = new ArrayList<>();
        int left = length;
        for (String text : texts) {
            String literal = literal(text);
            left -= literal.length() + 2;
            if (left < 0 && !listed.isEmpty()) {
                break;
            }
            listed.add(literal);
        }
        return listed;
    }

    /** “numbers but for 'MISSING' (1)”: a text column whose cells are numbers except for a few words. */
    private static Optional<String> numericBut(ColumnProfile column) {
        ColumnFindings.Shapes shapes = column.findings().shapes();
        if (shapes == null || shapes.sampled() == 0) {
            return Optional.empty();
        }
        long numbers = 0;
        List<String> others = new ArrayList<>();
        for (ColumnFindings.Shape shape : shapes.shapes()) {
            if (NUMBER_SHAPE.matcher(shape.shape()).matches()) {
                numbers += shape.count();
            } else {
                others.add(PromptSanitizer.quoted(shape.example(), VALUE_LENGTH)
                        + (shapes.exact() ? " (" + shape.count() + ")" : ""));
            }
        }
        return others.isEmpty() || others.size() > MAX_EXCEPTIONS || numbers < NEARLY_ALL * shapes.sampled()
                ? Optional.empty()
                : Optional.of("numbers but for " + String.join(", ", others));
    }

    /** The only value of a column. */
    static String constant(ColumnProfile column) {
        TopValue top = column.topValues().get(0);
        return column.type().numeric()
                ? figure(top.value())
                : column.type().temporal() ? "'" + day(top.value()) + "'" : literal(top.value());
    }

    /** The text as a literal; blanks stay as they are, since a comparison needs them. */
    private static String literal(String text) {
        return PromptSanitizer.quoted(text, VALUE_LENGTH);
    }

    static String count(Count count) {
        return count.exact() ? NumberFormat.of(count.value()) : NumberFormat.about(count.value());
    }
}
