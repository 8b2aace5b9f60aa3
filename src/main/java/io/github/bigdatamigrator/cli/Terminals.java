package io.github.bigdatamigrator.cli;

/**
 * Tells which streams are a terminal. The launcher says so, since Java cannot tell them apart; without it none counts
 * as one.
 */
final class Terminals {
    private Terminals() {}

    static boolean showsErrors() {
        return is("bdm.terminal.err");
    }

    /** Whether a person sits at both ends, so that lines can be edited. */
    static boolean interactive() {
        return is("bdm.terminal.in") && is("bdm.terminal.out");
    }

    private static boolean is(String property) {
        return Boolean.getBoolean(property);
    }
}
