package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.text.DurationFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds the sentences and phrases that all reports share. */
public final class ReportWording {
    private static final int VALUES_SHOWN = 4;

    private ReportWording() {}

    public static String runSummary(DataContext context) {
        long rows = context.tables().stream().mapToLong(TableProfile::rows).sum();
        return NumberFormat.count(context.tables().size(), "table") + " · " + NumberFormat.count(rows, "row") + " · "
                + NumberFormat.bytes(context.run().bytesRead()) + " read in "
                + DurationFormat.seconds(context.run().seconds())
                + (context.run().cachedTables() > 0
                        ? " · " + NumberFormat.count(context.run().cachedTables(), "table") + " from the cache"
                        : "")
                + (context.run().partial() ? " · interrupted: figures cover only what was read" : "");
    }

    public static String tableSummary(TableProfile table) {
        return NumberFormat.count(table.rows(), "row") + " · "
                + NumberFormat.count(table.columns().size(), "column") + " · " + table.format()
                + (table.primaryKey() == null ? " · no key found" : " · key " + key(table));
    }

    /** What a database declares of a table, a line for the table and one for each column with a comment. */
    public static List<String> declared(DataContext context, TableProfile table) {
        DeclaredFacts declared = table.declared();
        if (declared == null) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        if (!declared.primaryKey().isEmpty()) {
            parts.add("key " + String.join(", ", declared.primaryKey()));
        }
        declared.uniqueKeys().forEach(key -> parts.add("unique " + String.join(", ", key)));
        declared.foreignKeys()
                .forEach(key -> parts.add(String.join(", ", key.columns()) + " → "
                        + context.tables().stream()
                                .filter(parent -> parent.location().equals(key.table()))
                                .findFirst()
                                .map(TableProfile::name)
                                .orElse(key.table().substring(key.table().indexOf('#') + 1))
                        + "(" + String.join(", ", key.parentColumns()) + ")"));
        parts.addAll(declared.checks());
        List<String> lines = new ArrayList<>();
        lines.add((declared.comment() == null ? "" : "“" + declared.comment() + "”; ") + "declared: "
                + (parts.isEmpty() ? "no keys" : String.join("; ", parts)));
        declared.columns().stream()
                .filter(column -> column.comment() != null)
                .forEach(column -> lines.add(column.name() + " (" + column.type() + "): “" + column.comment() + "”"));
        return lines;
    }

    /** The columns of a table's key, and whether the data cannot decide it; a dash without a key. */
    public static String key(TableProfile table) {
        if (table.primaryKey() == null) {
            return "–";
        }
        String rivals = table.keyRivals().stream()
                .map(rival -> String.join(" and ", rival))
                .collect(Collectors.joining(", or "));
        return String.join(", ", table.primaryKey())
                + (table.keyUndecided() ? " (undecided" + (rivals.isEmpty() ? "" : ", or " + rivals) + ")" : "");
    }

    public static String count(Count count) {
        return count.exact() ? NumberFormat.of(count.value()) : NumberFormat.about(count.value());
    }

    /** Formats a profile's number given as text; whole numbers and decimals keep all their digits. */
    public static String value(ColumnType type, String value) {
        try {
            return type.kind() == ColumnType.Kind.DOUBLE
                    ? NumberFormat.of(new BigDecimal(value))
                    : NumberFormat.ofText(value);
        } catch (NumberFormatException e) {
            return value;
        }
    }

    /** Formats a mean or similar; without an exponent for columns of whole numbers and decimals. */
    public static String value(ColumnType type, double value) {
        boolean huge = Math.abs(value) >= 1e15 && Math.abs(value) < 1e40;
        return huge && type.kind() != ColumnType.Kind.DOUBLE
                ? String.format(Locale.ROOT, "%,.0f", value)
                : NumberFormat.of(value);
    }

