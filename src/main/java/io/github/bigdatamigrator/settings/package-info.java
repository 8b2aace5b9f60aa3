/**
 * Declares every setting with its kind, default and meaning, checks values, reads the settings file, and names the
 * options of the dialect of delimited text.
 *
 * <p>Decision: {@code Settings}, the values in force, is in the root package because users name it in their own code.
 * The root package imports this one; this one never imports the root package.
 */
@NullMarked
package io.github.bigdatamigrator.settings;

import org.jspecify.annotations.NullMarked;
