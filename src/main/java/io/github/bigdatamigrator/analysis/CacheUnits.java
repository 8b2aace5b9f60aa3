package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.profiling.ScanPart;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A table's files in groups, each of which is read by one job and cached as one entry: groups that are in the cache as
 * they were, and the files that are not. So a folder that gained files reads only those; when one changed or went, the
 * others of its group are read again.
 */
final class CacheUnits {
    /** Fewer files of fewer bytes are one group: reading them again costs little. */
    private static final long LEAST_BYTES = 64L << 20;

    private static final int LEAST_FILES = 500;
    /** New groups at most, so that a folder's first reading is not cut into needless jobs. */
    private static final int NEW = 8;
    /** With more groups the smallest are made one. */
    private static final int MOST = 16;

    private final ProfileCache cache;
    private final SourceTable table;
    private final String list;
    private final List<Unit> units = new ArrayList<>();

    /** Files that are read together. */
    final class Unit {
        private final List<DataFile> files;
        private final @Nullable String key;
        private @Nullable ScanPart part;
        private boolean partly;

        private Unit(List<DataFile> files, @Nullable String key, @Nullable ScanPart part) {
            this.files = files;
            this.key = key;
            this.part = part;
        }

        SourceTable table() {
            return files.size() == table.origin().files().size() ? table : table.only(files);
        }

        boolean known() {
            return part != null;
        }

        long bytes() {
            return files.stream().mapToLong(DataFile::bytes).sum();
        }

        /** What the scan found; kept for later runs. */
        void read(ScanPart whole) {
            if (key != null) {
                cache.keep(key, whole);
            }
            part = whole;
        }

        /** What a scan that was stopped found so far; for this run alone. */
        void readPartly(ScanPart some) {
            part = some;
            partly = true;
        }
    }

    private CacheUnits(ProfileCache cache, SourceTable table) {
        this.cache = cache;
        this.table = table;
        list = ProfileCache.key("groups", table.layout(), table.name());
    }

    /**
     * @param cache what is known; with {@link ProfileCache#NONE} all files are one group
     * @param anew whether nothing that is known counts
     */
    static CacheUnits of(SourceTable table, ProfileCache cache, DataContextBuilder.Known anew) {
        CacheUnits units = new CacheUnits(cache, table);
        List<DataFile> files = table.origin().files();
        if (!cache.keeps()) {
            units.units.add(units.new Unit(files, null, null));
            return units;
        }
        List<DataFile> rest = anew == DataContextBuilder.Known.READ_AGAIN ? files : units.without(files);
        List<DataFile> settled = rest.stream().filter(DataSources::isSettled).toList();
        units.divide(settled);
        if (settled.size() < rest.size() || units.units.isEmpty()) {
            units.units.add(units
            .new Unit(rest.stream().filter(file -> !DataSources.isSettled(file)).toList(), null, null));
        }
        return units;
    }

    List<Unit> units() {
        return units;
    }

    /** All that was read, or null where nothing was. Call once, when every unit is read or given up. */
    @Nullable
    ScanPart whole() {
        List<Unit> known = new ArrayList<>(units.stream()
                .filter(Unit::known)
                .sorted(Comparator.comparingLong(Unit::bytes))
                .toList());
        int tooMany = known.size() > MOST ? known.size() - MOST / 2 : 0;
        List<DataFile> files = new ArrayList<>();
        List<Unit> groups = new ArrayList<>(known);
        ScanPart whole = null;
        boolean keyed = true;
        for (int i = 0; i < known.size(); i++) {
            Unit unit = known.get(i);
            ScanPart part = unit.part;
            whole = whole == null || part == null ? part : whole.merge(part);
            files.addAll(unit.files);
            keyed &= unit.key != null && !unit.partly;
            if (i + 1 == tooMany && keyed && whole != null) {
                Unit merged = new Unit(List.copyOf(files), key(files), null);
                merged.read(whole);
                groups.removeAll(known.subList(0, tooMany));
                groups.add(merged);
            }
        }
        keepList(groups);
        return whole;
    }

    /** Takes the groups that are as they were, and gives the files that are in none. */
    private List<DataFile> without(List<DataFile> files) {
        Map<String, DataFile> byMark = new HashMap<>();
        files.forEach(file -> byMark.put(mark(file), file));
        Set<DataFile> found = new HashSet<>();
        for (String line : cache.lines(list)) {
            List<DataFile> group = new ArrayList<>();
            String[] marks = line.split(" ");
            for (String mark : marks) {
                DataFile file = byMark.get(mark);
                if (file != null && !found.contains(file)) {
                    group.add(file);
                }
            }
            ScanPart part = group.size() == marks.length ? cache.part(key(group)) : null;
            if (part != null) {
                units.add(new Unit(group, key(group), part));
                found.addAll(group);
            }
        }
        return files.stream().filter(file -> !found.contains(file)).toList();
    }

    private void divide(List<DataFile> files) {
        long bytes = files.stream().mapToLong(DataFile::bytes).sum();
        long enough = Math.max(LEAST_BYTES, bytes / NEW);
        int many = Math.max(LEAST_FILES, files.size() / NEW);
        List<DataFile> group = new ArrayList<>();
        long inGroup = 0;
        for (DataFile file : files) {
            group.add(file);
            inGroup += file.bytes();
            if (inGroup >= enough || group.size() >= many) {
                units.add(new Unit(List.copyOf(group), key(group), null));
                group.clear();
                inGroup = 0;
            }
        }
        if (!group.isEmpty()) {
            units.add(new Unit(List.copyOf(group), key(group), null));
        }
    }

    private void keepList(List<Unit> groups) {
        if (!cache.keeps()) {
            return;
        }
        List<String> before = cache.lines(list);
        Set<String> lines = new TreeSet<>();
        // A run that was stopped forgets nothing.
        if (units.stream().anyMatch(unit -> !unit.known() || unit.partly)) {
            lines.addAll(before);
        }
        groups.stream()
                .filter(unit -> unit.key != null && !unit.partly)
                .forEach(unit -> lines.add(String.join(
                        " ", unit.files.stream().map(CacheUnits::mark).toList())));
        if (!before.equals(List.copyOf(lines))) {
            cache.keep(list, List.copyOf(lines));
        }
    }

    private String key(List<DataFile> files) {
        return ProfileCache.key(
                "part",
                table.layout(),
                String.join("\n", files.stream().map(CacheUnits::stamp).sorted().toList()));
    }

    private static String mark(DataFile file) {
        return ProfileCache.key(stamp(file)).substring(0, 24);
    }

    private static String stamp(DataFile file) {
        return file.bytes() + " " + file.modifiedMillis() + " " + file.path();
    }
}