    /** The percentage of nulls, or a dash if there are none. */
    public static String nulls(TableProfile table, ColumnProfile column) {
        return column.nulls() == 0 ? "–" : NumberFormat.percent(column.nulls(), table.rows());
    }

    /** The most frequent values if values repeat, else the range, else the lengths. */
    public static String values(TableProfile table, ColumnProfile column) {
        long filled = table.rows() - column.nulls();
        if (filled <= 0) {
            return "empty";
        }
        boolean few = column.distinct().value() <= 50 && column.distinct().value() < filled;
        boolean listed =
                !column.topValues().isEmpty() && column.topValues().get(0).count() > 1;
        boolean text = !column.type().numeric() && !column.type().temporal();
        if (listed && ((few && !column.type().temporal() && column.distinct().value() <= 10) || text)) {
            return top(column, filled);
        }
        String unique = column.unique().value() && column.unique().exact() ? "unique, " : "";
        String min = column.min();
        String max = column.max();
        if (min != null && max != null && !text) {
            String mean = column.mean() == null ? "" : ", mean " + value(column.type(), column.mean());
            String range = column.type().numeric()
                    ? value(column.type(), min) + " to " + value(column.type(), max)
                    : min + " to " + max;
            return unique + range + (unique.isEmpty() ? mean : "");
        }
        ColumnProfile.Lengths lengths = column.lengths();
        String length = lengths == null
                ? ""
                : lengths.min() == lengths.max()
                        ? lengths.max() + " characters"
                        : lengths.min() + " to " + lengths.max() + " characters";
        return unique + (min == null || length.isEmpty() ? length : length + ", from '" + min + "'");
    }

    private static String top(ColumnProfile column, long filled) {
        List<String> shown = column.topValues().stream()
                .limit(VALUES_SHOWN)
                .map(value -> "'" + value.value() + "' " + NumberFormat.percent(value.count(), filled))
                .toList();
        return String.join(", ", shown) + (column.distinct().value() > shown.size() ? ", …" : "");
    }

    public static String from(Relationship relationship) {
        return end(relationship.fromTable(), relationship.fromColumns());
    }

    public static String to(Relationship relationship) {
        return end(relationship.toTable(), relationship.toColumns());
    }

    private static String end(String table, List<String> columns) {
        return columns.size() == 1 ? table + "." + columns.get(0) : table + ".(" + String.join(", ", columns) + ")";
    }

    public static String cardinality(Relationship relationship) {
        return switch (relationship.cardinality()) {
            case ONE_TO_ONE -> "1:1";
            case MANY_TO_ONE -> "n:1";
            case MANY_TO_MANY -> "n:m";
        };
    }

    /** The relationships to rely on, or those that are only possible. */
    public static List<Relationship> relationships(DataContext context, boolean possible) {
        return context.relationships().stream()
                .filter(edge -> edge.possible() == possible)
                .toList();
    }

    /** The evidence for a relationship, with the rows without a match, the runner-up and the condition of the join. */
    public static String evidence(Relationship relationship) {
        List<String> examples = relationship.orphanExamples();
        String orphans = "; " + NumberFormat.of(relationship.orphanRows()) + " rows find no match"
                + (examples.isEmpty() ? "" : " (" + String.join(", ", examples) + ")");
        return relationship.evidence()
                + (relationship.orphanRows() > 0 ? orphans : "")
                + (relationship.rival() == null ? "" : "; runner-up " + relationship.rival())
                + (relationship.implied() ? "; implied by the reference of several columns" : "")
                + (relationship.join() == null
                        ? ""
                        : "; ON " + relationship.join().on());
    }

    public static Set<String> references(DataContext context, TableProfile table) {
        return context.foreignKeys().stream()
                .filter(edge -> edge.fromTable().equals(table.name()))
                .flatMap(edge -> edge.fromColumns().stream())
                .collect(Collectors.toSet());
    }

    static String confidence(Relationship relationship) {
        return NumberFormat.percent(relationship.containmentRows()) + " of rows match, confidence "
                + String.format(Locale.ROOT, "%.2f", relationship.confidence());
    }

