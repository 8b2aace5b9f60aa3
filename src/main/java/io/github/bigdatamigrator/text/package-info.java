/**
 * Wording of figures, words of names, and the known name nearest to a mistyped one.
 *
 * <p>Main types: {@code NumberFormat}, {@code DurationFormat}, {@code CellFormat} (what figures look like),
 * {@code IdentifierWords}, {@code FoldedWords}, {@code Plurals}, {@code GermanWords} (words), {@code NearestName}.
 *
 * <p>Decision: a percentage never rounds to 0 % or 100 %. A reader takes 100 % for “all”, so that a single exception
 * among a million rows must show. Every output (terminal, reports, page, guidance, prompts) uses the same rule; the
 * page repeats it in {@code dom.js}, where a test compares both.
 */
@NullMarked
package io.github.bigdatamigrator.text;

import org.jspecify.annotations.NullMarked;
