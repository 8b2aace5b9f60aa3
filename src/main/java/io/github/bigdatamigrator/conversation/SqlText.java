package io.github.bigdatamigrator.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** SQL as far as it can be told without parsing it: what is quoted, what is a comment, where a statement ends. */
final class SqlText {
    private static final Set<String> READS = Set.of("select", "with", "values", "from", "table");
    private static final Set<String> OTHERS = Set.of(
            "insert",
            "update",
            "delete",
            "merge",
            "drop",
            "create",
            "alter",
            "truncate",
            "replace",
            "set",
            "reset",
            "use",
            "show",
            "describe",
            "desc",
            "explain",
            "cache",
            "uncache",
            "clear",
            "refresh",
            "load",
            "add",
            "list",
            "analyze",
            "grant",
            "revoke",
            "call",
            "execute",
            "begin",
            "declare",
            "msck",
            "repair",
            "export",
            "import",
            "copy");

    private SqlText() {}

    /** The text as a string literal of Spark. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** What a stretch of SQL is. */
    enum Kind {
        CODE,
        STRING,
        NAME,
        COMMENT
    }

    /** A stretch of SQL; the text of a string or name holds its quotes. */
    record Part(Kind kind, String text) {
        /** What a string says. */
        String value() {
            return text.length() < 2 ? "" : text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
        }
    }

    static List<Part> parts(String sql) {
        List<Part> parts = new ArrayList<>();
        int code = 0;
        int at = 0;
        while (at < sql.length()) {
            int end = end(sql, at);
            if (end == at) {
                at++;
                continue;
            }
            if (code < at) {
                parts.add(new Part(Kind.CODE, sql.substring(code, at)));
            }
            char first = sql.charAt(at);
            Kind kind = first == '`' ? Kind.NAME : first == '-' || first == '/' ? Kind.COMMENT : Kind.STRING;
            parts.add(new Part(kind, sql.substring(at, end)));
            at = end;
            code = end;
        }
        if (code < at) {
            parts.add(new Part(Kind.CODE, sql.substring(code)));
        }
        return parts;
    }

    /** Where the string, name or comment that starts here ends; the place itself when none starts here. */
    private static int end(String sql, int at) {
        char first = sql.charAt(at);
        if (first == '\'' || first == '"' || first == '`') {
            int end = at + 1;
            while (end < sql.length() && (sql.charAt(end) != first || sql.startsWith("``", end))) {
                boolean pair = sql.charAt(end) == (first == '`' ? '`' : '\\');
                end += pair ? 2 : 1;
            }
            return Math.min(end + 1, sql.length());
        }
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        return at;
    }

    /** The statements, without the semicolons that part them; those of comments alone are left out. */
    static List<String> statements(String sql) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (Part part : parts(sql)) {
            if (part.kind() != Kind.CODE) {
                current.append(part.text());
                continue;
            }
            String[] pieces = part.text().split(";", -1);
            for (int i = 0; i < pieces.length; i++) {
                if (i > 0) {
                    addStatement(statements, current);
                }
                current.append(pieces[i]);
            }
        }
        addStatement(statements, current);
        return statements;
    }

    private static void addStatement(List<String> statements, StringBuilder current) {
        String statement = current.toString().strip();
        current.setLength(0);
        if (!firstWord(statement).isEmpty()) {
            statements.add(statement);
        }
    }

    /** Whether it begins like a query. */
    static boolean reads(String sql) {
        return READS.contains(firstWord(sql));
    }

    /** Whether it begins like any statement. */
    static boolean statement(String text) {
        String first = firstWord(text);
        return READS.contains(first) || OTHERS.contains(first);
    }

    private static String firstWord(String sql) {
        StringBuilder code = new StringBuilder();
        parts(sql).stream().filter(part -> part.kind() != Kind.COMMENT).forEach(part -> code.append(part.text()));
        String[] words = code.toString().strip().split("[^A-Za-z0-9_]+", 3);
        return (words[0].isEmpty() && words.length > 1 ? words[1] : words[0]).toLowerCase(Locale.ROOT);
    }

    /** The statement with its blanks folded and without its comments, which would swallow what follows them; texts and names stay whole. */
    static String oneLine(String sql) {
        StringBuilder line = new StringBuilder();
        for (Part part : parts(sql)) {
            String text = switch (part.kind()) {
                case CODE -> part.text().replaceAll("\\s+", " ");
                case STRING, NAME -> part.text();
                case COMMENT -> " ";
            };
            boolean blankBefore = line.isEmpty() || line.charAt(line.length() - 1) == ' ';
            line.append(blankBefore && part.kind() != Kind.STRING ? text.stripLeading() : text);
        }
        return line.toString().strip();
    }

    /** The statement without the values that it compares with, on one line. */
    static String withoutLiterals(String sql) {
        StringBuilder bare = new StringBuilder();
        for (Part part : parts(sql)) {
            switch (part.kind()) {
                case CODE -> bare.append(part.text().replaceAll("\\b\\d[\\d.]*\\b", "?"));
                case STRING -> bare.append('?');
                case NAME -> bare.append(part.text());
                case COMMENT -> bare.append(' ');
            }
        }
        return bare.toString().replaceAll("\\s+", " ").strip();
    }
}
