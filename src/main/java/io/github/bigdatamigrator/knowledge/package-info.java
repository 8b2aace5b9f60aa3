/**
 * What people have confirmed about data: approved answers; meanings of tables and columns, named measures and filters,
 * and corrections of relationships. Kept as YAML files in a folder that belongs to the data and not to one
 * conversation, so that they can be read, compared and put under version control.
 *
 * <p>Main types: {@code KnowledgeFolder}, {@code MeaningsFolder}, {@code Definitions}.
 *
 * <p>Decision: one file for each answer, so that two processes never write to the same file for different entries and a
 * broken file costs one entry. Meanings are few and written by hand, so that they share files, each with its line in
 * messages.
 *
 * <p>Decision: meanings are applied to a profile after it is read from the cache and never stored with it, so that an
 * edit of a file has effect with the next question.
 */
@NullMarked
package io.github.bigdatamigrator.knowledge;

import org.jspecify.annotations.NullMarked;
