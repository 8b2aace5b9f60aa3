/**
 * Chooses a few data tests that the profile justifies and that later rows are expected to pass, verifies them on the
 * full data, and writes them as dbt sources, as an ODCS contract and as plain SQL.
 * {@link io.github.bigdatamigrator.checks.DataChecks} does it all.
 *
 * <p>Decision: what is told of single rows is one check for each table and purpose (required columns, dates, order,
 * damaged text), because a person reads one failing line and then its rows, and a hundred checks are not kept.
 */
@NullMarked
package io.github.bigdatamigrator.checks;

import org.jspecify.annotations.NullMarked;
