package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.QueryEngine;
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
 * Says what is worth asking about data, from its profile alone. Each question comes with SQL that the data's own engine
 * has accepted, and with the figure that led to it. Needs no model; keeps no state; safe for use by several threads.
 */
public final class UserGuidanceSystem {
    /** Questions that are known for one context; each costs one analysis of its SQL and no job. */
    private static final int MOST_KNOWN = 60;

    private static final int MOST_SHOWN = 15;

    private static final QuestionRule SELLING = RankingRules::selling;
    private static final QuestionRule HIGHEST = RankingRules::highest;
    private static final QuestionRule AMOUNTS = BreakdownRules::amounts;

    /**
     * In the order in which a round takes one question from each: what everybody asks first, then what nobody would
     * guess.
     */
    private static final List<QuestionRule> ROUND = List.of(
            SELLING,
            AnomalyRules::quietMonths,
            AnomalyRules::placeholders,
            QualityRules::orphans,
            HIGHEST,
            TrendRules::overTime,
            AMOUNTS,
            DurationRules::late,
            AnomalyRules::concentration,
            DistributionRules::outliers,
            ComparisonRules::of,
            QualityRules::duplicates,
            SELLING,
            RankingRules::largest,
            TrendRules::changes,
            RankingRules::most,
            QualityRules::childless,
            AnomalyRules::together,
            HIGHEST,
            BreakdownRules::shares,
            RetentionRules::lapsed,
            TrendRules::worth,
            DurationRules::taken,
            RetentionRules::loyalty,
            AMOUNTS,
            QualityRules::nulls,
            DistributionRules::distributions);

    /**
     * What could be asked next, looked at and mended.
     *
     * @param alreadyAsked questions that are not to be proposed again; case and punctuation do not matter
     */
    public Guidance guide(DataContext context, QueryEngine queries, List<String> alreadyAsked) {
        SchemaGraph landscape = SchemaGraph.of(context);
        Set<String> asked = new HashSet<>();
        alreadyAsked.forEach(question -> asked.add(folded(question)));
        List<GuidedQuestion> open = candidates(landscape).stream()
                .filter(question -> !asked.contains(folded(question.text())))
                .toList();
        return new Guidance(
                accepted(open, queries, MOST_SHOWN),
                ExplorationRules.of(landscape),
                RecommendationRules.of(context, landscape));
    }

    /** All the questions that are known for this data, at most 60, the most telling first; no two alike. */
    public List<GuidedQuestion> questions(DataContext context, QueryEngine queries) {
        return accepted(candidates(SchemaGraph.of(context)), queries, MOST_KNOWN);
    }

    /** In rounds: each rule gives one question whenever it is its turn, each time about another table where it can. */
    private static List<GuidedQuestion> candidates(SchemaGraph landscape) {
        Map<QuestionRule, Deque<GuidedQuestion>> left = new HashMap<>();
        for (QuestionRule rule : ROUND) {
            left.computeIfAbsent(rule, r -> new ArrayDeque<>(questions(r, landscape.subjects())));
        }
        List<GuidedQuestion> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (left.values().stream().anyMatch(questions -> !questions.isEmpty())) {
            for (QuestionRule rule : ROUND) {
                GuidedQuestion next =
                        left.getOrDefault(rule, new ArrayDeque<>()).poll();
                if (next != null && seen.add(folded(next.text()))) {
                    all.add(next);
                }
            }
        }
        return all;
    }

    /** Of what happened before what is: what was sold, paid, rented says more than averages over a list of products. */
    private static List<GuidedQuestion> questions(QuestionRule rule, List<TableNode> subjects) {
        List<List<GuidedQuestion>> happened = new ArrayList<>();
        List<List<GuidedQuestion>> others = new ArrayList<>();
        for (TableNode subject : subjects) {
            boolean later = !subject.events() && (rule == HIGHEST || rule == AMOUNTS);
            (later ? others : happened).add(rule.questions(subject));
        }
        List<GuidedQuestion> questions = alternate(happened);
        questions.addAll(alternate(others));
        return questions;
    }

    /** The first of each list, then the second of each, and so on; of questions in the same words only the first. */
    private static List<GuidedQuestion> alternate(List<List<GuidedQuestion>> lists) {
        List<GuidedQuestion> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<GuidedQuestion> list : lists) {
                if (i < list.size() && seen.add(folded(list.get(i).text()))) {
                    all.add(list.get(i));
                }
            }
        }
        return all;
    }

    private static List<GuidedQuestion> accepted(List<GuidedQuestion> candidates, QueryEngine queries, int most) {
        List<GuidedQuestion> accepted = new ArrayList<>();
        for (GuidedQuestion question : candidates) {
            if (accepted.size() == most) {
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

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
