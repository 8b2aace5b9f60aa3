package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultTitleTest {
    @ParameterizedTest
    @CsvSource({
        "/data/shop/orders.csv, orders.csv",
        "orders.csv, orders.csv",
        "s3a://bucket/sales/, sales",
        "C:\\data\\orders.csv, orders.csv",
        "/d/a.csv /d/b.csv /e/c.csv, 'a.csv, b.csv, c.csv'",
        "/d/shop/a.csv /d/shop/b.csv /d/shop/c.csv /d/shop/d.csv, shop (4 files)",
        "a.csv b.csv c.csv d.csv, a.csv and 3 more",
        "/d/a.csv /e/b.csv /e/c.csv /e/d.csv /e/e.csv, a.csv and 4 more",
    })
    void theTitleConsistsOfFileNamesOrTheFolder(String files, String title) {
        assertThat(DefaultTitle.of(List.of(files.split(" ")))).isEqualTo(title);
    }
}
