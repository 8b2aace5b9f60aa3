package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the comment of one column in the schema description, within a privacy level. */
final class ColumnComment {
    /** Maximum number of distinct values of a categorical column. */
    static final int MAX_CATEGORIES = 20;

    private static final int MAX_VALUES = 12;
    private static final int MAX_EXAMPLES = 3;
    private static final int VALUE_LENGTH = 40;
    private static final int MAX_TYPE_LENGTH = 120;

    private ColumnComment() {}

    /**
     * @param reference the referenced column, as {@code → customers.id (100 %, n:1)}, or null
     * @return empty if there is no comment
     */
    static String of(TableProfile table, ColumnProfile column, @Nullable String reference, PrivacyLevel level) {
        if (level == PrivacyLevel.NAMES) {
            return "";
        }
        boolean values = PrivacyLevel.EXAMPLES.within(level);
        List<String> parts = new ArrayList<>();
        if (values && !column.name().equals(column.sqlName())) {
            parts.add("named \"" + PromptSanitizer.text(column.name(), VALUE_LENGTH) + "\"");
        }
        if (column.nulls() == table.rows() && table.rows() > 0) {
            parts.add("always null");
            return String.join("; ", parts);
        }
        if (column.unique().value() && table.rows() > 1) {
            parts.add("unique");
        } else if (reference != null
                || (!column.type().numeric() && !column.type().temporal() && !isCategorical(column, values))) {
            parts.add(count(column.distinct()) + " distinct");
        }
        if (reference != null) {
            parts.add(reference);
        } else if (column.type().numeric()) {
            range(column).ifPresent(parts::add);
            if (column.unit() != null) {
                parts.add("in " + PromptSanitizer.text(column.unit(), VALUE_LENGTH));
            }
        } else if (column.type().temporal()) {
            if (values && column.min() != null && column.max() != null) {
                parts.add(PromptSanitizer.text(column.min(), VALUE_LENGTH) + ".."
                        + PromptSanitizer.text(column.max(), VALUE_LENGTH));
            }
        } else if (values && !column.topValues().isEmpty()) {
            parts.add(
                    isCategorical(column, true)
                            ? "values " + countedValues(column)
                            : "e.g. " + values(column, MAX_EXAMPLES, top -> ""));
        }
        SemanticKind kind = column.findings().semantics() == null
                ? null
                : column.findings().semantics().kind();
        Optional<String> json = RewriterTables.jsonType(column);
        if (values && json.isPresent()) {
            parts.add("json, to be used as " + PromptSanitizer.text(json.get(), MAX_TYPE_LENGTH));
        } else if (kind != null && values && !isCategorical(column, true)) {
            parts.add(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        if (column.nulls() > 0) {
            parts.add("null " + NumberFormat.percent((double) column.nulls() / Math.max(1, table.rows())));
        }
        return String.join("; ", parts);
    }

    /** Whether the column has few enough values to list them all. */
    static boolean isCategorical(ColumnProfile column, boolean values) {
        return values
                && column.type().kind() != ColumnType.Kind.BINARY
                && !column.type().numeric()
                && column.distinct().value() <= MAX_CATEGORIES
                && !column.topValues().isEmpty();
    }

    private static Optional<String> range(ColumnProfile column) {
        if (column.min() == null || column.max() == null) {
            return Optional.empty();
        }
        String range = number(column.min()) + ".." + number(column.max());
        Double mean = column.mean();
        return Optional.of(mean == null || column.unique().value() ? range : range + ", avg " + average(column, mean));
    }

    private static String number(String text) {
        try {
            return text.contains("E")
                    ? CellFormat.rounded(Double.parseDouble(text))
                    : PromptSanitizer.text(text, VALUE_LENGTH);
        } catch (NumberFormatException e) {
            return PromptSanitizer.text(text, VALUE_LENGTH);
        }
    }

    private static String average(ColumnProfile column, double mean) {
        if (!Double.isFinite(mean) || Math.abs(mean) < 0.01 || Math.abs(mean) >= 1e15) {
            return Double.isFinite(mean) ? CellFormat.rounded(mean) : "unknown";
        }
        int scale =
                column.type().kind() == ColumnType.Kind.DECIMAL ? column.type().scale() : 2;
        return BigDecimal.valueOf(mean).setScale(scale, RoundingMode.HALF_UP).toPlainString();
    }

    private static String countedValues(ColumnProfile column) {
        String counted = values(column, MAX_VALUES, top -> "(" + top.count() + ")");
        return column.distinct().value() > MAX_VALUES ? counted + ", …" : counted;
    }

    private static String values(ColumnProfile column, int limit, Function<TopValue, String> suffix) {
        return column.topValues().stream()
                .limit(limit)
                .map(top -> value(column, top) + suffix.apply(top))
                .collect(Collectors.joining(", "));
    }

    private static String value(ColumnProfile column, TopValue top) {
        return column.type().kind() == ColumnType.Kind.BOOLEAN
                ? PromptSanitizer.text(top.value(), VALUE_LENGTH)
                : PromptSanitizer.literal(top.value(), VALUE_LENGTH);
    }

    static String count(Count count) {
        return count.exact() ? NumberFormat.of(count.value()) : NumberFormat.about(count.value());
    }
}
