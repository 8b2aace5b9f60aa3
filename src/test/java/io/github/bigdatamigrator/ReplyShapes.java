package io.github.bigdatamigrator;

import java.util.List;

/** The shapes in which models put one and the same statement. */
final class ReplyShapes {
    private static final List<String> SHAPES = List.of(
            "ANSWERABLE: yes\nWHY: as asked\n```sql\n@\n```\n",
            "```sql\n@;\n```",
            "Sure! Here is the query:\n\n```SQL\n@\n```\nIt computes what you asked for. Let me know if you need more.",
            "@",
            "ANSWERABLE: yes\nWHY: as asked\n```\n@\n```",
            "**ANSWERABLE:** yes\n**WHY:** as asked\n~~~sql\n@\n~~~",
            "ANSWERABLE: yes\n```sql\n-- the query\n@ -- done\n```",
            "<think>The user wants SELECT 1 or DROP TABLE x; no.</think>ANSWERABLE: yes\n```sql\n@\n```",
            "```sql\nSELECT 0 AS draft\n```\nNo, better:\n```sql\n/* better */ @ ;\n```",
            "ANSWERABLE: yes\r\nWHY: as asked\r\n```sql\r\n@\r\n```\r\n",
            "ANSWERABLE: yes\nWHY: as asked\n```sql\n@");

    private ReplyShapes() {}

    static String of(int number, String sql) {
        return SHAPES.get(number % SHAPES.size()).replace("@", sql);
    }
}
