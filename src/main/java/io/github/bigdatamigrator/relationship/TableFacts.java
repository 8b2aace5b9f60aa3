package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sketch.TableSketch;

/** What is known about a table before its keys are: the profile, and the sketches by the same order of columns. */
public record TableFacts(TableProfile profile, TableSketch sketch) {}
