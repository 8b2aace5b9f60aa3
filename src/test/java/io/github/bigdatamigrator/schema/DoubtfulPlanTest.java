package io.github.bigdatamigrator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.Standing;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans hold no key that the data cannot decide, and no reference that is only possible or implied. */
class DoubtfulPlanTest {
    private static TableProfile cheeses(long rows, List<List<String>> rivals) {
        return Profiles.table(
                        "cheeses",
                        rows,
                        List.of(
                                Profiles.column("cheese", ColumnType.BIGINT, rows, "1", Long.toString(rows)),
                                Profiles.column("label", ColumnType.BIGINT, rows, "1", Long.toString(rows))))
                .withPrimaryKey(List.of("cheese"), rivals);
    }

    private static DataContext context(TableProfile cheeses, @Nullable Standing standing) {
        TableProfile sales =
                Profiles.table("sales", 90, List.of(Profiles.column("cheese", ColumnType.BIGINT, 12, "1", "12")));
        return Profiles.context(
                List.of(cheeses, sales),
                List.of(new Relationship(
                        "sales",
                        List.of("cheese"),
                        "cheeses",
                        List.of("cheese"),
                        Relationship.Cardinality.MANY_TO_ONE,
                        1,
                        1,
                        0,
                        List.of(),
                        0.4,
                        "",
                        null,
                        standing,
                        null)));
    }

    private static List<Kind> kinds(DataContext context) {
        return new SchemaOptimizer(new FakeVerifier(), new FakeVerifier.AcceptingEngine(), MigrationWriter::dialect)
                .optimize(context, SchemaTarget.POSTGRESQL, null).recommendations().stream()
                        .map(Recommendation::kind)
                        .filter(kind -> kind == Kind.KEY || kind == Kind.FOREIGN_KEY)
                        .toList();
    }

    @Test
    void aDecidedKeyAndAReferenceToItAreInThePlan() {
        assertThat(kinds(context(cheeses(12, List.of()), null))).containsExactlyInAnyOrder(Kind.KEY, Kind.FOREIGN_KEY);
    }

    @Test
    void anUndecidedKeyIsNotNorAReferenceToIt() {
        assertThat(kinds(context(cheeses(12, List.of(List.of("label"))), null))).isEmpty();
    }

    @Test
    void theKeyOfASingleRowIsNotNorAReferenceToIt() {
        assertThat(kinds(context(cheeses(1, List.of()), null))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Standing.class)
    void aReferenceWithAReservationIsNot(Standing standing) {
        assertThat(kinds(context(cheeses(12, List.of()), standing))).containsExactly(Kind.KEY);
    }
}
