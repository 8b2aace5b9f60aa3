package io.github.bigdatamigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.JoinCondition;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelationshipExportsTest {
    private static final DataContext CONTEXT = Profiles.context(
            List.of(
                    Profiles.table(
                            "order \"lines\"",
                            900,
                            List.of("order_id", "line"),
                            List.of(
                                    Profiles.column("order_id", ColumnType.BIGINT, 300),
                                    Profiles.column("line", ColumnType.BIGINT, 3),
                                    Profiles.column("price", ColumnType.decimal(8, 2), 100))),
                    Profiles.table(
                            "orders", 300, List.of("id"), List.of(Profiles.column("id", ColumnType.BIGINT, 300)))),
            List.of(new Relationship(
                    "order \"lines\"",
                    List.of("order_id"),
                    "orders",
                    List.of("id"),
                    Relationship.Cardinality.MANY_TO_ONE,
                    0.99,
                    0.99,
                    9,
                    List.of("7"),
                    0.9,
                    "the name is the table's",
                    null)));

    private final Map<String, String> files = RelationshipExports.files(CONTEXT);

    @Test
    void dbmlHasAllColumnsKeysAndReferences() {
        assertThat(files.get("relationships.dbml")).isEqualTo("""
            Table "order 'lines'" {
              "order_id" bigint [not null]
              "line" bigint [not null]
              "price" "decimal(8,2)" [not null]
              indexes {
                ("order_id", "line") [pk]
              }
            }

            Table "orders" {
              "id" bigint [pk, not null]
            }

            Ref: "order 'lines'"."order_id" > "orders"."id" // 9 rows without a parent
            """);
    }

    @Test
    void graphvizDrawsEdgesFromChildToParent() {
        assertThat(files.get("relationships.dot"))
                .startsWith("digraph relationships {")
                .contains("\"order \\\"lines\\\"\" [label=\"order \\\"lines\\\"\\nkey: order_id, line\\n900 rows\"];")
                .contains("\"order \\\"lines\\\"\" -> \"orders\" [label=\"order_id\", dir=both, arrowtail=crowodot,"
                        + " arrowhead=normal, style=dashed];")
                .endsWith("}\n");
    }

    @Test
    void exportsMermaidToo() {
        assertThat(files.get("relationships.mmd")).startsWith("erDiagram\n").contains("order_id");
    }

    @Test
    void joinsByAConditionAreMarkedAndNoReferencesOfTheMarkupLanguage() {
        Relationship edge = CONTEXT.relationships().get(0);
        JoinCondition join = new JoinCondition("l.order_id", "orders.id", "l.kind = 'o'", null);
        Relationship joined = new Relationship(
                edge.fromTable(),
                edge.fromColumns(),
                edge.toTable(),
                edge.toColumns(),
                edge.cardinality(),
                1,
                1,
                0,
                List.of(),
                1,
                "the type names the table",
                null,
                null,
                join);
        DataContext context = Profiles.context(CONTEXT.tables(), List.of(joined));

        Map<String, String> documents = RelationshipExports.files(context);

        assertThat(context.foreignKeys()).isEmpty();
        assertThat(joined.reliableKey()).isFalse();
        assertThat(documents.get("relationships.dbml"))
                .contains("// order \"lines\".order_id → orders.id ON l.kind = 'o' AND l.order_id = orders.id\n")
                .doesNotContain("Ref:");
        assertThat(documents.get("relationships.dot")).contains("order_id if l.kind = 'o'", "style=dotted");
        assertThat(documents.get("relationships.mmd"))
                .contains("}o..|| orders", "order_id if l.kind")
                .doesNotContain("FK");
        assertThat(ReportWording.evidence(joined))
                .isEqualTo("the type names the table; ON l.kind = 'o' AND l.order_id = orders.id");
    }
}
