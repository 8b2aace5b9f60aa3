package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sketch.TableSketch;

/** A table's profile and the sketches behind it, by the same order of columns. */
public record ScannedTable(TableProfile profile, TableSketch sketch) {}
