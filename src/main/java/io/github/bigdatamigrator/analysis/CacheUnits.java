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
 * Groups the files of a table; each group is read by one job and cached as one entry. A folder with new files reads
 * only those; if a file changed or was removed, the other files of its group are read again. A table that is no file is
 * one group, cached by its version.
 */
final class CacheUnits {
    private static final int MINIMUM_FILES = 500;
    private static final int MAXIMUM_NEW = 8; // maximum new groups, so that the first reading of a folder has few jobs
    private static final int MAXIMUM = 16; // maximum groups; beyond it the smallest are merged
    /** Minimum bytes or files of a group, since reading less again costs little. */
    private static final long MINIMUM_BYTES = 64L << 20;

    private final ProfileCache cache;
    private final SourceTable table;
    private final String list;
    private final List<Unit> units = new ArrayList<>();

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

        /** Sets the result of a complete scan and caches it. */
        void read(ScanPart whole) {
            if (key != null) {
                cache.keep(key, whole);
            }
            part = whole;
        }

        /** Sets the result of an interrupted scan, which is not cached. */
        void readPartly(ScanPart some) {
            part = some;
            partly = true;
        }
    }

    /** Without a cache all files are one group. */
    CacheUnits(SourceTable table, ProfileCache cache, DataContextBuilder.Reuse reuse) {
        this.cache = cache;
        this.table = table;
        list = ProfileCache.key("groups", table.layout(), table.name());
        List<DataFile> files = table.origin().files();
        List<DataFile> rest = files;
        String version = table.origin().version();
        if (cache.enabled() && version != null) {
            String key = ProfileCache.key("part", table.layout(), version);
            boolean readAgain = reuse == DataContextBuilder.Reuse.READ_AGAIN;
            units.add(new Unit(files, key, readAgain ? null : cache.part(key)));
        } else if (cache.enabled()) {
            rest = reuse == DataContextBuilder.Reuse.READ_AGAIN ? files : addCached(files);
            addNew(rest.stream().filter(DataSources::isSettled).toList());
            rest = rest.stream().filter(file -> !DataSources.isSettled(file)).toList();
        }
        if (!rest.isEmpty() || units.isEmpty()) {
            units.add(new Unit(rest, null, null));
        }
    }

    List<Unit> units() {
        return units;
    }

    /** Merges all units, null if none was read. Called once, after every unit was read or given up. */
    @Nullable
    ScanPart merged() {
        List<Unit> known = units.stream()
                .filter(Unit::known)
                .sorted(Comparator.comparingLong(Unit::bytes))
                .toList();
        int tooMany = known.size() > MAXIMUM ? known.size() - MAXIMUM / 2 : 0;
        List<DataFile> files = new ArrayList<>();
        List<Unit> groups = new ArrayList<>(known);
        ScanPart whole = null;
        boolean cacheable = true;
        for (int i = 0; i < known.size(); i++) {
            Unit unit = known.get(i);
            ScanPart part = unit.part;
            whole = whole == null || part == null ? part : whole.merge(part);
            files.addAll(unit.files);
            cacheable &= unit.key != null && !unit.partly;
            if (i + 1 == tooMany && cacheable && whole != null) {
                Unit merged = new Unit(List.copyOf(files), key(files), null);
                merged.read(whole);
                groups.removeAll(known.subList(0, tooMany));
                groups.add(merged);
            }
        }
        keepList(groups);
        return whole;
    }

    /** Adds the cached groups whose files are unchanged, and returns the other files. */
    private List<DataFile> addCached(List<DataFile> files) {
        Map<String, DataFile> byId = new HashMap<>();
        files.forEach(file -> byId.put(id(file), file));
        Set<DataFile> found = new HashSet<>();
        for (String line : cache.lines(list)) {
            List<DataFile> group = new ArrayList<>();
            String[] ids = line.split(" ");
            for (String id : ids) {
                DataFile file = byId.get(id);
                if (file != null && !found.contains(file)) {
                    group.add(file);
                }
            }
            ScanPart part = group.size() == ids.length ? cache.part(key(group)) : null;
            if (part != null) {
                units.add(new Unit(group, key(group), part));
                found.addAll(group);
            }
        }
        return files.stream().filter(file -> !found.contains(file)).toList();
    }

    private void addNew(List<DataFile> files) {
        long bytes = files.stream().mapToLong(DataFile::bytes).sum();
        long enough = Math.max(MINIMUM_BYTES, bytes / MAXIMUM_NEW);
        int many = Math.max(MINIMUM_FILES, files.size() / MAXIMUM_NEW);
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
        if (!cache.enabled() || table.origin().files().isEmpty()) {
            return;
        }
        List<String> before = cache.lines(list);
        Set<String> lines = new TreeSet<>();
        // An interrupted run keeps all earlier groups.
        if (units.stream().anyMatch(unit -> !unit.known() || unit.partly)) {
            lines.addAll(before);
        }
        groups.stream()
                .filter(unit -> unit.key != null && !unit.partly)
                .forEach(unit -> lines.add(
                        String.join(" ", unit.files.stream().map(CacheUnits::id).toList())));
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

    private static String id(DataFile file) {
        return ProfileCache.key(stamp(file)).substring(0, 24);
    }

    private static String stamp(DataFile file) {
        return file.bytes() + " " + file.modifiedMillis() + " " + file.path();
    }
}
