/**
 * The command line: picocli commands, exit codes, progress and the chat.
 *
 * <p>Main types: {@link io.github.bigdatamigrator.cli.Main}; inside, a class per command, {@code CommandContext}
 * (streams and flags of one run), {@code SettingFlags} (a flag for each setting), {@code ResultRenderer} (terminal
 * output and report files).
 *
 * <p>Decision: standard output carries results and nothing else; progress, hints and errors go to standard error, so
 * that every command works in a pipe.
 */
@NullMarked
package io.github.bigdatamigrator.cli;

import org.jspecify.annotations.NullMarked;
