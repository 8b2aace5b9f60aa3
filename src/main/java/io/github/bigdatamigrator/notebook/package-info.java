/**
 * Serves notebooks that are not written in Java: calls with plain values, results as JSON and HTML.
 *
 * <p>Main types: {@code Notebook}, which {@code notebooks/python} calls over Spark's gateway to this process.
 *
 * <p>Decision: every long call runs on a thread of its own and is watched from outside ({@code Work}), because a
 * gateway's call can neither report progress nor be interrupted.
 */
@NullMarked
package io.github.bigdatamigrator.notebook;

import org.jspecify.annotations.NullMarked;
