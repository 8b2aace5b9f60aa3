/**
 * The terminal: picocli commands, exit codes, progress, the chat.
 *
 * <p>Main types: {@link io.github.bigdatamigrator.cli.Main}; inside, a class per command, {@code CommandContext} (what
 * a command talks to), {@code SettingFlags} (a flag for each setting), {@code ResultRenderer} (what results look like).
 * Imports the root package, {@code report}, {@code json}, {@code batch}, {@code server}, {@code text} and the records
 * that the façade returns; picocli, JLine, progressbar.
 *
 * <p>Decision: standard output carries results and nothing else; progress, hints and errors go to standard error, so
 * that every command can stand in a pipe.
 */
@NullMarked
package io.github.bigdatamigrator.cli;

import org.jspecify.annotations.NullMarked;
