package io.github.bigdatamigrator.relationship;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

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

    /** The same schema with the tables that bad habits add; nothing where it has too few tables of its own. */
    SchemaPlan with(Set<SchemaData.Noise> noise) {
        List<Entity> plain =
                entities.stream().filter(entity -> entity.kind.equals("id")).toList();
        if (plain.size() < 2) {
            return this;
        }
        String first = plain.get(0).name;
        String second = plain.get(1).name;
        int rows = plain.get(0).rows;
        Entity largest = plain.stream().max(Comparator.comparingInt(Entity::rows)).orElseThrow();
        SchemaPlan result = new SchemaPlan(name, new ArrayList<>(entities));
        if (noise.contains(SchemaData.Noise.LOOKUPS)) {
            result.add("fabric", 14, "id", List.of(), "code", "code");
            result.refer(largest, new Reference("fabric", "", false, ""));
        }
        if (noise.contains(SchemaData.Noise.LANGUAGES)) {
            result.add("language", 5, "id", List.of(), "iso", "code");
            result.add(first + "_text", 3 * rows, "pair", List.of(first, "language"), "title", "text");
        }
        if (noise.contains(SchemaData.Noise.SIDE_TABLES)) {
            result.add(first + "_detail", rows - rows / 4, "sub", List.of(first), "remark", "note");
            result.add(first + "_detail_check", rows / 2, "sub", List.of(first + "_detail"), "passed", "yn");
        }
        if (noise.contains(SchemaData.Noise.CALENDARS)) {
            result.add("calendar", 700, "days", List.of(), "weekday", "small");
            result.refer(largest, new Reference("calendar", "=booked_on", false, ""));
        }
        if (noise.contains(SchemaData.Noise.NUMBERED_ENDS)) {
            result.add(first + "_" + second, 2 * rows, "ends", List.of(first, second), "weight", "money");
        }
        return result;
    }

    private void add(String table, int rows, String kind, List<String> of, String attribute, String cells) {
        if (entities.stream().noneMatch(entity -> entity.name.equals(table))) {
            entities.add(new Entity(table, rows, kind, of, List.of(), List.of(new Attribute(attribute, cells))));
        }
    }

    private void refer(Entity child, Reference reference) {
        int at = IntStream.range(0, entities.size())
                .filter(i -> entities.get(i).name.equals(child.name))
                .findFirst()
                .orElseThrow();
        Entity old = entities.get(at);
        List<Reference> more = new ArrayList<>(old.references);
        more.add(reference);
        entities.set(at, new Entity(old.name, old.rows, old.kind, old.of, more, old.attributes));
    }

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
