package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.StatementReview;
import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.prompt.HeaderPseudonyms;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.conversation.prompt.RepairHint;
import io.github.bigdatamigrator.conversation.prompt.RewriterTables;
import io.github.bigdatamigrator.conversation.wording.AnswerLanguage;
import io.github.bigdatamigrator.conversation.wording.CutNote;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.Definitions;
import io.github.bigdatamigrator.sql.DialectRewriter;
import io.github.bigdatamigrator.sql.SilentDialectRewriter;
import io.github.bigdatamigrator.sql.SqlOutline;
import io.github.bigdatamigrator.sql.SqlStatements;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL that a model wrote, for all answerers. In order: replaces pseudonyms by real names and values; rewrites what
 * Spark would silently read otherwise; replaces names of measures and filters by their definitions; replaces original
 * names by SQL names; requires the active filters; lets the guard check the statement; has it reviewed for what it
 * counts wrong; runs it; rewrites other dialects if Spark rejected the statement; and repeats an empty result with the
 * nearest stored values. Stateless.
 */
final class QueryStep {
    /** Repairs without which a statement runs too; its rows then carry a warning. */
    static final Set<Repair> OPTIONAL_REPAIRS = Set.of(Repair.FILTER, Repair.DEFINITION, Repair.COUNTING);

    private static final String SYNTAX = "[PARSE_";
    private static final Pattern NOTHING = Pattern.compile("(?!)");
    /** Questions that ask for what is a fault otherwise. */
    private static final Map<Kind, Pattern> ASKED = Map.of(
            Kind.NULL_IN_LIST,
            Pattern.compile("\\bNOT IN\\b"),
            Kind.ROW_PAIRS,
            Pattern.compile("(?iu)\\b(?:pairs?|combinations?|paare?|kombinationen)\\b"),
            Kind.AVERAGE_OF_AVERAGES,
            Pattern.compile("(?iu)\\b(?:average|mean|avg)\\b.*\\b(?:averages?|means?|avg)\\b"
                    + "|(?:durchschnitt|mittelwert).*(?:durchschnitt|mittelwert)"));

    private final TurnContext turn;
    private final PromptContext history;
    private final HeaderPseudonyms pseudonyms;
    private final DialectRewriter rewriter;

    QueryStep(TurnContext turn, PromptContext history, HeaderPseudonyms pseudonyms) {
        this.turn = turn;
        this.history = history;
        this.pseudonyms = pseudonyms;
        rewriter = RewriterTables.rewriter(turn.data().context());
    }

    /** Why a statement goes back to the model. */
    enum Repair {
        /** An active filter is missing. */
        FILTER,
        /** A measure or filter that the question names is missing. */
        DEFINITION,
        /** The guard refused a SELECT. */
        REFUSAL,
        /** Its joins repeat rows, or it counts wrong otherwise. */
        COUNTING,
        /** Spark could not analyze or run it. */
        ERROR
    }

    /** The result of running one statement. */
    sealed interface Attempt {}

    /** @param warnings for the user, if these rows become the answer */
    record Rows(QueryResult result, List<String> warnings) implements Attempt {}

    /**
     * The model may write a better statement.
     *
     * @param reason for the user
     * @param hint for the model
     */
    record Repairable(Repair repair, String reason, RepairHint hint) implements Attempt {}

    /** The statement is not a SELECT, or the guard refused a second one: the model gets no further attempt. */
    record Refused(String reason) implements Attempt {}

    /** The statement ran out of its time: the model gets no further attempt. */
    record Failed(String reason) implements Attempt {}

    /**
     * @param usedRepairs repairs that are not requested again: with FILTER or DEFINITION a query without it runs and
     *     its rows carry a warning; with REFUSAL the next refusal is final; with COUNTING a query that counts wrong is
     *     corrected where its meaning is certain, else runs and its rows carry a warning
     * @throws MigratorException CANCELLED, DATA_CHANGED, and other failures that different SQL cannot avoid
     */
    Attempt run(String written, Set<Repair> usedRepairs) {
        return run(written, usedRepairs, StatementReview::corrected);
    }

    /** Runs what a user typed: nothing goes back, and what counts wrong is told, but not corrected. */
    Attempt runTyped(String typed) {
        return run(typed, EnumSet.allOf(Repair.class), review -> null);
    }

