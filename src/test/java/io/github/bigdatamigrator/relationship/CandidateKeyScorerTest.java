package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Tables of which several columns or combinations are unique. */
class CandidateKeyScorerTest {
    private final MemoryDatabase database = new MemoryDatabase("by hand");

    private void table(String name, int rows, List<String> columns, List<IntFunction<Object>> cells) {
        database.add(name, rows, columns, cells);
    }

    private List<String> key(String table) {
        KeyGraph graph = KeyGraph.of(database.facts(), database, EnumSet.allOf(EvidenceRule.class));
        for (int i = 0; i < graph.tables().size(); i++) {
            ColumnSet key = graph.keys().of(i);
            if (graph.tables().table(i).name().equals(table) && key != null) {
                return graph.tables().columnNames(key);
            }
        }
        return List.of();
    }

    private void hostsAndGroups() {
        table("hosts", 60, List.of("hostid", "dns"), List.of(row -> row + 1, row -> "dns " + row));
        table("groups", 20, List.of("groupid", "label"), List.of(row -> row + 1, row -> "group " + row));
    }

    @Test
    void aJunctionWithAnIdOfItsOwnHasThatForItsKey() {
        hostsAndGroups();
        table(
                "hosts_groups",
                600,
                List.of("hostgroupid", "hostid", "groupid"),
                List.of(row -> row + 1, row -> row % 60 + 1, row -> row / 60 + 1));
        assertThat(key("hosts_groups")).containsExactly("hostgroupid");
    }

    @Test
    void aJunctionWithoutHasItsPair() {
        hostsAndGroups();
        table("hosts_groups", 600, List.of("hostid", "groupid"), List.of(row -> row % 60 + 1, row -> row / 60 + 1));
        assertThat(key("hosts_groups")).containsExactly("hostid", "groupid");
    }

    @Test
    void aGlobalIdentifierIsNotPreferredToTheKeyThatPeopleUse() {
        hostsAndGroups();
        table(
                "hstgrp",
                18,
                List.of("groupid", "label", "uuid"),
                List.of(row -> row + 1, row -> "label " + row, row -> "%032x".formatted(row * 7919)));
        assertThat(key("hstgrp")).containsExactly("groupid");
    }

    @Test
    void theNumberWithinTheWholeIsPartOfTheKeyAndNotTheTime() {
        table("trips", 90, List.of("trip_id", "headsign"), List.of(row -> "T" + row, row -> "to " + row % 7));
        table(
                "stop_times",
                1800,
                List.of("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"),
                List.of(
                        row -> "T" + row / 20,
                        row -> "%02d:%02d:00".formatted(5 + row % 20, row / 20 % 60),
                        row -> "%02d:%02d:30".formatted(5 + row % 20, row / 20 % 60),
                        row -> "S" + (row * 7 % 20 + row / 20 % 3 * 20),
                        row -> row % 20 + 1));
        assertThat(key("stop_times")).containsExactly("trip_id", "stop_sequence");
    }

    @Test
    void aSetThatContainsAKeyIsNoKey() {
        table("visits", 200, List.of("visit_id", "reason"), List.of(row -> row + 1, row -> "reason " + row % 9));
        table(
                "visit_findings",
                800,
                List.of("visit_id", "finding_code", "rank"),
                List.of(row -> row / 4 + 1, row -> "F" + (row % 4 * 5 + row / 4 % 5), row -> row % 3 % 2 + 1));
        assertThat(key("visit_findings")).containsExactly("visit_id", "finding_code");
    }
}
