/**
 * Finds what a statement counts wrong although it runs, on Spark's analyzed plan.
 *
 * <p>Main types: {@code StatementReviewer} with one class per kind of fault; {@code RowSources}, which tells what each
 * row of a plan is made of.
 *
 * <p>Decision: whether a join repeats rows is decided by functional dependencies (keys of tables, equalities, groups),
 * not by the shape of the statement. One closure covers composite keys, subqueries, windows and groups by the other
 * side.
 *
 * <p>Decision: a suspicion is measured on the data before it is told, with the statement's own joins and filters. Keys
 * and foreign keys are only claims about data; a join that repeats nothing in this data is no fault.
 */
@NullMarked
package io.github.bigdatamigrator.query.counting;

import org.jspecify.annotations.NullMarked;
