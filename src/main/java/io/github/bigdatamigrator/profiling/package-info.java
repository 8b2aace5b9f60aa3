/**
 * Profiles a table in one scan: executors add cells to sketches, the driver turns merged sketches into a profile.
 *
 * <p>Main types: {@code TableScanner}, {@code ScannedTable}.
 *
 * <p>Decision: column types are inferred after the scan from the types of all cells, so that no second pass is needed
 * and the last row of a file counts as much as the first.
 *
 * <p>Decision: the size of a sketch depends on the number of columns only ({@code SketchSize}), not on the heap, so
 * that every machine finds the same figures. Sketches shrink only when memory is short, and the profile reports it.
 */
@NullMarked
package io.github.bigdatamigrator.profiling;

import org.jspecify.annotations.NullMarked;
