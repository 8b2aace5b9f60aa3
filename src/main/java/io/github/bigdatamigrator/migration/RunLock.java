package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.error.MigratorException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Keeps a place for one migration at a time by a note that names its owner. The note of a process of this machine that
 * has ended is replaced. Hadoop's local file system and object stores do not look and create in one step, so that the
 * note is read again; two runs that start there in the same moment may both go on.
 */
final class RunLock implements Closeable {
    private static final String LOCK = "lock";
    /** Held for a moment by the one run that replaces the lock of an ended one. */
    private static final String CLAIM = "claim";

    private final SparkTables tables;
    private final String text;

    private RunLock(SparkTables tables, String text) {
        this.tables = tables;
        this.text = text;
    }

    /** @throws MigratorException BAD_INPUT if another migration is loading the place */
    static RunLock of(SparkTables tables) throws IOException {
        String text = owner() + " since " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n" + UUID.randomUUID();
        String found = created(tables, text);
        if (hasEnded(found) && tables.createNote(CLAIM, text)) {
            try {
                if (hasEnded(tables.note(LOCK).orElse(""))) {
                    tables.deleteNote(LOCK);
                }
                found = created(tables, text);
            } finally {
                tables.deleteNote(CLAIM);
            }
        }
        if (!found.equals(text)) {
            throw MigratorException.badInput("Another migration is loading "
                    + tables.place().replaceFirst("^T", "t")
                    + " (" + found.lines().findFirst().orElse("unknown") + "). Wait until it has ended; if it is known"
                    + " to have ended, delete " + tables.notePlace(LOCK) + " and go on with --resume.");
        }
        return new RunLock(tables, text);
    }

    /** Creates the note; returns what then is there. */
    private static String created(SparkTables tables, String text) throws IOException {
        tables.createNote(LOCK, text);
        return tables.note(LOCK).orElse("");
    }

    /** This process in words, with its start, since numbers of processes are used again. */
    private static String owner() {
        ProcessHandle process = ProcessHandle.current();
        return "process " + process.pid() + " (" + started(process) + ") on " + host();
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed machine";
        }
    }

    /** Whether the owner was a process of this machine that runs no more. */
    private static boolean hasEnded(String text) {
        String[] words = text.split("\\s", 4);
        return words.length == 4
                && words[1].matches("\\d{1,18}")
                && words[3].startsWith("on " + host() + " since ")
                && ProcessHandle.of(Long.parseLong(words[1]))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> ("(" + started(process) + ")").equals(words[2]))
                        .isEmpty();
    }

    /** Leaves the note of another run as it is. */
    @Override
    public void close() throws IOException {
        if (tables.note(LOCK).filter(text::equals).isPresent()) {
            tables.deleteNote(LOCK);
        }
    }
}
