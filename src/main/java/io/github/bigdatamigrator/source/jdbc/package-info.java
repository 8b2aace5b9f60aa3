/**
 * Reads tables of databases through JDBC: connects, finds tables and what is declared of them, scans them in one
 * snapshot, and shows them to SQL.
 *
 * <p>Main types: {@code JdbcConnector}, {@code DatabaseConnection}, {@code JdbcUrl}, {@code DatabaseSnapshot},
 * {@code JdbcTable}, {@code JdbcView}.
 *
 * <p>Decision: an address may contain only options that are known to be harmless. Drivers have hundreds of options;
 * some load classes, run code, or read and write files, and each version adds others.
 *
 * <p>Decision: passwords are looked up when a connection is opened and are part of no record, so that none can be
 * stored, logged or shown.
 *
 * <p>Decision: threads of this process scan, not executors. A database admits few connections, so that more machines
 * would wait for it too, and the password stays here. Values arrive as text and are read by the reader of text files,
 * so that a table and its export have one profile.
 *
 * <p>Decision: SQL compares texts by their bytes, as Spark does, through a collation in the view. Otherwise a filter or
 * group that is left to the database would follow its collation and give other answers.
 *
 * <p>Decision: queries read tables as they are then, since a database changes all the time; only a profile is of one
 * moment.
 */
@NullMarked
package io.github.bigdatamigrator.source.jdbc;

import org.jspecify.annotations.NullMarked;
