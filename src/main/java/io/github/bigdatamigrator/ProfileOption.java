package io.github.bigdatamigrator;

/** How data files are profiled, where that is not the usual way. */
public enum ProfileOption {
    /** A named file that cannot be read becomes a problem of the profile, unless none can be. Without it, it ends the run. */
    LEAVE_OUT_UNREADABLE,
    /** Everything is read again, although an earlier profile of the same files is in the cache. */
    READ_AGAIN,
    /**
     * An interrupt of the calling thread ends the reading, and the profile covers what had been read and says so; the thread's interrupt status
     * is set then. Without it, an interrupt ends the run with CANCELLED.
     */
    KEEP_PARTIAL
}
