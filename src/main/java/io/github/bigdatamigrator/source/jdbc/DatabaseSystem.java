package io.github.bigdatamigrator.source.jdbc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lists the database systems with rules of their own. */
enum DatabaseSystem {
    POSTGRESQL(
            "jdbc:postgresql://host:5432/database",
            '?',
            '&',
            "ssl,sslmode,connecttimeout,logintimeout,sockettimeout,tcpkeepalive,targetservertype,loadbalancehosts,"
                    + "applicationname,currentschema,gssencmode,channelbinding,preparethreshold"),
    MARIADB(
            "jdbc:mariadb://host:3306/database",
            '?',
            '&',
            "usessl,requiressl,sslmode,connecttimeout,sockettimeout,tcpkeepalive,usecompression,timezone,"
                    + "tinyint1isbit,allowpublickeyretrieval"),
    MYSQL(
            "jdbc:mysql://host:3306/database",
            '?',
            '&',
            "usessl,requiressl,sslmode,connecttimeout,sockettimeout,tcpkeepalive,usecompression,servertimezone,"
                    + "connectiontimezone,tinyint1isbit,zerodatetimebehavior,allowpublickeyretrieval"),
    SQLSERVER(
            "jdbc:sqlserver://host:1433;databaseName=database",
            ';',
            ';',
            "database,databasename,encrypt,trustservercertificate,hostnameincertificate,logintimeout,sockettimeout,"
                    + "applicationname,applicationintent,multisubnetfailover,instancename,port,portnumber"),
    ORACLE("jdbc:oracle:thin:@//host:1521/service", '?', '&', ""),
    H2("jdbc:h2:tcp://host/database", ';', ';', ""),
    OTHER("jdbc:system://host:port/database", '?', '&', "");

    private final String example;
    private final char optionsFrom;
    private final char optionsBetween;
    private final String options;

    DatabaseSystem(String example, char optionsFrom, char optionsBetween, String options) {
        this.example = example;
        this.optionsFrom = optionsFrom;
        this.optionsBetween = optionsBetween;
        this.options = options;
    }

    /** The system of an address {@code jdbc:scheme:…}. */
    static DatabaseSystem ofScheme(String scheme) {
        return switch (scheme) {
            case "postgresql" -> POSTGRESQL;
            case "mariadb" -> MARIADB;
            case "mysql" -> MYSQL;
            case "sqlserver" -> SQLSERVER;
            case "oracle" -> ORACLE;
            case "h2" -> H2;
            default -> OTHER;
        };
    }

    /** An address of the usual form, for messages. */
    String example() {
        return example;
    }

    /** The driver in Maven's repositories, if it is not part of the program. */
    String driver() {
        return switch (this) {
            case MARIADB -> "org.mariadb.jdbc:mariadb-java-client";
            case MYSQL -> "com.mysql:mysql-connector-j";
            case ORACLE -> "com.oracle.database.jdbc:ojdbc17";
            case H2 -> "com.h2database:h2";
            case POSTGRESQL, SQLSERVER, OTHER -> "";
        };
    }

    /** What a connection of Spark runs first. */
    List<String> onSparkConnect() {
        return switch (this) {
            // Spark writes standard SQL for MariaDB, with backslashes as ordinary characters.
            case MARIADB ->
                List.of("SET time_zone = '+00:00', sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES,NO_BACKSLASH_ESCAPES')");
            case MYSQL -> List.of("SET time_zone = '+00:00'");
            case ORACLE -> List.of("ALTER SESSION SET TIME_ZONE = 'UTC'");
            // Spark compares times with columns in UTC, which need no setting.
            case POSTGRESQL, SQLSERVER, H2, OTHER -> List.of();
        };
    }

    /** What a new connection runs, so that times are in UTC and long reads are not ended. */
    List<String> onConnect() {
        return switch (this) {
            case POSTGRESQL -> List.of("SET TIME ZONE 'UTC'", "SET idle_in_transaction_session_timeout = 0");
            case MARIADB, MYSQL -> List.of("SET time_zone = '+00:00'", "SET SESSION TRANSACTION READ ONLY");
            case ORACLE -> List.of("ALTER SESSION SET TIME_ZONE = 'UTC'");
            case SQLSERVER, H2, OTHER -> List.of();
        };
    }

    /** The character before the first option of an address. */
    char optionsFrom() {
        return optionsFrom;
    }

    char optionsBetween() {
        return optionsBetween;
    }

    /** The options, in lower case, that an address may have. */
    Set<String> options() {
        Set<String> all = new TreeSet<>(List.of("user"));
        if (!options.isEmpty()) {
            all.addAll(List.of(options.split(",")));
        }
        return all;
    }
}
