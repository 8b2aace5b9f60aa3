/**
 * Verifies claims on the full data, finds stored values, and exports tables, in few scans of the conversation's views.
 *
 * <p>Decision: everything reads the same views as SQL, so that a verdict concerns exactly the rows and types that a
 * query sees.
 */
@NullMarked
package io.github.bigdatamigrator.verification;

import org.jspecify.annotations.NullMarked;