    /** @param corrected the statement to run instead of one that counts wrong; null for itself */
    private Attempt run(
            String written, Set<Repair> usedRepairs, Function<StatementReview, @Nullable String> corrected) {
        SilentDialectRewriter meant = SilentDialectRewriter.rewrite(pseudonyms.revealSql(written));
        Definitions.Expanded expanded =
                Definitions.expand(meant.sql(), turn.data().context());
        String sql = expanded.sql();
        List<Definition> unused =
                Definitions.unused(turn.question(), expanded, turn.data().context());
        if (!unused.isEmpty() && !usedRepairs.contains(Repair.DEFINITION)) {
            String names = unused.stream().map(Definition::identifier).collect(Collectors.joining(", "));
            String reason = "the question names " + names + ", which is defined for these data, but the query does not"
                    + " use it; write the bare name " + names + " in place of a formula of your own";
            return new Repairable(Repair.DEFINITION, reason, RepairHint.of(reason));
        }
        try {
            String named = withKnownNames(sql);
            Optional<Entry> missing = missingFilter(sql, named);
            if (missing.isPresent() && !usedRepairs.contains(Repair.FILTER)) {
                String reason = "the query lacks a filter that is active in this conversation: "
                        + missing.get().text();
                return new Repairable(Repair.FILTER, reason, RepairHint.of(reason));
            }
            List<String> warnings = new ArrayList<>(meant.notes());
            AnswerLanguage language = turn.asked().language();
            expanded.used().forEach(each -> warnings.add(language.defined(each.name(), each.shown())));
            unused.forEach(each -> warnings.add(language.notAsDefined(each.name(), each.shown())));
            missing.ifPresent(filter -> warnings.add("The filter ‘" + filter.text() + "’ was not found in the query."));
            return rows(sql, named, warnings, usedRepairs, corrected);
        } catch (MigratorException e) {
            MigratorException told = Definitions.explained(sql, e, turn.data().context());
            return repairOrStop(sql, told, usedRepairs);
        }
    }

    /** The active filter that neither the statement nor any of its readings in another dialect contains. */
    private Optional<Entry> missingFilter(String sql, String named) {
        return history.missingFilter(named)
                .filter(filter -> rewriter.otherDialectReadings(sql).stream()
                        .allMatch(reading -> history.missingFilter(reading).isPresent()));
    }

    private Attempt rows(
            String sql,
            String named,
            List<String> warnings,
            Set<Repair> usedRepairs,
            Function<StatementReview, @Nullable String> corrected) {
        Attempt first;
        try {
            first = reviewed(named, usedRepairs, corrected);
        } catch (MigratorException e) {
            List<String> readings = e.code() == ErrorCode.QUERY_FAILED ? rewriter.otherDialectReadings(sql) : List.of();
            String reading = analyzable(readings, named).orElseThrow(() -> withFaultBehind(e, readings));
            first = reviewed(reading, usedRepairs, corrected);
        }
        if (!(first instanceof Rows rows)) {
            return first;
        }
        warnings.addAll(rows.warnings());
        QueryResult result = rows.result();
        String ran = result.sql();
        Optional<Rows> whole = withoutLimit(ran, result);
        if (whole.isPresent()) {
            result = whole.get().result();
            ran = result.sql();
            warnings.addAll(whole.get().warnings());
        }
        AnswerLanguage language = turn.asked().language();
        StoredValueRetry retry = StoredValueRetry.of(ran, turn.data(), language, StoredValueRetry.isEmpty(result));
        if (!retry.sql().equals(ran)) {
            turn.listener().status("Asking again with the nearest stored values");
            turn.listener().sql(retry.sql());
            QueryResult again = turn.data().queries().run(retry.sql());
            if (!StoredValueRetry.isEmpty(again)) {
                turn.listener().rows(again);
                warnings.addAll(retry.notes());
                result = again;
            }
        }
        warnings.addAll(retry.missing());
        return new Rows(result, List.copyOf(warnings));
    }

