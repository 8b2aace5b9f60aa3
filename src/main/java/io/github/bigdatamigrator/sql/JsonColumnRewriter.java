package io.github.bigdatamigrator.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses JSON columns where a statement uses them: {@code explode(tags)} becomes {@code explode(from_json(tags,
 * 'ARRAY<STRING>'))}.
 */
final class JsonColumnRewriter {
    private static final String WORD = "[\\p{L}\\p{N}_]";

    private JsonColumnRewriter() {}

    /** The statement with each JSON column inside {@code from_json}; the same text if it uses none. */
    static String rewrite(String sql, List<SqlTable> tables) {
        Map<String, String> types = new LinkedHashMap<>();
        for (SqlTable table : tables) {
            for (SqlTable.Column column : table.columns()) {
                if (!column.jsonType().isEmpty()) {
                    types.putIfAbsent(column.sqlName(), column.jsonType());
                }
            }
        }
        StringBuilder text = new StringBuilder();
        StringBuilder code = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            if (token.kind() == SqlToken.Kind.CODE || token.kind() == SqlToken.Kind.IDENTIFIER) {
                code.append(token.text());
            } else {
                text.append(parsed(code.toString(), types)).append(token.text());
                code.setLength(0);
            }
        }
        return text.append(parsed(code.toString(), types)).toString();
    }

    private static String parsed(String code, Map<String, String> types) {
        String parsed = code;
        for (Map.Entry<String, String> column : types.entrySet()) {
            String name = "(?i)(?<!" + WORD + "|\\.|`|\\bas\\s{1,9})((?:`?" + WORD + "+`?\\.)?`?"
                    + Pattern.quote(column.getKey()) + "`?)(?!" + WORD + "|\\()";
            String literal = Matcher.quoteReplacement(SqlLiterals.quote(column.getValue()));
            parsed = parsed.replaceAll(name, "from_json($1, " + literal + ")");
        }
        return parsed;
    }
}
