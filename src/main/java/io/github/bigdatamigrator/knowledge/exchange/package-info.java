/**
 * Meanings in the formats of others: Apache Ossie models in and out; dictionaries in CSV, workbooks and Markdown,
 * {@code schema.yml} of dbt and comments of DDL in.
 *
 * <p>Main types: {@code MeaningsImport}, {@code OssieExport}.
 *
 * <p>Decision: a package of its own, since each format has vocabulary that nothing else needs. What an Ossie model says
 * and the program does not use is kept beside the entry, so that an export says it again; what the format does not know
 * is told.
 */
@NullMarked
package io.github.bigdatamigrator.knowledge.exchange;

import org.jspecify.annotations.NullMarked;
