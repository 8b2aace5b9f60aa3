/**
 * Exports conversations as Markdown, JSON or a Jupyter notebook, and reruns their queries.
 *
 * <p>Decision: exports need neither a model nor the data, so that a finished conversation can be read anywhere.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.export;

import org.jspecify.annotations.NullMarked;
