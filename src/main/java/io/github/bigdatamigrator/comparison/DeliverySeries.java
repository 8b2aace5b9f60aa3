package io.github.bigdatamigrator.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds deliveries of the same data in their order, each compared with the one before and with the first. */
public record DeliverySeries(List<Delivery> deliveries) {
    private static final int SCHEMA_VERSION = 1;

    public DeliverySeries {
        deliveries = List.copyOf(deliveries);
    }

    /**
     * Holds a delivery.
     *
     * @param name of its file or folder
     * @param rows of all its tables
     * @param sincePrevious what differs from the delivery before; empty lists for the first
     * @param sinceFirst what differs from the first delivery, likewise
     */
    public record Delivery(String name, long rows, Differences sincePrevious, Differences sinceFirst) {}

    /** Compares the profiles of deliveries; reads no data. */
    public static DeliverySeries of(List<String> names, List<DataContext> contexts) {
        List<Delivery> deliveries = new ArrayList<>();
        Map<String, String> tables = new HashMap<>();
        for (int i = 0; i < contexts.size(); i++) {
            DataContext context = contexts.get(i);
            tables.putAll(names(contexts.get(0), context));
            deliveries.add(new Delivery(
                    names.get(i),
                    context.tables().stream().mapToLong(TableProfile::rows).sum(),
                    Comparison.of(contexts.get(Math.max(0, i - 1)), context).named(tables),
                    Comparison.of(contexts.get(0), context).named(tables)));
        }
        return new DeliverySeries(deliveries);
    }

    /** Names of tables without the number of the delivery, or those of the first delivery. */
    private static Map<String, String> names(DataContext first, DataContext context) {
        Map<String, String> names = new HashMap<>();
        new TablePairing(first.tables(), context.tables()).pairs().forEach((one, other) -> {
            String bare = bare(one.name());
            boolean distinct = !bare.isEmpty()
                    && first.tables().stream()
                                    .filter(table -> bare(table.name()).equals(bare))
                                    .count()
                            == 1;
            names.put(other.name(), distinct ? bare : one.name());
        });
        return names;
    }

    private static String bare(String name) {
        return name.replaceAll("[^\\p{L}]+$|\\d+", "").replaceAll("[^\\p{L}]+$", "");
    }

    /** Whether a delivery breaks something or drifts against the one before. */
    public boolean alarming() {
        return deliveries.stream()
                .anyMatch(delivery -> !delivery.sincePrevious().alarms().isEmpty());
    }

    /** comparison.json of a series. */
    public ObjectNode json() {
        ObjectNode node = Json.object().put("schema_version", SCHEMA_VERSION).put("alarming", alarming());
        ArrayNode list = node.putArray("deliveries");
        for (Delivery delivery : deliveries) {
            ObjectNode one = list.addObject().put("name", delivery.name()).put("rows", delivery.rows());
            one.set("since_previous", delivery.sincePrevious().json());
            one.set("since_first", delivery.sinceFirst().json());
        }
        return node;
    }
}
