/**
 * Suggests questions, explorations, and recommendations by rules on the profile, without any model.
 *
 * <p>Main types: {@code UserGuidanceSystem}, {@code Guidance}.
 *
 * <p>Decision: a question is shown only with SQL that the query engine has accepted, so that a rule's mistake drops one
 * question and never fails in front of the user.
 */
@NullMarked
package io.github.bigdatamigrator.guidance;

import org.jspecify.annotations.NullMarked;
