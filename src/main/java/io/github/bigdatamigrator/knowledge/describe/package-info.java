/**
 * Describes one data set: drafts of meanings by rules and by a model, imports, approval and export.
 *
 * <p>Main type: {@code DataDescription}.
 *
 * <p>Decision: apart from {@code knowledge}, which applies meanings without a model. A draft is written to a file of
 * its own and has no effect until a person approves it.
 */
@NullMarked
package io.github.bigdatamigrator.knowledge.describe;

import org.jspecify.annotations.NullMarked;
