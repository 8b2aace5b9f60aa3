package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers from the profile, without a model and without Spark: figures that were measured on the full data already. */
final class ProfileAnswers {
    private static final int TOP = 5;
    private static final long MOST_MEASURED_ROWS = 20_000_000;

    private final DataContext context;
    private final List<Claim> claims = new ArrayList<>();

    private ProfileAnswers(DataContext context) {
        this.context = context;
    }

    /** Empty where the question is not surely one for the profile, or the profile lacks the figure. */
    static Optional<AnswerText> of(String question, DataContext context) {
        if (context.run().partial() || context.tables().isEmpty()) {
            return Optional.empty();
        }
        ProfileAnswers answers = new ProfileAnswers(context);
        return ProfileQuestion.of(question, context)
                .flatMap(answers::content)
                .map(content -> new AnswerText(content, answers.claims));
    }

    /**
     * The query that measures what the profile only estimates, where the table is small enough for it: an estimate is
     * for when nothing better can be had.
     */
    static Optional<String> measuring(String question, DataContext context) {
        return context.run().partial()
                ? Optional.empty()
                : ProfileQuestion.of(question, context).flatMap(ProfileAnswers::measuring);
    }

    private static Optional<String> measuring(ProfileQuestion asked) {
        TableProfile table = asked.table();
        ColumnProfile column = asked.column();
        if (table == null || column == null || table.rows() > MOST_MEASURED_ROWS) {
            return Optional.empty();
        }
        String cell = column.sqlName();
        String from = " FROM " + table.sqlName();
        ColumnProfile.Quantiles quantiles = column.quantiles();
        boolean estimated = switch (asked.intent()) {
            case MEDIAN -> quantiles != null && quantiles.rankError() > 0;
            case DISTINCT -> !column.distinct().exact();
            case TOP ->
                !column.unique().value()
                        && column.topValues().stream().limit(TOP).anyMatch(top -> !top.exact());
            default -> false;
        };
        if (!estimated) {
            return Optional.empty();
        }
        return switch (asked.intent()) {
            case MEDIAN -> Optional.of("SELECT percentile(" + cell + ", 0.5) AS median_" + cell + from);
            case DISTINCT -> Optional.of("SELECT COUNT(DISTINCT " + cell + ") AS distinct_" + cell + from);
            default ->
                Optional.of("SELECT " + cell + ", COUNT(*) AS n" + from + " WHERE " + cell
                        + " IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT " + TOP);
        };
    }

    private Optional<String> content(ProfileQuestion asked) {
        TableProfile table = asked.table();
        ColumnProfile column = asked.column();
        if (table != null && column != null) {
            return columnContent(asked.intent(), table, column);
        }
        List<TableProfile> tables = table == null ? context.tables() : List.of(table);
        return switch (asked.intent()) {
            case RELATIONSHIPS -> Optional.of(relationships());
            case KEY -> Optional.of(lines(tables, this::key));
            case NULL_COLUMNS -> Optional.of(lines(tables, this::nullColumns));
            case COLUMN_COUNT -> Optional.of(lines(tables, this::columnCount));
            case COLUMNS -> Optional.of(lines(tables, ProfileAnswers::columns));
            case ROWS -> Optional.of(lines(tables, this::rows));
            case TABLES ->
                Optional.of(figure(context.tables().size(), "tables")
                        + (context.tables().size() == 1 ? " table:" : " tables:") + "\n"
                        + lines(context.tables(), found -> "- " + this.rows(found)));
            case DUPLICATES ->
                tables.stream().anyMatch(it -> it.duplicates() == null)
                        ? Optional.empty()
                        : Optional.of(lines(tables, this::duplicates));
            case NULLS, DISTINCT, TOP, MEAN, MIN, MAX, SUM, MEDIAN, DEVIATION, RANGE, UNIQUE, TYPE -> Optional.empty();
        };
    }

    private static String lines(List<TableProfile> tables, Function<TableProfile, String> line) {
        return tables.stream().map(line).collect(Collectors.joining("\n"));
    }

    private Optional<String> columnContent(ProfileQuestion.Intent intent, TableProfile table, ColumnProfile column) {
        String name = name(table, column);
        return switch (intent) {
            case NULLS ->
                Optional.of(name + " has " + figure(column.nulls(), name) + (column.nulls() == 1 ? " null" : " nulls")
                        + " in " + figure(table.rows(), table.name()) + " rows.");
            case DISTINCT -> Optional.of(distinct(column, name));
            case TOP -> top(column, name);
            case MEAN ->
                Optional.ofNullable(column.mean()).map(mean -> sentence("average", name, CellFormat.rounded(mean)));
            case MIN ->
                ordered(column)
                        ? Optional.ofNullable(column.min()).map(min -> sentence("minimum", name, min))
                        : Optional.empty();
            case MAX ->
                ordered(column)
                        ? Optional.ofNullable(column.max()).map(max -> sentence("maximum", name, max))
                        : Optional.empty();
            case SUM -> Optional.ofNullable(column.sum()).map(sum -> sentence("total", name, sum));
            case MEDIAN -> median(column, name);
            case DEVIATION ->
                Optional.ofNullable(column.stddev())
                        .map(deviation -> sentence("standard deviation", name, CellFormat.rounded(deviation)));
            case RANGE -> range(column, name);
            case UNIQUE -> unique(column, name);
            case TYPE -> Optional.of(name + " is of type " + column.type() + ".");
            case RELATIONSHIPS, KEY, NULL_COLUMNS, COLUMN_COUNT, TABLES, COLUMNS, DUPLICATES, ROWS -> Optional.empty();
        };
    }

