package io.github.bigdatamigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.Standing;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.report.html.HtmlReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Relationships that are only possible stand apart in every report; implied ones say so, and undecided keys too. */
class PossibleRelationshipsTest {
    private static final TableProfile RIVERS = Profiles.table(
                    "rivers", 40, List.of("id"), List.of(Profiles.column("id", ColumnType.BIGINT, 40, "1", "40")))
            .withPrimaryKey(List.of("id"), List.of(List.of("mouth")));
    private static final DataContext CONTEXT = Profiles.context(
            List.of(
                    RIVERS,
                    Profiles.table(
                            "boats",
                            90,
                            List.of(
                                    Profiles.column("river_id", ColumnType.BIGINT, 40, "1", "40"),
                                    Profiles.column("seats", ColumnType.BIGINT, 9, "1", "9"),
                                    Profiles.column("home_id", ColumnType.BIGINT, 9, "1", "9")))),
            List.of(edge("river_id", null), edge("seats", Standing.POSSIBLE), edge("home_id", Standing.IMPLIED)));

    private static Relationship edge(String column, @Nullable Standing standing) {
        return new Relationship(
                "boats",
                List.of(column),
                "rivers",
                List.of("id"),
                Relationship.Cardinality.MANY_TO_ONE,
                1,
                1,
                0,
                List.of(),
                0.3,
                "all found",
                null,
                standing,
                null);
    }

    @Test
    void onTheTerminal() {
        String text = TerminalReport.plain(120).context(CONTEXT);
        assertThat(text.substring(text.indexOf("\nRelationships"), text.indexOf("\nPossible relationships")))
                .contains("boats.river_id → rivers.id", "boats.home_id → rivers.id", "implied")
                .doesNotContain("boats.seats");
        assertThat(text.substring(text.indexOf("\nPossible relationships"))).contains("boats.seats → rivers.id");
        assertThat(text).contains("key id (undecided, or mouth)");
    }

    @Test
    void inMarkdownAndHtml() {
        String markdown = Answers.markdown(Answers.report("Boats", CONTEXT)).replace("\\", "");
        assertThat(markdown.substring(markdown.indexOf("Possible only"))).contains("boats.seats → rivers.id");
        String html = new HtmlReport().html(Answers.report("Boats", CONTEXT));
        assertThat(html.substring(html.indexOf("<h3>Possible relationships</h3>")))
                .contains("boats.seats")
                .doesNotContain("boats.river_id");
        assertThat(html).contains("edge unsure", "id (undecided, or mouth)");
    }

    @Test
    void inDiagrams() {
        Map<String, String> files = RelationshipExports.files(CONTEXT);
        assertThat(files.get("relationships.mmd"))
                .contains("}o--|| rivers : \"river_id\"", "}o..|| rivers : \"seats\"", "}o..|| rivers : \"home_id\"");
        assertThat(files.get("relationships.dot")).contains("style=dotted");
        assertThat(files.get("relationships.dbml")).contains("// possible only", "// implied");
    }
}
