/**
 * The errors of the whole program: one exception, its codes, and one subclass for models.
 *
 * <p>Imports nothing of ours.
 *
 * <p>Decision: codes instead of a class per error, because the only callers that act on them are the two mappings (exit
 * code, HTTP status), and an exhaustive switch over an enum keeps those complete.
 */
@NullMarked
package io.github.bigdatamigrator.error;

import org.jspecify.annotations.NullMarked;