    /** A sentence about duplicate rows; empty if they were not counted. */
    public static String duplicates(TableProfile table) {
        DuplicateRows duplicates = table.duplicates();
        if (duplicates == null) {
            return "";
        }
        if (duplicates.exact()) {
            return duplicates.rows() == 0
                    ? "No row repeats another."
                    : NumberFormat.count(duplicates.rows(), "row") + " repeat another ("
                            + NumberFormat.percent(duplicates.rows(), table.rows()) + ").";
        }
        return duplicates.certain()
                ? "About " + NumberFormat.of(duplicates.rows()) + " rows repeat another (give or take "
                        + NumberFormat.of(duplicates.error()) + ")."
                : "At most about " + NumberFormat.of(duplicates.rows() + duplicates.error()) + " rows repeat another.";
    }

    public static String correlationLine(Correlation pair) {
        return pair.left() + " and " + pair.right() + ": " + correlation(pair.pearson())
                + (pair.error() == 0 ? "" : " ± " + String.format(Locale.ROOT, "%.2f", pair.error())) + " (ranks "
                + correlation(pair.spearman()) + ", " + NumberFormat.of(pair.rows()) + " rows)";
    }

    public static String correlation(double r) {
        return String.format(Locale.ROOT, "%.2f", r).replace('-', '−');
    }

    /** The columns and rows that the correlations are computed from. */
    public static String correlationBasis(Correlations found) {
        return NumberFormat.of(found.columns().size()) + " of "
                + NumberFormat.count(found.numericColumns(), "numeric column")
                + " compared in " + NumberFormat.count(found.sampledRows(), "sampled row")
                + "; weak correlations are left out.";
    }

    /** The cells of a column's line in a table of columns: name, type, nulls, distinct, values. */
    static List<String> columnCells(TableProfile table, ColumnProfile column) {
        return List.of(
                column.name(),
                column.type().toString(),
                nulls(table, column),
                count(column.distinct()),
                columnSummary(table, column));
    }

    static String columnSummary(TableProfile table, ColumnProfile column) {
        List<String> labels = FindingLabels.of(table, column);
        String values = values(table, column);
        labels.remove("empty");
        return labels.isEmpty() ? values : String.join(", ", labels) + (values.isEmpty() ? "" : "; " + values);
    }

    /** The distinct problems of the context and its tables, the worst first. */
    public static List<Problem> problems(DataContext context) {
        List<Problem> all = new ArrayList<>(context.problems());
        context.tables().forEach(table -> all.addAll(table.problems()));
        return all.stream()
                .distinct()
                .sorted(Comparator.comparing(Problem::severity))
                .toList();
    }

    static String problem(Problem problem) {
        return problem.subject() + ": " + problem.message()
                + (problem.count() > 1 ? " (" + NumberFormat.of(problem.count()) + " times)" : "");
    }

    /** Names who answered and the tokens used, in one line. */
    public static String answerSource(Answer answer) {
        String who = switch (answer.answeredBy()) {
            case MODEL -> "answered with the help of " + (answer.model() == null ? "a model" : answer.model());
            case PROFILE -> "answered from the profile";
            case GUIDED -> "answered by a guided question, without a model";
            case ONLINE ->
                "answered with the help of " + (answer.model() == null ? "an online model" : answer.model())
                        + ", online";
        };
        String how = switch (answer.outcome()) {
            case ANSWERED -> who;
            case UNANSWERABLE -> "the data does not hold the answer";
            case UNCLEAR -> "the question can be meant in several ways";
            case REFUSED -> "refused: only reading this data is allowed";
            case FAILED -> "no usable answer";
        };
        long tokens = answer.usage().promptTokens() + answer.usage().completionTokens();
        return how + (tokens == 0 ? "" : " · " + NumberFormat.count(tokens, "token"));
    }

    public static String status(Recommendation.Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
