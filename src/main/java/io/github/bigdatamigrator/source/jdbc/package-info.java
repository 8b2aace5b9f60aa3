/**
 * Reads tables of databases through JDBC: connects, finds tables and what is declared of them, scans them in one
 * snapshot, and shows them to SQL.
 *
 * <p>Main types: {@code DatabaseConnection}, {@code TableSelection}, {@code JdbcUrl}.
 *
 * <p>Decision: an address may contain only options that are known to be harmless. Drivers have hundreds of options;
 * some load classes, run code, or read and write files, and each version adds others.
 *
 * <p>Decision: passwords are looked up when a connection is opened and are part of no record, so that none can be
 * stored, logged or shown.
 */
@NullMarked
package io.github.bigdatamigrator.source.jdbc;

import org.jspecify.annotations.NullMarked;
