/**
 * Every setting, declared once: its name, kind, default and meaning, the check of its values, and the file that may
 * hold it.
 *
 * <p>Main types: {@code Setting}, {@code SettingsFile}. Imports {@code error} alone.
 *
 * <p>Decision: {@code Settings}, the values in force, stands in the root package, since users name it in their own
 * code; this package knows nothing of it, so that the root imports this package and never the reverse.
 */
@NullMarked
package io.github.bigdatamigrator.settings;

import org.jspecify.annotations.NullMarked;
