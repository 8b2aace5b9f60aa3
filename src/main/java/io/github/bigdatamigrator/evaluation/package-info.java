/**
 * Measures how often answers are right: asks questions whose right answers are known, compares the rows by meaning, and
 * keeps the results.
 *
 * <p>Main types: {@code QuestionSet} (a file of questions), {@code Evaluator} (asks them), {@code RowComparison},
 * {@code Evaluation} (the results), {@code EvaluationChanges} (against an earlier run).
 *
 * <p>Decision: questions go through the façade, as a user's do, so that all is measured that a user gets: model,
 * prompt, repairs, rules and audit.
 *
 * <p>Decision: whatever cannot be told right for certain counts as wrong. An evaluation that flatters is worse than
 * none.
 */
@NullMarked
package io.github.bigdatamigrator.evaluation;

import org.jspecify.annotations.NullMarked;
