package io.github.bigdatamigrator.query;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.DialectHints;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlToken;
import io.github.bigdatamigrator.text.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names all unknown columns, functions and tables of a statement at once; Spark stops at the first one. Each is
 * replaced by something known, and the statement is analyzed again.
 */
final class StatementFaults {
    private static final int MAX_FAULTS = 5;
    private static final int NEAREST = 2;
    private static final Pattern COLUMN = Pattern.compile(
            "^\\[UNRESOLVED_COLUMN[^]]*].*? with name (\\S+) cannot be resolved(?:.*\\?\\s*\\[(.*?)])?.*$");
    private static final Pattern FUNCTION = Pattern.compile(
            "^\\[UNRESOLVED_ROUTINE] Spark SQL has no function `([^`]+)`\\.?" + "(?: Did you mean (`[^`]+`)\\?)?.*$");
    private static final Pattern TABLE =
            Pattern.compile("^\\[TABLE_OR_VIEW_NOT_FOUND] There is no table `([^`]+)`\\. Did you mean `([^`]+)`\\?.*$");
    private static final Pattern TEXT_CAST = Pattern.compile(
            "^\\[CAST_INVALID_INPUT] The value '(.*?)' of the type \"STRING\" cannot be cast to (\"\\w+).*$");

    private StatementFaults() {}

    /**
     * The failure, with all faults that analysis finds if there are several, and without advice that misleads.
     *
     * @param check analyzes a statement
     */
    static MigratorException all(String sql, MigratorException first, Consumer<String> check) {
        if (first.code() != ErrorCode.QUERY_FAILED) {
            return first;
        }
        List<String> faults = new ArrayList<>();
        String text = sql;
        Optional<MigratorException> failure = Optional.of(first);
        while (failure.isPresent() && faults.size() < MAX_FAULTS) {
            String next = named(text, String.valueOf(failure.get().getMessage()), faults);
            failure = next.equals(text) ? Optional.empty() : failure(next, check);
            text = next;
        }
        if (faults.size() > 1) {
            return new MigratorException(
                    ErrorCode.QUERY_FAILED, "[UNRESOLVED_NAMES] Unknown: " + String.join("; ", faults) + ".", first);
        }
        return withoutMisleadingAdvice(sql, first);
    }

    private static Optional<MigratorException> failure(String sql, Consumer<String> check) {
        try {
            check.accept(sql);
            return Optional.empty();
        } catch (MigratorException e) {
            return Optional.of(e);
        }
    }

    /** Adds the fault of a message, and returns the statement without it; the same text if it is of another kind. */
    private static String named(String sql, String message, List<String> faults) {
        Matcher column = COLUMN.matcher(message);
        if (column.matches()) {
            String wanted = last(column.group(1));
            String near = Stream.of(column.group(2) == null ? "" : column.group(2))
                    .flatMap(names -> Stream.of(names.split(", ")))
                    .filter(name -> !name.isEmpty())
                    .sorted(Comparator.comparingInt(name -> NearestName.edits(wanted, last(name))))
                    .limit(NEAREST)
                    .collect(Collectors.joining(" or "));
            faults.add("column " + column.group(1) + (near.isEmpty() ? "" : " (nearest: " + near + ")"));
            String name = column.group(1).replace("`", "");
            return replaced(
                    sql,
                    "(?<![\\p{L}\\p{N}_.])" + String.join("\\s*\\.\\s*", quoted(name)) + "(?![\\p{L}\\p{N}_(.])",
                    "NULL");
        }
        Matcher function = FUNCTION.matcher(message);
        if (function.matches()) {
            String near = DialectHints.insteadOf(function.group(1)).orElse(function.group(2));
            faults.add("function `" + function.group(1) + "`" + (near == null ? "" : " (instead: " + near + ")"));
            return replaced(sql, "\\b" + Pattern.quote(function.group(1)) + "\\s*(?=\\()", "coalesce");
        }
        Matcher table = TABLE.matcher(message);
        if (table.matches()) {
            String name = Pattern.quote(table.group(1));
            faults.add("table `" + table.group(1) + "` (nearest: `" + table.group(2) + "`)");
            String named = "(?<=\\b(?:from|join)\\s{1,9})" + name + "(?![\\p{L}\\p{N}_])";
            return replaced(sql, named + "|(?<![\\p{L}\\p{N}_.])" + name + "(?=\\s*\\.)", table.group(2));
        }
        return sql;
    }

    /** The last part of a name, without backticks, in lower case. */
    private static String last(String name) {
        return fold(name.substring(name.lastIndexOf('.') + 1).replace("`", ""));
    }

    private static List<String> quoted(String name) {
        return List.of(name.split("\\.")).stream().map(Pattern::quote).toList();
    }

    /** Replaces a name, in backticks or not; an alias stays. */
    private static String replaced(String sql, String name, String instead) {
        StringBuilder bare = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            boolean plain = token.kind() == SqlToken.Kind.IDENTIFIER
                    && token.identifier().matches("\\w+");
            bare.append(plain ? token.identifier() : token.text());
        }
        Matcher found = Pattern.compile("(?i)" + name).matcher(SqlLexer.blanked(bare.toString(), SqlToken.Kind.STRING));
        int shift = 0;
        for (MatchResult match : found.results().toList()) {
            if (!bare.substring(0, match.start() + shift).matches("(?is).*\\bas\\s+")) {
                bare.replace(match.start() + shift, match.end() + shift, instead);
                shift += instead.length() - (match.end() - match.start());
            }
        }
        return bare.toString();
    }

    /**
     * “Use try_cast” helps where cells do not fit, not where a text of the statement itself stands in a wrong place.
     */
    private static MigratorException withoutMisleadingAdvice(String sql, MigratorException failure) {
        Matcher cast = TEXT_CAST.matcher(String.valueOf(failure.getMessage()));
        boolean literal = cast.matches()
                && SqlLexer.tokens(sql).stream()
                        .anyMatch(token -> token.kind() == SqlToken.Kind.STRING
                                && token.value().equals(cast.group(1)));
        return literal
                ? new MigratorException(
                        ErrorCode.QUERY_FAILED,
                        "[DATATYPE_MISMATCH] The query has the text '" + cast.group(1) + "' where a value of the type "
                                + cast.group(2)
                                + "\" is needed. Check the order of the arguments, and compare texts with"
                                + " columns of texts.",
                        failure)
                : failure;
    }
}
