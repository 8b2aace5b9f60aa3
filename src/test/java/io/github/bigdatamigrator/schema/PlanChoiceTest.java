package io.github.bigdatamigrator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.fixture.Shop;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanChoiceTest {
    private final SchemaPlan plan = new SchemaOptimizer(
                    new FakeVerifier(), new FakeVerifier.AcceptingEngine(), MigrationWriter::dialect)
            .optimize(Shop.context(), SchemaTarget.POSTGRESQL, null);

    private SchemaPlan choose(List<String> only, List<String> without) {
        return new PlanChoice(only, without).apply(plan);
    }

    @Test
    void withoutNamesThePlanStaysAsItIs() {
        assertThat(choose(List.of(), List.of())).isEqualTo(plan);
    }

    @Test
    void namesOfTablesColumnsAndKindsAreLeftOut() {
        SchemaPlan chosen = choose(List.of(), List.of("Products", "sales.quantity", "NOT-NULL"));

        assertThat(chosen.ddl())
                .doesNotContain("products_pkey")
                .doesNotContain("REFERENCES \"products\"") // whose key is left out
                .contains("REFERENCES \"customers\"")
                .contains("\"quantity\" bigint,")
                .contains("\"sale_date\" date,")
                .contains("\"sale_id\" bigint NOT NULL"); // as its key says
        assertThat(chosen.recommendations()).hasSameSizeAs(plan.recommendations());
    }

    @Test
    void onlyChoosesWhatIsPossibleToo() {
        SchemaPlan chosen = choose(List.of("enum", "drop_constant"), List.of());

        assertThat(chosen.recommendations())
                .filteredOn(Recommendation::chosen)
                .extracting(Recommendation::kind)
                .containsExactlyInAnyOrder(Kind.ENUM, Kind.DROP_CONSTANT);
        assertThat(chosen.ddl())
                .contains("CONSTRAINT \"sales_status_check\" CHECK (\"status\" IN (")
                .contains("\n-- After loading:\n-- ALTER TABLE \"sales\" DROP COLUMN \"currency\";")
                .doesNotContain("PRIMARY KEY");
    }

    @Test
    void theTypesOfTheTablesFollow() {
        assertThat(type(plan)).isEqualTo("integer");
        assertThat(type(choose(List.of(), List.of("type")))).isEqualTo("bigint");
    }

    private static String type(SchemaPlan plan) {
        return plan.tables().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.column().equals("quantity"))
                .findFirst()
                .orElseThrow()
                .type();
    }

    @Test
    void anUnknownNameIsAnErrorWithTheNearestOne() {
        assertThatThrownBy(() -> choose(List.of("custmers"), List.of()))
                .hasMessageContaining("\"custmers\"")
                .hasMessageContaining("Do you mean \"customers\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "created_date, true",
        "bookedOn, false",
        "Kunden-Nr, true",
        "Title, true",
        "remark, false",
        "Effect of the type, false",
        "STATUS, true"
    })
    void namesSayWhatEveryRowMustHave(String name, boolean required) {
        assertThat(ColumnMeaning.isRequired(name)).isEqualTo(required);
    }

    @ParameterizedTest
    @CsvSource({
        "unit_price, true",
        "price_change, false",
        "zip_code, false",
        "Gewicht, true",
        "temperature, false",
        "votes, true",
        "balance, false"
    })
    void namesSayWhatIsNeverNegative(String name, boolean never) {
        assertThat(ColumnMeaning.isNeverNegative(name)).isEqualTo(never);
    }
}
