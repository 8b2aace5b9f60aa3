package io.github.bigdatamigrator.query;

import static io.github.bigdatamigrator.sql.SqlToken.Kind.COMMENT;
import static io.github.bigdatamigrator.sql.SqlToken.Kind.IDENTIFIER;
import static io.github.bigdatamigrator.sql.SqlToken.Kind.STRING;

import io.github.bigdatamigrator.sql.SqlLexer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the columns of CUBE in the text of a statement, since Spark's parser already expands the CUBE. */
final class CubeWidth {
    private static final Pattern CUBE = Pattern.compile("(?i)\\bCUBE\\s*\\(");
    private static final Pattern WITH_CUBE = Pattern.compile("(?i)\\bWITH\\s+CUBE\\b");

    private CubeWidth() {}

    /** The maximum number of arguments of a CUBE, including commas inside its arguments. */
    static int of(String sql) {
        String text = SqlLexer.blanked(sql, STRING, IDENTIFIER, COMMENT);
        Matcher cube = CUBE.matcher(text);
        int widest = 0;
        while (cube.find()) {
            int depth = 1;
            int arguments = 1;
            for (int i = cube.end(); i < text.length() && depth > 0; i++) {
                char c = text.charAt(i);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                arguments += c == ',' ? 1 : 0;
            }
            widest = Math.max(widest, arguments);
        }
        // GROUP BY a, b WITH CUBE: the columns come before the word.
        boolean trailing = WITH_CUBE.matcher(text).find();
        return trailing
                ? Math.max(widest, (int) text.chars().filter(c -> c == ',').count() + 1)
                : widest;
    }
}
