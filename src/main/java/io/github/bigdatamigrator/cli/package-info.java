/**
 * The command line: picocli commands, exit codes, progress and the chat.
 *
 * <p>Decision: standard output carries results and nothing else; progress, hints and errors go to standard error, so
 * that every command works in a pipe.
 */
@NullMarked
package io.github.bigdatamigrator.cli;

import org.jspecify.annotations.NullMarked;
