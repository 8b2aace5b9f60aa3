package io.github.bigdatamigrator.knowledge.exchange;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the tables and columns of the data that a document of another program names, perhaps written otherwise. */
record NamesOfData(DataContext context) {
    /** The table of a name, of {@code schema.name}, or of a name with other case, blanks or umlauts. */
    Optional<TableProfile> table(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return context.table(name)
                .or(() -> context.table(last))
                .or(() -> alike(last, context.tables(), TableProfile::name));
    }

    Optional<ColumnProfile> column(TableProfile table, String name) {
        return table.column(name).or(() -> alike(name, table.columns(), ColumnProfile::name));
    }

    /** The name of the table in the data; the name itself if the data does not have it. */
    String tableName(String name) {
        return table(name).map(TableProfile::name).orElse(name);
    }

    String columnName(String table, String name) {
        return table(table)
                .flatMap(found -> column(found, name))
                .map(ColumnProfile::name)
                .orElse(name);
    }

    /** The only one whose name has the same letters and digits. */
    private static <T> Optional<T> alike(String name, List<T> all, Function<T, String> named) {
        List<T> found = all.stream()
                .filter(each -> folded(named.apply(each)).equals(folded(name)))
                .toList();
        return found.size() == 1 && !folded(name).isEmpty() ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static String folded(String name) {
        String spelled = name.replaceAll("[äÄ]", "ae")
                .replaceAll("[öÖ]", "oe")
                .replaceAll("[üÜ]", "ue")
                .replace("ß", "ss");
        return FoldedWords.fold(spelled).replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
