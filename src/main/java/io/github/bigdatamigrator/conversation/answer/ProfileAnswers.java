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
import io.github.bigdatamigrator.conversation.wording.AnswerText;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers questions from the profile, without a model and without Spark. The profile covers the full data. */
final class ProfileAnswers {
    private static final int MAX_CONDITION = 500; // characters
    private static final int MAX_TOP_VALUES = 5;
    private static final int MAX_NAMED_COLUMNS = 6;
    private static final long MAX_MEASURED_ROWS = 20_000_000;

    private final DataContext context;
    private final List<Claim> claims = new ArrayList<>();

    private ProfileAnswers(DataContext context) {
        this.context = context;
    }

    /** Empty if the question is not clearly one about the profile, or the profile lacks the figure. */
    static Optional<AnswerText> of(String question, DataContext context) {
        if (context.run().partial() || context.tables().isEmpty()) {
            return Optional.empty();
        }
        ProfileAnswers answers = new ProfileAnswers(context);
        return ProfileQuestion.of(question, context)
                .flatMap(answers::content)
                .map(content -> new AnswerText(content, answers.claims));
    }

    /** The query that measures a figure that the profile only estimates; empty if the table is too large. */
    static Optional<String> measuringSql(String question, DataContext context) {
        return context.run().partial()
                ? Optional.empty()
                : ProfileQuestion.of(question, context).flatMap(ProfileAnswers::measuringSql);
    }

