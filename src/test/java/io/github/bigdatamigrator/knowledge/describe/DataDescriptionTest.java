package io.github.bigdatamigrator.knowledge.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.knowledge.FakeData;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningsFolder;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ScriptedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts by rules and by a model. */
class DataDescriptionTest {
    private static final DataContext DATA = Profiles.context(
            List.of(
                    Profiles.table(
                            "order_lines",
                            90,
                            List.of("line"),
                            List.of(
                                    Profiles.column("line", ColumnType.BIGINT, 90),
                                    Profiles.column("cust_no", ColumnType.BIGINT, 9),
                                    Profiles.column("qty", ColumnType.BIGINT, 9),
                                    Profiles.column("price_eur", ColumnType.decimal(9, 2), 50),
                                    Profiles.column("sold", ColumnType.DATE, 50),
                                    Profiles.column("x17", ColumnType.STRING, 5),
                                    Profiles.column("anna@x.de", ColumnType.STRING, 5))),
                    Profiles.table(
                            "customers",
                            9,
                            List.of("no"),
                            List.of(
                                    Profiles.column("no", ColumnType.BIGINT, 9),
                                    Profiles.column("name", ColumnType.STRING, 9)))),
            List.of(Profiles.edge("order_lines", "cust_no", "customers", "no")));

    @TempDir
    Path folder;

    private DataDescription described(LanguageModel model) {
        FakeData data = new FakeData();
        return new DataDescription(
                new MeaningsFolder(new KnowledgeFolder(folder)), DATA, data, data, file -> List.of(), model);
    }

    @Test
    void rulesDraftWhatNamesAndRelationshipsSay() {
        DataDescription.Report report = described(new ScriptedModel().away()).draft();

        assertThat(report.yaml())
                .contains("one row for each order line; refers to customers", "time: sold")
                .contains("the customer, as in customers.no", "- customer no", "- quantity", "unit: EUR")
                .contains("sql: sum(qty * price_eur)")
                .doesNotContain("x17");
        assertThat(report.problems()).isEmpty();
        assertThat(report.drafts())
                .isEqualTo(report.yaml()
                        .lines()
                        .filter(line -> line.contains("status: draft"))
                        .count());
    }

    @Test
    void aModelCompletesTheDraftFromNamesAndCounts() {
        ScriptedModel model = new ScriptedModel().reply("""
                        - `qty`: pieces of the line | amount, Menge
                        x17: internal code of the sale |
                        nothing: x
                        anna@x.de: a person
                        prose without a colon
                        """).reply("name: full name of the customer");

        TableEntry lines = described(model).draft().entries().tables().get(0);

        assertThat(lines.columns())
                .anySatisfy(column -> {
                    assertThat(column.column()).isEqualTo("qty");
                    assertThat(column.words().description()).isEqualTo("pieces of the line");
                    assertThat(column.words().synonyms()).containsExactly("quantity", "amount", "Menge");
                })
                .anySatisfy(column -> assertThat(column.words().description()).isEqualTo("internal code of the sale"))
                .noneMatch(column ->
                        column.column().contains("@") || column.column().equals("nothing"));
        assertThat(model.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.level()).isEqualTo(PrivacyLevel.AGGREGATES);
            assertThat(request.messages().toString()).doesNotContain("anna@");
        });
    }

    @Test
    void whatTheModelIsNotAskedAboutIsTold() {
        List<TableProfile> tables = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            tables.add(Profiles.table("t" + i, 9, List.of(Profiles.column("no", ColumnType.BIGINT, 9))));
        }
        List<ColumnProfile> wide = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            wide.add(Profiles.column("c" + i, ColumnType.BIGINT, 9));
        }
        tables.set(0, Profiles.table("t0", 9, wide));
        ScriptedModel model = new ScriptedModel();
        tables.forEach(any -> model.reply("nothing"));
        FakeData data = new FakeData();
        DataContext many = Profiles.context(tables, List.of());

        DataDescription.Report report = new DataDescription(
                        new MeaningsFolder(new KnowledgeFolder(folder)), many, data, data, file -> List.of(), model)
                .draft();

        assertThat(model.requests()).hasSize(20);
        assertThat(report.problems())
                .extracting(problem -> problem.subject() + ": " + problem.message())
                .containsExactly(
                        "t0: the model was not asked about the last 10 of 70 columns; they are drafted by rules alone",
                        "t20: the model was not asked about its 1 column; they are drafted by rules alone");
    }

    @Test
    void bytesThatAreNotUtf8AreNeverReadAsOtherLetters() throws IOException {
        Path latin = Files.write(
                folder.resolve("dict.md"),
                "| Column | Description |\n|---|---|\n| qty | Stückzahl |\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> described(new ScriptedModel().away()).importFrom(latin))
                .hasMessageContaining("is not UTF-8");
    }

    @Test
    void whatIsDescribedIsNotDraftedAgain() {
        DataDescription description = described(new ScriptedModel().away());
        description.draft();
        description.approve();

        String before = description.report().yaml();

        assertThat(description.draft().yaml()).isEqualTo(before);
        assertThat(description.report().drafts()).isZero();
    }
}
