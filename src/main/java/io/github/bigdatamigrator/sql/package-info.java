/**
 * SQL as text: quotes identifiers and literals, splits SQL into tokens, and rewrites SQL of other dialects for Spark.
 *
 * <p>Main types: {@code SqlIdentifiers}, {@code SqlLiterals}, {@code SqlLexer}, {@code SqlStatements},
 * {@code DialectRewriter}.
 *
 * <p>Decision: this package has no parser. A rewriter only proposes readings of a statement; the caller lets Spark
 * analyze them, and takes the first one that is valid. A parser of every dialect would be large, and Spark's own parser
 * rejects the statements that need rewriting.
 */
@NullMarked
package io.github.bigdatamigrator.sql;

import org.jspecify.annotations.NullMarked;
