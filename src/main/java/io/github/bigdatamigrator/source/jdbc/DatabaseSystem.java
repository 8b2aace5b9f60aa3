package io.github.bigdatamigrator.source.jdbc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lists the database systems with rules of their own. */
public enum DatabaseSystem {
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
    private final Set<String> options;

    DatabaseSystem(String example, char optionsFrom, char optionsBetween, String options) {
        this.example = example;
        this.optionsFrom = optionsFrom;
        this.optionsBetween = optionsBetween;
        Set<String> all = new TreeSet<>(List.of("user"));
        if (!options.isEmpty()) {
            all.addAll(List.of(options.split(",")));
        }
        this.options = Set.copyOf(all);
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

    /** The character before the first option of an address. */
    char optionsFrom() {
        return optionsFrom;
    }

    char optionsBetween() {
        return optionsBetween;
    }

    /** The options, in lower case, that an address may have. */
    Set<String> options() {
        return new TreeSet<>(options);
    }
}
