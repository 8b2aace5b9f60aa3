package io.github.bigdatamigrator.relationship.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.JoinCondition;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins by expressions in small files, and files that only look as if they had some. */
@Tag("spark")
class ExpressionReferencesTest {
    private final SparkSession spark = SharedSpark.newSession();

    @TempDir
    Path folder;

    private void table(String name, String header, int rows, IntFunction<String> row) throws IOException {
        String body = IntStream.rangeClosed(1, rows).mapToObj(row).collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve(name + ".csv"), header + "\n" + body + "\n");
    }

    private DataContext profile() {
        return DataContextBuilder.on(spark)
                .add(folder.resolve("*.csv").toString())
                .build();
    }

    private static String uuid(int number) {
        return new UUID(0x123456789L * number, 0x8fedcba987654L * number).toString();
    }

    /** The conditions of the joins by the columns that they join. */
    private static TreeMap<String, String> joins(DataContext context) {
        TreeMap<String, String> joins = new TreeMap<>();
        for (Relationship edge : context.relationships()) {
            JoinCondition join = edge.join();
            if (join != null) {
                joins.put(
                        edge.fromTable() + "." + edge.fromColumns().get(0) + ">" + edge.toTable() + "."
                                + edge.toColumns().get(0),
                        join.on());
            }
        }
        return joins;
    }

    @Test
    void keysThatAreWrittenOtherwiseAreFoundAndTheirConditionsRun() throws IOException {
        table("Kunden", "Nr,Ort", 90, i -> i + ",O" + i % 7);
        table("Auftraege", "Auftrag,Kunden_Nr,Summe", 400, i -> i + 5000 + ",KD-%05d,%d".formatted(i % 90 + 1, i % 77));
        table("device", "id,watt", 60, i -> uuid(i) + "," + i % 9);
        table(
                "reading",
                "reading_no,device_id,grade",
                300,
                i -> 7000 + i + ",{" + (i % 2 == 0 ? uuid(i % 60 + 1).toUpperCase(Locale.ROOT) : uuid(i % 60 + 1))
                        + "}," + i % 13);
        table(
                "employee",
                "id,manager_ref,pay",
                80,
                i -> i + "," + (i < 4 ? "" : "E-%03d".formatted(i / 4)) + "," + i % 9);
        table("calendar", "date_key,quarter", 400, i -> day(i).replace("-", "") + "," + i % 4);
        table(
                "visit",
                "visit_no,visit_date,begun",
                500,
                i -> 100 + i + "," + day(i % 390 + 1) + "," + day(i % 300 + 1) + "T10:%02d:00".formatted(i % 60));

        DataContext context = profile();

        assertThat(joins(context).keySet())
                .containsExactly(
                        "Auftraege.Kunden_Nr>Kunden.Nr",
                        "employee.manager_ref>employee.id",
                        "reading.device_id>device.id",
                        "visit.begun>calendar.date_key",
                        "visit.visit_date>calendar.date_key");
        for (Relationship edge : context.relationships()) {
            assertThat(edge.orphanRows()).as(edge.toString()).isZero();
            assertThat(matched(context, edge)).as(edge.toString()).isEqualTo(filled(context, edge));
        }
        assertThat(joins(context))
                .containsEntry(
                        "employee.manager_ref>employee.id",
                        "regexp_replace(regexp_replace(employee.manager_ref, '^E-', ''), '^0+(?=.)', '')"
                                + " = CAST(parent_employee.id AS STRING)");
    }

    private static String day(int number) {
        return LocalDate.of(2023, 3, 1).plusDays(number).toString();
    }

    /** The rows that Spark joins by the condition. */
    private long matched(DataContext context, Relationship edge) {
        TableProfile child = context.table(edge.fromTable()).orElseThrow();
        TableProfile parent = context.table(edge.toTable()).orElseThrow();
        DataSources.view(spark, child).createOrReplaceTempView(child.sqlName());
        DataSources.view(spark, parent).createOrReplaceTempView(parent.sqlName());
        String alias = child.equals(parent) ? " AS " + JoinCondition.parentAlias(parent.sqlName()) : "";
        JoinCondition join = edge.join();
        assertThat(join).isNotNull();
        return spark.sql("SELECT 1 FROM " + child.sqlName() + " JOIN " + parent.sqlName() + alias + " ON " + join.on())
                .count();
    }

    private static long filled(DataContext context, Relationship edge) {
        TableProfile child = context.table(edge.fromTable()).orElseThrow();
        return child.rows()
                - child.column(edge.fromColumns().get(0)).orElseThrow().nulls();
    }

    @Test
    void listsOfKeysAreFoundWithEmptyOnesAndFewBadElements() throws IOException {
        table("tag", "id,label", 40, i -> "t" + i * 3 + ",L" + i % 5);
        table("genre", "id,name", 12, i -> i + ",Genre " + (char) ('A' + i));
        table(
                "post",
                "post_no,tag_ids,genres",
                400,
                i -> i + ",\""
                        + (i % 9 == 0
                                ? "[]"
                                : i % 100 == 5
                                        ? "[\"\"t0\"\"]"
                                        : "[\"\"t" + (i % 40 + 1) * 3 + "\"\",\"\"t" + (i % 7 + 1) * 3 + "\"\"]")
                        + "\",Genre " + (char) ('B' + i % 9) + " | Genre " + (char) ('C' + i % 10));

        DataContext context = profile();

        assertThat(joins(context))
                .containsEntry(
                        "post.tag_ids>tag.id",
                        "array_contains(split(translate(post.tag_ids, '\"[]', ''), ','), tag.id)")
                .containsEntry(
                        "post.genres>genre.name", "array_contains(split(trim(post.genres), ' *[|] *'), genre.name)")
                .hasSize(2);
        assertThat(context.relationships().get(0)).satisfies(edge -> {
            assertThat(edge.cardinality()).isEqualTo(Relationship.Cardinality.MANY_TO_MANY);
            assertThat(edge.orphanExamples()).containsExactly("t0");
            assertThat(edge.containmentRows()).isBetween(0.99, 0.9999);
        });
    }

    @Test
    void aTypeColumnSelectsTheTableAlsoInTablesThatAreNotSampledWhole() throws IOException {
        table("photo", "id,width", 300, i -> i + "," + i % 90);
        table("video", "id,length", 200, i -> i + "," + i % 80);
        table(
                "note",
                "note_no,owner_type,owner_id,mood",
                5000,
                i -> i
                        + (i % 11 == 0
                                ? ",,,"
                                : i % 2 == 0
                                        ? ",App\\Photo," + (i % 300 + 1) + ","
                                        : ",App\\Video," + (i % 200 + 1) + ",")
                        + i % 5);

        DataContext context = profile();

        assertThat(joins(context))
                .containsEntry(
                        "note.owner_id>photo.id", "note.owner_type = 'App\\\\Photo' AND note.owner_id = photo.id")
                .containsEntry(
                        "note.owner_id>video.id", "note.owner_type = 'App\\\\Video' AND note.owner_id = video.id");
        assertThat(context.foreignKeys()).isEmpty();
        assertThat(context.relationships().stream()
                        .mapToLong(edge -> matched(context, edge))
                        .sum())
                .isEqualTo(
                        IntStream.rangeClosed(1, 5000).filter(i -> i % 11 != 0).count());
    }

    @Test
    void aTypeWhoseIdsFitSeveralTablesDecidesNothing() throws IOException {
        table("photo", "id,width", 300, i -> i + "," + i % 90);
        table("video", "id,length", 310, i -> i + "," + i % 80);
        table("note", "note_no,object_type,object_id", 900, i -> i + "," + i % 2 + "," + (i * 7 % 290 + 1));

        assertThat(joins(profile())).isEmpty();
    }

    @Test
    void whatOnlyLooksLikeAReferenceIsNone() throws IOException {
        table("customer", "id,customer_code,name", 500, i -> i + ",C%05d,N%d".formatted(i, i % 40));
        table("account", "id,balance", 400, i -> i + "," + i % 83);
        table(
                "booking",
                "booking_no,customer_phone,customer_zip,account_type_code,session_ref,scores,room_type,room_id,memo",
                600,
                i -> i
                        + ",%03d,%05d,%02d,s-%d,\"%d,%d\",%d,%d,\"seen by customer %d, ok\""
                                .formatted(
                                        i % 480 + 1,
                                        i % 450 + 1,
                                        i % 9 + 1,
                                        i * 13 % 977,
                                        i % 6,
                                        i % 5,
                                        i % 2,
                                        i % 30 + 1,
                                        i % 9));
        table("empty", "customer_ref,tags", 0, i -> "");
        table("single", "customer_ref,account_ids", 1, i -> "C9,\"1,2\"");

        assertThat(joins(profile())).isEmpty();
    }
}
