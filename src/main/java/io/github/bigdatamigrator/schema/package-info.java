/**
 * Plans schemas: rules and a model propose, the full data proves or refutes, and what is proven and expected to hold
 * for later rows becomes DDL.
 *
 * <p>Decision: refuted proposals are kept and shown with their counter-examples, because a reader who expected a key
 * learns more from the duplicate than from a missing entry.
 */
@NullMarked
package io.github.bigdatamigrator.schema;

import org.jspecify.annotations.NullMarked;
