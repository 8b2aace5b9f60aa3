package io.github.bigdatamigrator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.SharedSpark;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

@Tag("spark")
class AllowedFunctionsTest {
    /** Names that the parser itself turns into expressions. */
    private static final Set<String> WITHOUT_REGISTRY = Set.of("timestampadd", "timestampdiff");

    @Test
    void everyAllowedNameIsASparkFunction() {
        SparkSession spark = (SparkSession) SharedSpark.newSession();
        Set<String> unknown = new TreeSet<>(AllowedFunctions.names());
        CollectionConverters.asJava(spark.sessionState().functionRegistry().listFunction())
                .forEach(known -> unknown.remove(known.funcName()));
        unknown.removeAll(WITHOUT_REGISTRY);

        assertThat(unknown).isEmpty();
    }

    @Test
    void unsafeFunctionsAreNotAllowed() {
        assertThat(AllowedFunctions.names())
                .doesNotContain(
                        "reflect",
                        "try_reflect",
                        "java_method",
                        "input_file_name",
                        "raise_error",
                        "assert_true",
                        "from_protobuf",
                        "from_avro",
                        "xpath",
                        "from_xml",
                        "randstr",
                        "array_insert");
    }
}
