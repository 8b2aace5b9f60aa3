package io.github.bigdatamigrator.context;

/**
 * How the data files of a conversation are read, the first time and whenever they are read again.
 *
 * @param dialect what the user says about delimited text
 * @param skipUnreadable whether a file that cannot be read becomes a problem of the profile instead of ending the run
 */
public record ReadOptions(DialectOptions dialect, boolean skipUnreadable) {
    /** Everything is sniffed, and every file must be readable. */
    public static final ReadOptions DEFAULT = new ReadOptions(DialectOptions.NONE, false);
}
