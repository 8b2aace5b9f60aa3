package io.github.bigdatamigrator.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.fixture.Profiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnRolesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "order_total, ADDITIVE",
        "Worldwide Gross, ADDITIVE",
        "deaths, ADDITIVE",
        "Niederschlag mm, ADDITIVE",
        "anzahl_fahrgaeste, ADDITIVE",
        "num_passengers, ADDITIVE",
        "net_generation, ADDITIVE",
        "population, ADDITIVE",
        "Miles_per_Gallon, NON_ADDITIVE",
        "Horsepower, NON_ADDITIVE",
        "Cylinders, NON_ADDITIVE",
        "depth, NON_ADDITIVE",
        "mag, NON_ADDITIVE",
        "wind, NON_ADDITIVE",
        "close, NON_ADDITIVE",
        "cost per unit, NON_ADDITIVE",
        "sales_rank, NON_ADDITIVE",
        "average_sales, NON_ADDITIVE",
        "Temperatur, NON_ADDITIVE",
        "Kontostand, NON_ADDITIVE",
        "account_balance, NON_ADDITIVE",
        "yield, NON_ADDITIVE",
        "value, NON_ADDITIVE",
        "Longitude, CODE",
        "event_time, CODE",
    })
    void sumsAreSuggestedOnlyOfAmountsAndCounts(String name, ColumnRole role) {
        ColumnType type = name.equals("event_time") ? ColumnType.BIGINT : ColumnType.DOUBLE;
        String least = type.equals(ColumnType.BIGINT) ? "1400000000" : "0.5";
        String most = type.equals(ColumnType.BIGINT) ? "1500000000" : "900.25";

        assertThat(ColumnRoles.of(Profiles.column(name, type, 700, least, most), 1000))
                .isEqualTo(role);
    }
}
