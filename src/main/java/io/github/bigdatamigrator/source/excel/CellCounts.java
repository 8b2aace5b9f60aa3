package io.github.bigdatamigrator.source.excel;

import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the cells of a sheet that are read differently from how Excel displays them, by kind, with their first
 * addresses.
 */
final class CellCounts {
    private static final int MAX_SHOWN = 3;

    /** Why a cell is reported. */
    enum Kind {
        NO_RESULT(
                "formulas without a stored result; they are null. Open and save the workbook in Excel", Severity.HIGH),
        NOT_A_DATE("numbers formatted as dates are not valid dates; read as numbers", Severity.MEDIUM),
        ZEROS("numbers formatted with leading zeros; read as identifiers with their zeros", Severity.LOW),
        DURATION("durations (days, displayed as hours beyond 24); read as hours:minutes:seconds", Severity.LOW);

        private final String message;
        private final Severity severity;

        Kind(String message, Severity severity) {
            this.message = message;
            this.severity = severity;
        }
    }

    /** Cells of one kind. */
    private static final class Tally {
        private long count;
        private final List<String> first = new ArrayList<>();

        void add(int row, int column) {
            if (count++ < MAX_SHOWN) {
                first.add(SheetColumns.letters(column) + row);
            }
        }

        String cells() {
            return " (" + String.join(", ", first) + (count > first.size() ? " …" : "") + ")";
        }
    }

    private final Map<Kind, Tally> tallies = new TreeMap<>();
    private final Map<String, Tally> errors = new TreeMap<>();

    void error(String error, int row, int column) {
        errors.computeIfAbsent(error, kind -> new Tally()).add(row, column);
    }

    void add(Kind kind, int row, int column) {
        tallies.computeIfAbsent(kind, key -> new Tally()).add(row, column);
    }

    List<Problem> problems(String table) {
        List<Problem> problems = new ArrayList<>();
        if (!errors.isEmpty()) {
            String kinds = errors.entrySet().stream()
                    .map(error -> error.getValue().count + " " + error.getKey()
                            + error.getValue().cells())
                    .collect(Collectors.joining(", "));
            long all = errors.values().stream().mapToLong(tally -> tally.count).sum();
            problems.add(new Problem(table, "cells hold errors, which are null: " + kinds, all, Severity.HIGH));
        }
        tallies.forEach((kind, tally) -> {
            int end = kind.message.indexOf(';');
            String message = kind.message.substring(0, end) + tally.cells() + kind.message.substring(end);
            problems.add(new Problem(table, message, tally.count, kind.severity));
        });
        return problems;
    }
}
