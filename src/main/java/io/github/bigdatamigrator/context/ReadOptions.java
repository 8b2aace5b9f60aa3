package io.github.bigdatamigrator.context;

/**
 * Holds the options for reading the data files of a conversation, kept for reading them again.
 *
 * @param dialect the user's options for delimited text
 * @param skipUnreadable whether a file that cannot be read becomes a problem of the profile instead of ending the run
 */
public record ReadOptions(DialectOptions dialect, boolean skipUnreadable) {
    /** Everything is sniffed, and every file must be readable. */
    public static final ReadOptions DEFAULT = new ReadOptions(DialectOptions.NONE, false);
}
