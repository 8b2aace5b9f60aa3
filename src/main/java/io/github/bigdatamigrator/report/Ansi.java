package io.github.bigdatamigrator.report;

/** Emphasizes text with ANSI escape sequences, or not at all. */
enum Ansi {
    PLAIN,
    COLORED;

    String bold(String text) {
        return code("1", text);
    }

    String dim(String text) {
        return code("2", text);
    }

    String good(String text) {
        return code("32", text);
    }

    String warning(String text) {
        return code("33", text);
    }

    String bad(String text) {
        return code("31", text);
    }

    private String code(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
