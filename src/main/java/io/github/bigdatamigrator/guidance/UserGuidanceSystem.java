package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Suggests questions, explorations, and recommendations from the profile of the data alone. The query engine has
 * accepted the SQL of each question, and each question states the figure that led to it. Needs no model; has no state;
 * safe for use by several threads.
 */
public final class UserGuidanceSystem {
    /** The maximum for one context; each question costs one analysis of its SQL and no Spark job. */
    private static final int MAX_QUESTIONS = 60;

    private static final int MAX_SUGGESTED = 15;

    /** Generates the questions of one kind about one table, the most useful first. */
    @FunctionalInterface
    private interface QuestionRule {
        List<GuidedQuestion> questions(TableNode node);
    }

    private static final QuestionRule TOP_SELLING = RankingRules::topSelling;
    private static final QuestionRule HIGHEST = RankingRules::highest;
    private static final QuestionRule AMOUNTS = BreakdownRules::amounts;

    /** The order in which a round takes one question from each rule: common questions first, then surprising ones. */
    private static final List<QuestionRule> ROUND = List.of(
            TOP_SELLING,
            AnomalyRules::emptyMonths,
            AnomalyRules::placeholders,
            QualityRules::orphans,
            HIGHEST,
            TrendRules::overTime,
            AMOUNTS,
            DurationRules::missedDeadlines,
            AnomalyRules::concentration,
            DistributionRules::outliers,
            ComparisonRules::of,
            QualityRules::duplicates,
            TOP_SELLING,
            RankingRules::largestOrders,
            TrendRules::changes,
            RankingRules::mostRows,
            QualityRules::unreferenced,
            AnomalyRules::correlations,
            HIGHEST,
            BreakdownRules::shares,
            RetentionRules::lapsed,
            TrendRules::averageValue,
            DurationRules::durations,
            RetentionRules::rowsPerCustomer,
            AMOUNTS,
            QualityRules::missingValues,
            DistributionRules::distributions);

    /**
     * Suggests what to ask, explore, and improve next.
     *
     * @param alreadyAsked questions to leave out, compared without case and punctuation
     */
    public Guidance guide(DataContext context, QueryEngine queries, List<String> alreadyAsked) {
        SchemaGraph graph = SchemaGraph.of(context);
        Set<String> asked = new HashSet<>();
        alreadyAsked.forEach(question -> asked.add(normalized(question)));
        List<GuidedQuestion> open = candidates(graph).stream()
                .filter(question -> !asked.contains(normalized(question.text())))
                .toList();
        return new Guidance(
                accepted(open, queries, MAX_SUGGESTED),
                ExplorationRules.of(graph),
                RecommendationRules.of(context, graph));
    }

    /** All questions about the data, at most 60, the most useful first, without duplicates. */
    public List<GuidedQuestion> questions(DataContext context, QueryEngine queries) {
        return accepted(candidates(SchemaGraph.of(context)), queries, MAX_QUESTIONS);
    }

    /** Takes the next question of each rule in rounds, each time about another table where there is one. */
    private static List<GuidedQuestion> candidates(SchemaGraph graph) {
        Map<QuestionRule, Deque<GuidedQuestion>> left = new HashMap<>();
        for (QuestionRule rule : ROUND) {
            left.computeIfAbsent(rule, r -> new ArrayDeque<>(questions(r, graph.nodes())));
        }
        List<GuidedQuestion> all = new ArrayList<>();
        while (left.values().stream().anyMatch(questions -> !questions.isEmpty())) {
            for (QuestionRule rule : ROUND) {
                GuidedQuestion next =
                        left.getOrDefault(rule, new ArrayDeque<>()).poll();
                if (next != null) {
                    all.add(next);
                }
            }
        }
        return distinct(all);
    }

    /** Event tables first: sums over sales, payments, or rentals say more than averages over a list of products. */
    private static List<GuidedQuestion> questions(QuestionRule rule, List<TableNode> nodes) {
        List<List<GuidedQuestion>> first = new ArrayList<>();
        List<List<GuidedQuestion>> later = new ArrayList<>();
        for (TableNode node : nodes) {
            boolean last = !node.isEventTable() && (rule == HIGHEST || rule == AMOUNTS);
            (last ? later : first).add(rule.questions(node));
        }
        List<GuidedQuestion> questions = new ArrayList<>(distinct(interleave(first)));
        questions.addAll(distinct(interleave(later)));
        return questions;
    }

    /** The first element of each list, then the second of each, and so on. */
    static <T> List<T> interleave(List<List<T>> lists) {
        List<T> all = new ArrayList<>();
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<T> list : lists) {
                if (i < list.size()) {
                    all.add(list.get(i));
                }
            }
        }
        return all;
    }

    /** The first of all questions with the same words. */
    private static List<GuidedQuestion> distinct(List<GuidedQuestion> questions) {
        Set<String> seen = new HashSet<>();
        return questions.stream()
                .filter(question -> seen.add(normalized(question.text())))
                .toList();
    }

    private static List<GuidedQuestion> accepted(List<GuidedQuestion> candidates, QueryEngine queries, int maximum) {
        List<GuidedQuestion> accepted = new ArrayList<>();
        for (GuidedQuestion question : candidates) {
            if (accepted.size() == maximum) {
                break;
            }
            try {
                queries.check(question.sql());
                accepted.add(question);
            } catch (MigratorException e) {
                if (e.code() != ErrorCode.QUERY_REFUSED && e.code() != ErrorCode.QUERY_FAILED) {
                    throw e;
                }
            }
        }
        return accepted;
    }

    private static String normalized(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
