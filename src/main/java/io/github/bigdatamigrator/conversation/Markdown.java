package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The pieces that documents in GitHub-flavoured Markdown are made of. What comes from data can neither break a table
 * nor bring in HTML.
 */
public final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]#|~]");

    private Markdown() {}

    /** @param text on one line, without control characters */
    public static String escaped(String text) {
        String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return SPECIAL.matcher(plain).replaceAll("\\\\$0");
    }

    /** A line of a table, of cells that are escaped already. */
    public static String row(List<String> cells) {
        return cells.isEmpty() ? "|\n" : "| " + String.join(" | ", cells) + " |\n";
    }

    /** The line below a table's head: numbers stand to the right. */
    public static String rule(List<ColumnType> types) {
        StringBuilder rule = new StringBuilder("|");
        types.forEach(type -> rule.append(type.numeric() ? "--:|" : "---|"));
        return rule.append('\n').toString();
    }

    /** A block that no text inside can end: its fence is longer than any run of backticks in it. */
    public static String fenced(String language, String body) {
        String fence = "```";
        while (body.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + body.stripTrailing() + "\n" + fence + "\n";
    }
}
