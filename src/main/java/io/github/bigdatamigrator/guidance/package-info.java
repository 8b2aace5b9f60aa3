/**
 * What is worth asking, looking at and mending in this data, found by rules on the profile, so that it works without
 * any model.
 *
 * <p>Main types: {@code UserGuidanceSystem}, {@code Guidance}. Imports {@code context}, {@code llm}, {@code sql} and
 * {@code error}.
 *
 * <p>Decision: a question is only shown with SQL that the data's own engine has accepted; one that fails is dropped
 * here, not in front of the user.
 */
@NullMarked
package io.github.bigdatamigrator.guidance;

import org.jspecify.annotations.NullMarked;
