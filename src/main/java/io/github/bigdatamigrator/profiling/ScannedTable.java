package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sketch.TableSketch;

/** Holds the profile of a table and the sketches it was made from, with the same column order. */
public record ScannedTable(TableProfile profile, TableSketch sketch) {}
