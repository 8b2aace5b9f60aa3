/**
 * Defines the errors of the program: one exception, its codes, and one subclass for language models.
 *
 * <p>Decision: error codes instead of one class per error, because only two mappings (exit code, HTTP status) act on
 * them, and the compiler checks that a switch over an enum is complete.
 */
@NullMarked
package io.github.bigdatamigrator.error;

import org.jspecify.annotations.NullMarked;
