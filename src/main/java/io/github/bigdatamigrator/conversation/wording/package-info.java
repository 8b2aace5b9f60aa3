/**
 * Writes sentences and tables from rows without a model, in the language of the question.
 *
 * <p>Decision: every figure of such a text is a cell of the result, and says which ({@code Answer.Claim}).
 */
@NullMarked
package io.github.bigdatamigrator.conversation.wording;

import org.jspecify.annotations.NullMarked;
