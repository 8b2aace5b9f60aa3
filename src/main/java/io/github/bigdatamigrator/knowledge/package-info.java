/**
 * What people have confirmed about data: approved answers. Kept as YAML files in a folder that belongs to the data and
 * not to one conversation, so that they can be read, compared and put under version control.
 *
 * <p>Main types: {@code KnowledgeFolder}.
 *
 * <p>Decision: one file for each entry, so that two processes never write to the same file for different entries and a
 * broken file costs one entry.
 */
@NullMarked
package io.github.bigdatamigrator.knowledge;

import org.jspecify.annotations.NullMarked;