    private static Optional<String> measuringSql(ProfileQuestion asked) {
        TableProfile table = asked.table();
        ColumnProfile column = asked.column();
        if (table == null || column == null || table.rows() > MAX_MEASURED_ROWS) {
            return Optional.empty();
        }
        String cell = column.sqlName();
        String from = " FROM " + table.sqlName();
        ColumnProfile.Quantiles quantiles = column.quantiles();
        return Optional.ofNullable(
                switch (asked.intent()) {
                    case MEDIAN ->
                        quantiles != null && quantiles.rankError() > 0
                                ? "SELECT percentile(" + cell + ", 0.5) AS median_" + cell + from
                                : null;
                    case DISTINCT ->
                        column.distinct().exact()
                                ? null
                                : "SELECT COUNT(DISTINCT " + cell + ") AS distinct_" + cell + from;
                    case TOP ->
                        column.unique().value()
                                        || column.topValues().stream()
                                                .limit(MAX_TOP_VALUES)
                                                .allMatch(TopValue::exact)
                                ? null
                                : "SELECT " + cell + ", COUNT(*) AS n" + from + " WHERE " + cell
                                        + " IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT " + MAX_TOP_VALUES;
                    default -> null;
                });
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
            case OVERVIEW -> Optional.of(overview(tables));
            case TABLES ->
                Optional.of(counted(context.tables().size(), "table", "tables") + ":\n"
                        + lines(context.tables(), found -> "- " + rows(found)));
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
                Optional.of(name + " has " + counted(column.nulls(), "null", name) + " in "
                        + figure(table.rows(), table.name()) + " rows.");
            case DISTINCT -> Optional.of(distinct(column, name));
            case TOP -> top(column, name);
            case MEAN -> Optional.ofNullable(column.mean()).map(mean -> sentence("average", name, rounded(mean)));
            case MIN -> ordered(column, column.min()).map(min -> sentence("minimum", name, min));
            case MAX -> ordered(column, column.max()).map(max -> sentence("maximum", name, max));
            case SUM -> Optional.ofNullable(column.sum()).map(sum -> sentence("total", name, sum));
            case MEDIAN -> median(column, name);
            case DEVIATION ->
                Optional.ofNullable(column.stddev())
                        .map(deviation -> sentence("standard deviation", name, rounded(deviation)));
            case RANGE -> range(column, name);
            case UNIQUE -> unique(column, name);
            case TYPE -> Optional.of(name + " is of type " + column.type() + ".");
            case OVERVIEW, RELATIONSHIPS, KEY, NULL_COLUMNS, COLUMN_COUNT, TABLES, COLUMNS, DUPLICATES, ROWS ->
                Optional.empty();
        };
    }

    private Optional<String> median(ColumnProfile column, String name) {
        ColumnProfile.Quantiles quantiles = column.quantiles();
        if (quantiles == null) {
            return Optional.empty();
        }
        String value = figure(rounded(quantiles.p50()), name);
        String about = quantiles.rankError() == 0 ? "" : "about ";
        String error = quantiles.rankError() == 0
                ? ""
                : " (estimated: its rank may be off by " + NumberFormat.percent(quantiles.rankError())
                        + " of the rows)";
        return Optional.of(
                "The median of " + name + " is " + about + value + error + ", over all rows where it is not null.");
    }

    private Optional<String> range(ColumnProfile column, String name) {
        return ordered(column, column.min())
                .flatMap(min -> ordered(column, column.max())
                        .map(max -> name + " runs from " + figure(min, name) + " to " + figure(max, name)
                                + ", over all rows where it is not null."));
    }

    private Optional<String> unique(ColumnProfile column, String name) {
        if (!column.unique().exact()) {
            return Optional.empty();
        }
        String nulls = column.nulls() == 0
                ? " It is never null."
                : " It is null in " + counted(column.nulls(), "row", name) + ".";
        return Optional.of(
                column.unique().value()
                        ? "Yes, " + name + " is unique: no value repeats." + nulls
                        : "No, " + name + " is not unique: values repeat. " + distinct(column, name));
    }

    private String duplicates(TableProfile table) {
        DuplicateRows found = Objects.requireNonNull(table.duplicates());
        return table.name() + " has " + (found.exact() ? "" : "about ") + counted(found.rows(), "row", table.name())
                + " that repeat" + (found.rows() == 1 ? "s" : "") + " another one in every cell"
                + (found.exact() ? "." : " (estimated, give or take " + figure(found.error(), table.name()) + ").");
    }

    /** The value if the column is numeric or temporal. */
    private static Optional<String> ordered(ColumnProfile column, @Nullable String value) {
        return Optional.ofNullable(value)
                .filter(it -> column.type().numeric() || column.type().temporal());
    }

    private static String rounded(double value) {
        return CellFormat.rounded(value);
    }

    private String sentence(String what, String name, String value) {
        return "The " + what + " of " + name + " is " + figure(value, name) + ", over all rows where it is not null.";
    }

    private String figure(long value, String subject) {
        return figure(String.valueOf(value), subject);
    }

    private String figure(String value, String subject) {
        claims.add(new Claim(value, -1, -1, subject));
        return value;
    }

    private String counted(long number, String noun, String subject) {
        return figure(number, subject) + " " + noun + (number == 1 ? "" : "s");
    }

    private String rows(TableProfile table) {
        return table.name() + " has " + counted(table.rows(), "row", table.name()) + ".";
    }

    private String columnCount(TableProfile table) {
        return table.name() + " has " + counted(table.columns().size(), "column", table.name()) + ".";
    }

    /** What the tables hold: their rows, columns and spans of time, and how they are linked. */
    private String overview(List<TableProfile> tables) {
        if (tables.size() == 1) {
            TableProfile table = tables.get(0);
            return rows(table) + "\n" + columns(table).replaceFirst("\\.$", "") + span(table) + ".";
        }
        String all = counted(tables.size(), "table", "tables") + ":\n"
                + lines(
                        tables,
                        table -> "- " + table.name() + ": " + counted(table.rows(), "row", table.name()) + "; "
                                + table.columns().stream()
                                        .limit(MAX_NAMED_COLUMNS)
                                        .map(column -> PromptSanitizer.cell(column.name()))
                                        .collect(Collectors.joining(", "))
                                + (table.columns().size() > MAX_NAMED_COLUMNS ? ", …" : "")
                                + span(table));
        int edges = context.relationships().size();
        return edges == 0 ? all : all + "\n" + counted(edges, "foreign key", "relationships") + " between them.";
    }

    /** The range of the table's first date. */
    private String span(TableProfile table) {
        return table.columns().stream()
                .filter(column -> column.type().temporal() && column.min() != null && column.max() != null)
                .findFirst()
                .map(column -> "; " + PromptSanitizer.cell(column.name()) + " from "
                        + figure(String.valueOf(column.min()), name(table, column)) + " to "
                        + figure(String.valueOf(column.max()), name(table, column)))
                .orElse("");
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
        return Optional.of(column.topValues().stream()
                .limit(MAX_TOP_VALUES)
                .map(top -> PromptSanitizer.cell(top.value()) + " (" + (top.exact() ? "" : "at least ")
                        + figure(top.count(), name) + ")")
                .collect(Collectors.joining(", ", "The most frequent values of " + name + ": ", ".")));
    }

    private String relationships() {
        List<String> lines = new ArrayList<>();
        for (Relationship edge : context.relationships()) {
            String from = edge.fromTable() + "." + String.join(" + ", edge.fromColumns());
            String share = figure(NumberFormat.percent(edge.containmentRows()), from);
            String condition = edge.join() == null
                    ? ""
                    : ", joined ON " + PromptSanitizer.sql(edge.join().on(), MAX_CONDITION);
            lines.add("- " + from + " → " + edge.toTable() + "." + String.join(" + ", edge.toColumns()) + " (" + share
                    + " of its rows found there" + condition + (edge.possible() ? "; possible only)" : ")"));
        }
        return lines.isEmpty() ? "No relationships between the tables were found." : String.join("\n", lines);
    }

    private static String name(TableProfile table, ColumnProfile column) {
        return table.name() + "." + column.name();
    }
}
