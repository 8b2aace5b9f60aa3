package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import io.github.bigdatamigrator.query.counting.Roles.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes statements on tables in given roles from {@code query/counting.txt}: right ones, and ones with a planted fault.
 */
final class StatementMaker {
    private static final List<String> VALUES =
            List.of("SUM(a.{p.num})", "SUM(a.{p.num} * 2)", "COUNT(a.{p.key})", "SUM(coalesce(a.{p.num}, 0))");
    private static final Map<String, List<String>> SECTIONS = sections();

    private final List<Case> cases = new ArrayList<>();

    /** @param fault null if the statement is right */
    record Case(@Nullable Kind fault, String sql) {}

    private StatementMaker() {}

    /** @param texts whether the tables have the columns of texts of a {@link GeneratedDatabase} */
    static List<Case> of(Roles roles, boolean texts) {
        Table group = roles.group();
        Table parent = roles.parent();
        Table child = roles.child();
        Table other = roles.other();
        Table grandchild = roles.grandchild();
        StatementMaker maker = new StatementMaker();
        maker.add("fan", Map.of("p", parent, "c", child));
        maker.add("values", Map.of("p", parent, "c", child));
        maker.add("parent", Map.of("p", parent, "c", child));
        maker.add("one table", Map.of("t", parent));
        maker.add("one table", Map.of("t", child));
        if (group != null) {
            maker.add("parent", Map.of("p", group, "c", parent));
        }
        if (other != null) {
            maker.add("fan", Map.of("p", parent, "c", other));
            maker.add("parent", Map.of("p", parent, "c", other));
            maker.add("chasm", Map.of("p", parent, "c", child, "o", other));
            maker.add("both children", Map.of("p", parent, "c", child, "o", other));
        }
        if (grandchild != null) {
            maker.add("fan", Map.of("p", child, "c", grandchild));
            maker.add("parent", Map.of("p", child, "c", grandchild));
            maker.add("two joins", Map.of("p", parent, "c", child, "g", grandchild));
            maker.add("three levels", Map.of("p", parent, "c", child, "g", grandchild));
        }
        if (texts && group != null && other != null) {
            maker.add("texts", Map.of("t", parent), "1");
            maker.add("texts", Map.of("t", child), "2");
            maker.add("texts", Map.of("t", other), "3");
            maker.add("right texts", Map.of("t", child));
            maker.add("nulls", Map.of("g", group, "p", parent));
        }
        return maker.cases;
    }

    private void add(String section, Map<String, Table> tables) {
        add(section, tables, "");
    }

    private void add(String section, Map<String, Table> tables, String number) {
        for (String line : Objects.requireNonNull(SECTIONS.get(section), section)) {
            int space = line.indexOf(' ');
            String kind = line.substring(0, space);
            String sql = line.substring(space + 1).replace("{i}", number);
            for (String value : sql.contains("{value}") ? VALUES : List.of("")) {
                cases.add(new Case(
                        kind.equals("RIGHT") ? null : Kind.valueOf(kind),
                        bound(sql.replace("{value}", value), tables)));
            }
        }
    }

    private static String bound(String sql, Map<String, Table> tables) {
        String bound = sql;
        for (Map.Entry<String, Table> role : tables.entrySet()) {
            Table table = role.getValue();
            String place = "{" + role.getKey();
            bound = bound.replace(place + "}", table.name())
                    .replace(place + ".key}", table.key())
                    .replace(place + ".ref}", table.reference())
                    .replace(place + ".num}", table.amount())
                    .replace(place + ".lab}", table.label());
        }
        return bound;
    }

    private static Map<String, List<String>> sections() {
        Map<String, List<String>> sections = new HashMap<>();
        try (InputStream file = StatementMaker.class.getResourceAsStream("/query/counting.txt")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            for (String section : text.split("(?m)^== ")) {
                List<String> lines =
                        section.lines().filter(line -> !line.isBlank()).toList();
                String join = lines.stream()
                        .filter(line -> line.startsWith("@join "))
                        .map(line -> line.substring("@join ".length()))
                        .findFirst()
                        .orElse("");
                sections.put(
                        lines.get(0),
                        lines.stream()
                                .skip(1)
                                .filter(line -> !line.startsWith("@"))
                                .map(line -> line.replace("{join}", join))
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sections;
    }
}
