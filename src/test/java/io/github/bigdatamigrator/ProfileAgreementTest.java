package io.github.bigdatamigrator;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.demo.DemoData;
import io.github.bigdatamigrator.fixture.ProfileAgreement;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL against every column of the data that the project makes for its users and its other tests. */
@Tag("spark")
class ProfileAgreementTest {
    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    @ParameterizedTest
    @CsvSource({"demo, 20", "tpch, 60", "odd, 10", "staff, 20"})
    void sqlAgreesWithTheProfile(String data, int columns) throws IOException {
        List<Path> files = data.equals("demo") ? demo() : OracleData.files(data, folder);
        DataContextBuilder builder = DataContextBuilder.on(spark);
        files.forEach(file -> builder.add(file.toString()));
        new ProfileAgreement().check(spark, builder.build().tables()).assertAll(columns);
    }

    private List<Path> demo() throws IOException {
        return DemoData.write(spark, Files.createDirectories(folder.resolve("demo")));
    }
}
