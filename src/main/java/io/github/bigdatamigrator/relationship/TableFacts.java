package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sketch.TableSketch;

/** A profiled table without keys: its profile and its sketches, in the same order of columns. */
public record TableFacts(TableProfile profile, TableSketch sketch) {}