    /**
     * Runs a statement unless the model should correct what it counts wrong. The rows carry warnings of what is wrong
     * or how it was corrected.
     */
    private Attempt reviewed(
            String sql, Set<Repair> usedRepairs, Function<StatementReview, @Nullable String> corrected) {
        StatementReview review = turn.data().queries().review(sql);
        List<Fault> faults = doubted(review);
        Optional<Repairable> repairable = usedRepairs.contains(Repair.COUNTING) ? Optional.empty() : repairable(faults);
        if (repairable.isPresent()) {
            return repairable.get();
        }
        AnswerLanguage language = turn.asked().language();
        String instead = faults.isEmpty() ? null : corrected.apply(review);
        List<String> warnings = faults.stream()
                .map(fault -> instead == null ? language.fault(fault) : language.corrected(fault))
                .distinct()
                .toList();
        return new Rows(turn.queries().run(instead == null ? sql : instead), warnings);
    }

    private List<Fault> doubted(StatementReview review) {
        return review.faults().stream()
                .filter(fault -> turn.asked().texts().stream()
                        .noneMatch(question -> ASKED.getOrDefault(fault.kind(), NOTHING)
                                .matcher(question)
                                .find()))
                .toList();
    }

    /** What the model should correct; rows that only a join drops may be meant. */
    private static Optional<Repairable> repairable(List<Fault> faults) {
        return faults.stream()
                .filter(fault -> fault.kind() != Kind.DROPPED_ROWS)
                .map(Fault::remedy)
                .map(remedy -> new Repairable(Repair.COUNTING, remedy, RepairHint.of(remedy)))
                .findFirst();
    }

    /** The rows without the statement's own LIMIT, if it is reached and nobody asked for it. */
    private Optional<Rows> withoutLimit(String sql, QueryResult result) {
        String whole = SqlOutline.withoutLimit(sql);
        long limit = SqlOutline.of(sql).limit();
        if (result.cut() == null || whole.equals(sql) || CutNote.isAsked(limit, turn.asked())) {
            return Optional.empty();
        }
        return turn.queries()
                .attempt(whole)
                .map(rows -> new Rows(
                        rows, List.of(CutNote.ofDropped(limit, turn.asked().language()))));
    }

    /** A syntax error, with what is wrong besides: the first fault of a reading that Spark can parse. */
    private MigratorException withFaultBehind(MigratorException error, List<String> readings) {
        String message = String.valueOf(error.getMessage());
        for (String reading : message.startsWith(SYNTAX) ? readings : List.<String>of()) {
            try {
                turn.data().queries().check(reading);
            } catch (MigratorException e) {
                String fault = String.valueOf(e.getMessage());
                if (e.code() == ErrorCode.QUERY_FAILED && !fault.startsWith(SYNTAX)) {
                    return new MigratorException(e.code(), message + " Besides: " + fault, error);
                }
            }
        }
        return error;
    }

    private static Attempt repairOrStop(String sql, MigratorException e, Set<Repair> usedRepairs) {
        String reason = String.valueOf(e.getMessage());
        return switch (e.code()) {
            case QUERY_REFUSED ->
                usedRepairs.contains(Repair.REFUSAL) || !SqlStatements.isQuery(sql)
                        ? new Refused(reason)
                        : new Repairable(Repair.REFUSAL, reason, RepairHint.of(e));
            case QUERY_FAILED -> new Repairable(Repair.ERROR, reason, RepairHint.of(e));
            case QUERY_TIMEOUT -> new Failed(reason);
            default -> throw e;
        };
    }

    /** The statement with SQL names; of several readings the first one that Spark can analyze. */
    private String withKnownNames(String sql) {
        List<String> readings = rewriter.readings(sql);
        String first = readings.get(0);
        return readings.size() == 1 ? first : analyzable(readings, "").orElse(first);
    }

    /** @param failed a reading that is not checked again */
    private Optional<String> analyzable(List<String> readings, String failed) {
        for (String reading : readings) {
            try {
                if (!reading.equals(failed)) {
                    turn.data().queries().check(reading);
                    return Optional.of(reading);
                }
            } catch (MigratorException e) {
                // The refusal may be due to a wrong reading: a column ‘user’ is not the function user().
                if (e.code() != ErrorCode.QUERY_FAILED && e.code() != ErrorCode.QUERY_REFUSED) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }
}