    private Optional<String> median(ColumnProfile column, String name) {
        ColumnProfile.Quantiles quantiles = column.quantiles();
        if (quantiles == null) {
            return Optional.empty();
        }
        String value = CellFormat.rounded(quantiles.p50());
        return Optional.of(
                quantiles.rankError() == 0
                        ? sentence("median", name, value)
                        : estimate("median", name, value, quantiles.rankError()));
    }

    private String estimate(String what, String name, String value, double rankError) {
        claims.add(new Claim(value, -1, -1, name));
        return "The " + what + " of " + name + " is about " + value + " (estimated: its rank may be off by "
                + NumberFormat.percent(rankError) + " of the rows), over all rows where it is not null.";
    }

    private Optional<String> range(ColumnProfile column, String name) {
        String min = column.min();
        String max = column.max();
        if (!ordered(column) || min == null || max == null) {
            return Optional.empty();
        }
        claims.add(new Claim(min, -1, -1, name));
        claims.add(new Claim(max, -1, -1, name));
        return Optional.of(name + " runs from " + min + " to " + max + ", over all rows where it is not null.");
    }

    private Optional<String> unique(ColumnProfile column, String name) {
        if (!column.unique().exact()) {
            return Optional.empty();
        }
        String nulls = column.nulls() == 0
                ? " It is never null."
                : " It is null in " + figure(column.nulls(), name) + (column.nulls() == 1 ? " row." : " rows.");
        return Optional.of(
                column.unique().value()
                        ? "Yes, " + name + " is unique: no value repeats." + nulls
                        : "No, " + name + " is not unique: values repeat. " + distinct(column, name));
    }

    private String duplicates(TableProfile table) {
        DuplicateRows found = Objects.requireNonNull(table.duplicates());
        String rows = figure(found.rows(), table.name());
        return table.name() + " has " + (found.exact() ? "" : "about ") + rows
                + (found.rows() == 1 ? " row" : " rows") + " that repeat" + (found.rows() == 1 ? "s" : "")
                + " another one in every cell"
                + (found.exact() ? "." : " (estimated, give or take " + figure(found.error(), table.name()) + ").");
    }

    private static boolean ordered(ColumnProfile column) {
        return column.type().numeric() || column.type().temporal();
    }

    private String sentence(String what, String name, String value) {
        claims.add(new Claim(value, -1, -1, name));
        return "The " + what + " of " + name + " is " + value + ", over all rows where it is not null.";
    }

    private String figure(long value, String subject) {
        claims.add(new Claim(String.valueOf(value), -1, -1, subject));
        return String.valueOf(value);
    }

    private String rows(TableProfile table) {
        return table.name() + " has " + figure(table.rows(), table.name()) + (table.rows() == 1 ? " row." : " rows.");
    }

    private String columnCount(TableProfile table) {
        int count = table.columns().size();
        return table.name() + " has " + figure(count, table.name()) + (count == 1 ? " column." : " columns.");
    }

    private static String columns(TableProfile table) {
        return table.name() + ": "
                + table.columns().stream()
                        .map(column -> PromptSanitizer.cell(column.name()) + " (" + column.type() + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private String key(TableProfile table) {
        return table.primaryKey() == null
                ? "No primary key was found in " + table.name() + "."
                : "The primary key of " + table.name() + " is most likely " + String.join(", ", table.primaryKey())
                        + ".";
    }

    private String nullColumns(TableProfile table) {
        String found = table.columns().stream()
                .filter(column -> column.nulls() > 0)
                .map(column ->
                        PromptSanitizer.cell(column.name()) + " (" + figure(column.nulls(), name(table, column)) + ")")
                .collect(Collectors.joining(", "));
        return found.isEmpty()
                ? "No column of " + table.name() + " has nulls."
                : "Columns of " + table.name() + " with nulls: " + found + ".";
    }

    private String distinct(ColumnProfile column, String name) {
        Count count = column.distinct();
        String value = figure(count.value(), name);
        return count.exact()
                ? name + " has " + value + " distinct " + (count.value() == 1 ? "value." : "values.")
                : name + " has about " + value + " distinct values (estimated, within "
                        + NumberFormat.percent(count.relativeError()) + ").";
    }

    private Optional<String> top(ColumnProfile column, String name) {
        if (column.topValues().isEmpty() || column.unique().value()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (TopValue top :
                column.topValues().subList(0, Math.min(TOP, column.topValues().size()))) {
            parts.add(PromptSanitizer.cell(top.value()) + " (" + (top.exact() ? "" : "at least ")
                    + figure(top.count(), name) + ")");
        }
        return Optional.of("The most frequent values of " + name + ": " + String.join(", ", parts) + ".");
    }

    private String relationships() {
        List<String> lines = new ArrayList<>();
        for (Relationship edge : context.relationships()) {
            String share = NumberFormat.percent(edge.containmentRows());
            String from = edge.fromTable() + "." + String.join(" + ", edge.fromColumns());
            claims.add(new Claim(share, -1, -1, from));
            lines.add("- " + from + " → " + edge.toTable() + "." + String.join(" + ", edge.toColumns()) + " (" + share
                    + " of its rows found there)");
        }
        return lines.isEmpty() ? "No relationships between the tables were found." : String.join("\n", lines);
    }

    private static String name(TableProfile table, ColumnProfile column) {
        return table.name() + "." + column.name();
    }
}
