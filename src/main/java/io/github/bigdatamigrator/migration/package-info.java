/**
 * Loads data into a target, resumes a load that was interrupted, and proves that the target equals the source.
 *
 * <p>Main types: {@code MigrationPlan} (what is created; editable as YAML), {@code DataMigration} (one run),
 * {@code Ledger} (what is loaded already), {@code SplitLoader} (loads one split), {@code MigrationReport}.
 *
 * <p>Decision: the place of each split is recorded in the target, in the transaction that loads its rows. A file beside
 * the source would be wrong after a crash between the two writes.
 *
 * <p>Decision: each run has a token, which a split checks before it loads. A task of a run that was given up, and does
 * not know it, can therefore load nothing any more.
 *
 * <p>Decision: rows travel in PostgreSQL's binary format. It needs no escaping, the server parses no number, and no
 * setting of the session changes the meaning of a value. The server would round a number to the scale of its column;
 * values are compared with their column's type before they are sent.
 */
@NullMarked
package io.github.bigdatamigrator.migration;

import org.jspecify.annotations.NullMarked;
