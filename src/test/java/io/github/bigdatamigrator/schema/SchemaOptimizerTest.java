package io.github.bigdatamigrator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.fixture.Shop;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import io.github.bigdatamigrator.schema.Recommendation.Status;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.github.bigdatamigrator.schema.migration.MigrationWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaOptimizerTest {
    private final FakeVerifier facts = new FakeVerifier();

    @Test
    void ddlOfAShopHasConstraintsAndParentsFirst() {
        facts.refute(new DataClaim.NotNull("sales", "amount"), 12, "null where sale_id=1");

        SchemaPlan plan = optimizer().optimize(Shop.context(), SchemaTarget.POSTGRESQL, null);

        assertThat(plan.ddl()).isEqualTo("""
            CREATE TABLE "products" (
                "product_id" integer NOT NULL,
                "product_name" text,
                "category" text,
                "unit_price" numeric(11,2),
                CONSTRAINT "products_pkey" PRIMARY KEY ("product_id")
            );

            CREATE TABLE "customers" (
                "customer_id" integer NOT NULL,
                "first_name" text,
                "last_name" text,
                "country" text,
                CONSTRAINT "customers_pkey" PRIMARY KEY ("customer_id")
            );

            CREATE TABLE "sales" (
                "sale_id" bigint NOT NULL,
                "sale_date" date NOT NULL,
                "customer_id" integer NOT NULL,
                "product_id" integer NOT NULL,
                "quantity" integer NOT NULL,
                "amount" numeric(13,2),
                "status" text NOT NULL,
                "currency" text,
                CONSTRAINT "sales_pkey" PRIMARY KEY ("sale_id"),
                CONSTRAINT "sales_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products" ("product_id"),
                CONSTRAINT "sales_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers" ("customer_id")
            );
            """);
        assertThat(facts.calls).isEqualTo(1);
        assertThat(plan.recommendations())
                .filteredOn(recommendation -> !recommendation.columns().equals(List.of("amount")))
                .allMatch(recommendation -> recommendation.status() == Status.PROVEN)
                .allMatch(recommendation -> recommendation.origin() == Origin.RULE);
    }

    @Test
    void allClaimsAreVerifiedOnceInOneCall() {
        optimizer().optimize(Shop.context(), SchemaTarget.SPARK, null);

        assertThat(facts.calls).isEqualTo(1);
        assertThat(facts.checked)
                .doesNotHaveDuplicates()
                .contains(
                        new DataClaim.Unique("sales", List.of("sale_id")),
                        new DataClaim.NotNull("sales", "sale_id"),
                        new DataClaim.Included("sales", List.of("product_id"), "products", List.of("product_id")));
    }

    @Test
    void aRefutedForeignKeyHasExamplesAndIsNotInTheDdl() {
        DataClaim orphans = new DataClaim.Included("sales", List.of("product_id"), "products", List.of("product_id"));
        facts.refute(orphans, 7, "141");

        SchemaPlan plan = optimizer().optimize(Shop.context(), SchemaTarget.POSTGRESQL, null);

        Recommendation refuted = only(plan, Kind.FOREIGN_KEY, "product_id");
        assertThat(refuted.status()).isEqualTo(Status.REFUTED);
        assertThat(refuted.violations()).isEqualTo(7);
        assertThat(refuted.examples()).containsExactly("141");
        assertThat(refuted.statement())
                .isEqualTo("ALTER TABLE \"sales\" ADD CONSTRAINT \"sales_product_id_fkey\" FOREIGN KEY (\"product_id\")"
                        + " REFERENCES \"products\" (\"product_id\");");
        assertThat(refuted.undo()).isEqualTo("ALTER TABLE \"sales\" DROP CONSTRAINT \"sales_product_id_fkey\";");
        assertThat(refuted.verifySql())
                .isEqualTo("SELECT child.* FROM `sales` AS child LEFT ANTI JOIN `products` AS parent"
                        + " ON child.`product_id` = parent.`product_id` WHERE child.`product_id` IS NOT NULL");
        assertThat(plan.ddl()).doesNotContain("sales_product_id_fkey").contains("sales_customer_id_fkey");
    }

    @Test
    void aForeignKeyToANonUniqueColumnIsRefuted() {
        facts.refute(new DataClaim.Unique("products", List.of("product_id")), 2, "101");

        SchemaPlan plan = optimizer().optimize(Shop.context(), SchemaTarget.POSTGRESQL, null);

        assertThat(only(plan, Kind.KEY, "product_id").status()).isEqualTo(Status.REFUTED);
        assertThat(only(plan, Kind.FOREIGN_KEY, "product_id").evidence()).contains("is not unique in products");
        assertThat(plan.ddl()).doesNotContain("products_pkey").doesNotContain("REFERENCES \"products\"");
    }

    @Test
    void aNullAddedAfterTheProfileRefutesNotNull() {
        facts.refute(new DataClaim.NotNull("sales", "status"), 3, "null");

        SchemaPlan plan = optimizer().optimize(Shop.context(), SchemaTarget.POSTGRESQL, null);

        assertThat(only(plan, Kind.NULLABILITY, "status").status()).isEqualTo(Status.REFUTED);
        assertThat(plan.ddl()).contains("\"status\" text,");
    }

    @Test
    void aConstantColumnIsDroppableButStaysInTheDdl() {
        SchemaPlan plan = optimizer().optimize(Shop.context(), SchemaTarget.POSTGRESQL, null);

        Recommendation drop = only(plan, Kind.DROP_CONSTANT, "currency");
        assertThat(drop.statement()).isEqualTo("ALTER TABLE \"sales\" DROP COLUMN \"currency\";");
        assertThat(drop.undo()).isEqualTo("ALTER TABLE \"sales\" ADD COLUMN \"currency\" text DEFAULT 'EUR';");
        assertThat(plan.ddl()).contains("\"currency\"");
    }

    @Test
    void typesHaveRoomWithEvidence() {
        Recommendation type =
                only(optimizer().optimize(Shop.context(), SchemaTarget.POSTGRESQL, null), Kind.TYPE, "quantity");

        assertThat(type.statement()).isEqualTo("ALTER TABLE \"sales\" ALTER COLUMN \"quantity\" TYPE integer;");
        assertThat(type.undo()).isEqualTo("ALTER TABLE \"sales\" ALTER COLUMN \"quantity\" TYPE bigint;");
        assertThat(type.verifySql())
                .isEqualTo("SELECT `quantity` FROM `sales` WHERE NOT (`quantity` BETWEEN -2147483648 AND 2147483647)");
        assertThat(type.evidence()).isEqualTo("values run from 1 to 9, which leaves room (tight: smallint)");
    }

    @Test
    void bothSidesOfAReferenceGetTheWiderType() {
        DataContext context = Profiles.context(
                List.of(
                        Profiles.table("child", 10, List.of(column("ref", "1", "9"))),
                        Profiles.table("parent", 10, List.of("id"), List.of(column("id", "1", "5000000000")))),
                List.of(Profiles.edge("child", "ref", "parent", "id")));

        assertThat(optimizer().optimize(context, SchemaTarget.POSTGRESQL, null).ddl())
                .contains("\"ref\" bigint,")
                .contains("\"id\" bigint NOT NULL");
    }

    @Test
    void aReferenceBetweenDifferentKindsOfTypeIsUntestable() {
        DataContext context = Profiles.context(
                List.of(
                        Profiles.table("child", 10, List.of(Profiles.column("ref", ColumnType.STRING, 9))),
                        Profiles.table("parent", 10, List.of("id"), List.of(column("id", "1", "10")))),
                List.of(Profiles.edge("child", "ref", "parent", "id")));

        SchemaPlan plan = optimizer().optimize(context, SchemaTarget.POSTGRESQL, null);

        assertThat(only(plan, Kind.FOREIGN_KEY, "ref").status()).isEqualTo(Status.UNTESTABLE);
        assertThat(plan.ddl()).doesNotContain("REFERENCES");
    }

    @Test
    void cyclicForeignKeysAreAddedAfterTheTables() {
        DataContext context = Profiles.context(
                List.of(
                        Profiles.table(
                                "dept", 5, List.of("id"), List.of(column("id", "1", "5"), column("head", "1", "50"))),
                        Profiles.table(
                                "emp",
                                50,
                                List.of("id"),
                                List.of(column("id", "1", "50"), column("dept", "1", "5"), column("boss", "1", "50")))),
                List.of(
                        Profiles.edge("dept", "head", "emp", "id"),
                        Profiles.edge("emp", "dept", "dept", "id"),
                        Profiles.edge("emp", "boss", "emp", "id")));

        String ddl =
                optimizer().optimize(context, SchemaTarget.POSTGRESQL, null).ddl();

        assertThat(ddl.indexOf("ADD CONSTRAINT \"dept_head_fkey\"")).isGreaterThan(ddl.indexOf("CREATE TABLE \"emp\""));
        assertThat(ddl)
                .contains("CONSTRAINT \"emp_dept_fkey\" FOREIGN KEY (\"dept\") REFERENCES \"dept\" (\"id\")")
                .contains("CONSTRAINT \"emp_boss_fkey\" FOREIGN KEY (\"boss\") REFERENCES \"emp\" (\"id\")");
    }

    @Test
    void aNearlyUniqueColumnIsProposedAsKeyToShowItsDuplicates() {
        DataContext context = Profiles.context(
                List.of(Profiles.table(
                        "t", 100, List.of(Profiles.column("order_no", ColumnType.BIGINT, 98, "1", "99")))),
                List.of());
        facts.refute(new DataClaim.Unique("t", List.of("order_no")), 2, "17");

        Recommendation key = only(optimizer().optimize(context, SchemaTarget.POSTGRESQL, null), Kind.KEY, "order_no");

        assertThat(key.status()).isEqualTo(Status.REFUTED);
        assertThat(key.examples()).containsExactly("17");
    }

    @Test
    void proposalsOfTheModelAreVerifiedToo() {
        FixedReplyModel model = new FixedReplyModel("""
            Here is what I suggest:
            1. KEY customers(country)
            FOREIGN KEY customers(customer_id) -> sales(customer_id)
            - NOT NULL `customers`(`country`);
            FOREIGN KEY sales(store_id) -> stores(id)
            KEY what(
            """);
        facts.refute(new DataClaim.Unique("customers", List.of("country")), 82, "DE");
        facts.refute(new DataClaim.NotNull("customers", "country"), 5, "null");

        SchemaPlan plan = optimizer().optimize(Shop.context(), SchemaTarget.POSTGRESQL, model);

        List<Recommendation> proposed = plan.recommendations().stream()
                .filter(recommendation -> recommendation.origin() == Origin.MODEL)
                .toList();
        assertThat(proposed)
                .extracting(Recommendation::status)
                .containsExactlyInAnyOrder(
                        Status.REFUTED, Status.REFUTED, Status.REFUTED, Status.UNTESTABLE, Status.UNTESTABLE);
        assertThat(proposed)
                .anyMatch(recommendation -> recommendation.evidence().contains("sales(store_id) -> stores(id)"));
        assertThat(plan.model()).isEqualTo("scripted");
        assertThat(plan.fallbackUsed()).isTrue();
        assertThat(facts.calls).isEqualTo(1);
        assertThat(model.requests).singleElement().satisfies(request -> {
            assertThat(request.level()).isEqualTo(PrivacyLevel.AGGREGATES);
            assertThat(request.messages().toString()).doesNotContain("shipped").doesNotContain("Anvil");
        });
    }

    @Test
    void withoutAModelReplyThePlanIsByRulesAlone() {
        LanguageModel away = new FixedReplyModel(null);

        SchemaPlan plan = optimizer().optimize(Shop.context(), SchemaTarget.POSTGRESQL, away);

        assertThat(plan).isEqualTo(optimizer().optimize(Shop.context(), SchemaTarget.POSTGRESQL, null));
        assertThat(plan.model()).isNull();
    }

    /** Each analysis costs time in proportion to the columns. */
    @Test
    void oneStatementOfEachFormIsAnalyzedInAWideTable() {
        FakeVerifier.AcceptingEngine engine = new FakeVerifier.AcceptingEngine();

        SchemaPlan plan = new SchemaOptimizer(facts, engine, MigrationWriter::dialect)
                .optimize(wide(900, ColumnType.BIGINT), SchemaTarget.POSTGRESQL, null);

        assertThat(plan.recommendations()).hasSizeGreaterThan(800);
        assertThat(engine.checked).hasSizeLessThan(20);
    }

    @Test
    void aTableOverPostgresLimitsIsRejectedFirst() {
        for (DataContext wide : List.of(wide(1601, ColumnType.BOOLEAN), wide(1100, ColumnType.DOUBLE))) {
            assertThatThrownBy(() -> optimizer().optimize(wide, SchemaTarget.POSTGRESQL, null))
                    .hasMessageContaining("Table wide has")
                    .hasMessageContaining("PostgreSQL takes")
                    .hasMessageContaining("--target spark");
            assertThat(optimizer().optimize(wide, SchemaTarget.SPARK, null).tables())
                    .hasSize(1);
        }
    }

    private static DataContext wide(int columns, ColumnType type) {
        return Profiles.context(
                List.of(Profiles.table(
                        "wide",
                        10,
                        IntStream.range(0, columns)
                                .mapToObj(i -> Profiles.column("c" + i, type, 2, "0", "1"))
                                .toList())),
                List.of());
    }

    @Test
    void valuesThatChangeWhenLoadedAreNoted() {
        ColumnProfile name = ColumnBuilder.named("name", ColumnType.STRING)
                .findings(new ColumnFindings(
                        new ColumnFindings.Cells(0, 0, 3), null, null, null, null, null, List.of(), null, false, null))
                .build();
        ColumnProfile score = ColumnBuilder.named("score", ColumnType.DOUBLE)
                .nullMarkers(List.of("N/A", "?"))
                .build();
        DataContext context = Profiles.context(
                List.of(Profiles.table("visits", 10, List.of("name"), List.of(name, score))), List.of());

        assertThat(optimizer().optimize(context, SchemaTarget.SPARK, null).notes())
                .containsExactly(
                        "visits: blanks around values that identify rows are left out: name (3 values)",
                        "visits: texts that stand for a missing value become NULL: score (N/A, ?)");
    }

    @Test
    void textsOutsideKeysAreLoadedUnchanged() {
        ColumnProfile name = ColumnBuilder.named("name", ColumnType.STRING)
                .lengths(new ColumnProfile.Lengths(1, 3, 5))
                .findings(new ColumnFindings(
                        new ColumnFindings.Cells(0, 0, 3), null, null, null, null, null, List.of(), null, false, null))
                .build();
        ColumnProfile city = ColumnBuilder.named("city", ColumnType.STRING)
                .nullMarkers(List.of("N/A"))
                .build();
        DataContext context = Profiles.context(List.of(Profiles.table("visits", 10, List.of(name, city))), List.of());

        SchemaPlan plan = optimizer().optimize(context, SchemaTarget.POSTGRESQL, null);

        assertThat(plan.notes()).isEmpty();
        assertThat(plan.ddl()).contains("\"name\" text").contains("\"city\" text");
        assertThat(plan.tables().get(0).columns())
                .extracting(TargetTable.TargetColumn::source)
                .containsExactly("name original text", "city original text");
    }

    @Test
    void timesThatTheTargetWouldTruncateStayText() {
        ColumnProfile at = ColumnBuilder.named("at", ColumnType.TIMESTAMP)
                .range("2024-01-01 10:00:00", "2024-02-01 10:00:00.123456")
                .build();
        DataContext context = Profiles.context(List.of(Profiles.table("visits", 10, List.of(at))), List.of());
        SchemaPlan whole = optimizer().optimize(context, SchemaTarget.POSTGRESQL, null);
        DataClaim claim = facts.checked.stream()
                .filter(fact -> fact.table().equals("visits original text"))
                .findFirst()
                .orElseThrow();
        facts.refute(claim, 4, "2024-01-01 10:00:00.123456789");

        SchemaPlan cut = optimizer().optimize(context, SchemaTarget.POSTGRESQL, null);

        assertThat(whole.ddl()).contains("\"at\" timestamp");
        assertThat(whole.notes()).isEmpty();
        assertThat(cut.ddl()).contains("\"at\" text");
        assertThat(cut.notes())
                .containsExactly(
                        "visits.at: 4 times are finer than a microsecond, such as 2024-01-01 10:00:00.123456789;"
                                + " the column stays text, since a timestamp of the target would truncate them");
        assertThat(cut.tables().get(0).columns().get(0).source()).isEqualTo("at original text");
    }

    @Test
    void anEmptyTableHasColumnsAndNoClaims() {
        DataContext context = Profiles.context(
                List.of(Profiles.table("empty", 0, List.of(Profiles.column("a", ColumnType.STRING, 0)))), List.of());

        SchemaPlan plan = optimizer().optimize(context, SchemaTarget.POSTGRESQL, null);

        assertThat(plan.recommendations()).isEmpty();
        assertThat(plan.ddl()).isEqualTo("CREATE TABLE \"empty\" (\n    \"a\" text\n);\n");
        assertThat(facts.calls).isZero();
    }

    private SchemaOptimizer optimizer() {
        return new SchemaOptimizer(facts, new FakeVerifier.AcceptingEngine(), MigrationWriter::dialect);
    }

    private static ColumnProfile column(String name, String min, String max) {
        return Profiles.column(name, ColumnType.BIGINT, 5, min, max);
    }

    private static Recommendation only(SchemaPlan plan, Kind kind, String column) {
        List<Recommendation> found = plan.recommendations().stream()
                .filter(recommendation -> recommendation.kind() == kind
                        && recommendation.columns().equals(List.of(column)))
                .toList();
        // products.product_id is a key and sales.product_id a reference, so that kind and column name one of them
        assertThat(found).as(kind + " " + column).hasSize(1);
        return found.get(0);
    }
}
