/**
 * Finds references whose columns are not equal: values that are written otherwise ({@code bref_12} and 12), references
 * to one of several tables by a type column, and lists of keys in text. Each is an inclusion between SQL expressions,
 * recorded as the condition of a join.
 *
 * <p>Apart from {@code relationship}, since it is a second step that never changes the first one's evidence: it only
 * looks at columns for which that found no target, or one that many rows lack, and imports its counts and names. A
 * foreign key that many rows lack stays beside the join that finds them; only the branches of a type column replace
 * one.
 *
 * <p>Decision: the names, or an improbable containment, propose a reference on the driver, from the sketches and the
 * sampled rows alone; the statement that is recorded is then run on the full data, all in one job. Where nothing is
 * proposed, nothing is read; what the sketches have completely is counted there.
 */
@NullMarked
package io.github.bigdatamigrator.relationship.expression;

import org.jspecify.annotations.NullMarked;
