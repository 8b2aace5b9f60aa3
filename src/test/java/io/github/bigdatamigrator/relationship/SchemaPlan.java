package io.github.bigdatamigrator.relationship;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A made-up schema as the files in {@code schemas} describe it, before it has a naming habit and data. */
record SchemaPlan(String name, List<Entity> entities) {
    /** @param kind how the table is keyed; its {@code of} names what the kind takes */
    record Entity(
            String name,
            int rows,
            String kind,
            List<String> of,
            List<Reference> references,
            List<Attribute> attributes) {}

    /** @param part of a composite reference to the target, the entity whose key it is */
    record Reference(String target, String role, boolean nullable, String part) {}

    record Attribute(String name, String kind) {}

    Entity entity(String wanted) {
        return entities.stream()
                .filter(entity -> entity.name.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no " + wanted));
    }

    static List<SchemaPlan> read(String resource) {
        try (InputStream in = SchemaPlan.class.getResourceAsStream("/schemas/" + resource)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<SchemaPlan> plans = new ArrayList<>();
            for (String line : text.split("\n")) {
                if (line.startsWith("# ")) {
                    plans.add(new SchemaPlan(line.substring(2).trim(), new ArrayList<>()));
                } else if (!line.isBlank()) {
                    plans.get(plans.size() - 1).entities.add(parse(line));
                }
            }
            return plans;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entity parse(String line) {
        String[] halves = line.split("\\|", -1);
        String[] head = halves[0].trim().split(" +");
        String kind = head.length > 2 ? head[2].substring(1) : "id";
        int colon = kind.indexOf(':');
        List<String> of =
                colon < 0 ? List.of() : List.of(kind.substring(colon + 1).split(","));
        List<Reference> references = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (String column : halves[1].trim().split(" +")) {
            if (column.startsWith("^")) {
                references.add(reference(column.substring(1)));
            } else if (!column.isBlank()) {
                attributes.add(new Attribute(
                        column.substring(0, column.indexOf(':')), column.substring(column.indexOf(':') + 1)));
            }
        }
        return new Entity(
                head[0],
                Integer.parseInt(head[1]),
                colon < 0 ? kind : kind.substring(0, colon),
                of,
                references,
                attributes);
    }

    static Reference reference(String text) {
        boolean nullable = text.endsWith("?");
        String plain = nullable ? text.substring(0, text.length() - 1) : text;
        String role = plain.contains("/") ? plain.substring(plain.indexOf('/') + 1) : "";
        String target = plain.contains("/") ? plain.substring(0, plain.indexOf('/')) : plain;
        int star = target.indexOf('*');
        return new Reference(
                star < 0 ? target : target.substring(star + 1),
                role,
                nullable,
                star < 0 ? "" : target.substring(0, star));
    }
}
