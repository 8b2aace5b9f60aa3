package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of a table that its column sets need, and the positions of each set's columns among them. */
record Selection(TableProfile table, List<Integer> columns, List<Integer> numbers, List<List<Integer>> ordinals) {
    static Selection of(TableProfile table, List<Integer> numbers, List<ColumnSet> sets) {
        List<Integer> columns = numbers.stream()
                .flatMap(number -> sets.get(number).columns().stream())
                .distinct()
                .sorted()
                .toList();
        return new Selection(
                table,
                columns,
                numbers,
                numbers.stream()
                        .map(number -> sets.get(number).columns().stream()
                                .map(columns::indexOf)
                                .toList())
                        .toList());
    }

    Stream<ColumnProfile> profiles() {
        return columns.stream().map(table.columns()::get);
    }

    List<ColumnType> types() {
        return profiles().map(ColumnProfile::type).toList();
    }

    /** @param clustering by number of the column set */
    List<ColumnSetAggregator.Projection> projections(int[] clustering) {
        return IntStream.range(0, numbers.size())
                .mapToObj(i -> {
                    int position = clustering[numbers.get(i)];
                    List<Integer> own = ordinals.get(i);
                    return new ColumnSetAggregator.Projection(
                            numbers.get(i), own, position < 0 ? -1 : own.get(position));
                })
                .toList();
    }
}
