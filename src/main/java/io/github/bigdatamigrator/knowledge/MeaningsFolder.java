package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder.Document;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Fault;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.collections4.map.LRUMap;

/**
 * Applies the files of meanings in the knowledge folder to data. Files are read again when they change, so that an edit
 * has effect at once. Thread-safe.
 */
public final class MeaningsFolder {
    /** The file that the program and people write to if nothing else is named. */
    public static final String FILE = "meanings.yaml";

    private static final int KEPT = 64;
    private static final Pattern DRAFT = Pattern.compile("(\\bstatus:[ \\t]*)([\"']?)draft\\2(?![\\p{L}\\p{N}])");

    private final KnowledgeFolder folder;
    private final Map<Checked, DataContext> checked = Collections.synchronizedMap(new LRUMap<>(KEPT));

    private volatile Read read = new Read(List.of(), MeaningEntries.NONE);

    /** The entries of all documents; every request asks for them, several times. */
    private record Read(List<Document> documents, MeaningEntries entries) {}

    /** What the result of a check on the data depends on. */
    private record Checked(
            MeaningEntries entries, List<String> data, List<Relationship> relationships, List<Problem> problems) {}

    public MeaningsFolder(KnowledgeFolder folder) {
        this.folder = folder;
    }

    /** All entries of the folder, those of {@code meanings.yaml} first. */
    public MeaningEntries entries() {
        List<Document> documents = new ArrayList<>(folder.list(""));
        documents.sort((one, other) ->
                Boolean.compare(other.name().equals(FILE), one.name().equals(FILE)));
        Read known = read;
        if (known.documents().equals(documents)) {
            return known.entries();
        }
        MeaningEntries all = MeaningEntries.NONE;
        for (Document document : documents) {
            all = all.and(entries(document));
        }
        read = new Read(documents, all);
        return all;
    }

    private static MeaningEntries entries(Document document) {
        if (document.content() != null) {
            return MeaningsYaml.read(document.content());
        }
        String problem = String.valueOf(document.problem());
        return new MeaningEntries(
                List.of(), List.of(), List.of(), Map.of(), List.of(new Fault(new Place(document.name(), 1), problem)));
    }

    /** The context with all entries that names and the profile can decide; cheap, reads no data. */
    public DataContext apply(DataContext profile) {
        MeaningEntries entries = entries();
        return entries.equals(MeaningEntries.NONE) ? profile : MeaningsCheck.byNames(entries, profile);
    }

    /**
     * A context of {@link #apply} with all entries checked on the data; see {@link MeaningsCheck#onData}. Costs nothing
     * if the same was checked before.
     */
    public DataContext check(DataContext applied, QueryEngine queries, ClaimVerifier claims) {
        MeaningEntries entries = entries();
        if (entries.equals(MeaningEntries.NONE)) {
            return applied;
        }
        Checked key = key(entries, applied);
        DataContext known = checked.get(key);
        if (known == null) {
            known = MeaningsCheck.onData(entries, applied, queries, claims);
            checked.put(key, known);
        }
        return known;
    }

    /** The context of {@link #check} if it has been made; otherwise the context itself. Reads no data. */
    public DataContext known(DataContext applied) {
        return checked.getOrDefault(key(entries(), applied), applied);
    }

    private static Checked key(MeaningEntries entries, DataContext applied) {
        return new Checked(
                entries,
                applied.tables().stream()
                        .map(table -> table.origin().fingerprint())
                        .toList(),
                applied.relationships(),
                applied.problems());
    }

    /** The context without relationships that people refuted. */
    public DataContext withoutRefuted(DataContext context) {
        return MeaningsCheck.withoutRefuted(entries(), context);
    }

    /** The tables that entries are about and the data does not have. */
    public Set<String> otherTables(DataContext profile) {
        return MeaningsCheck.otherTables(entries(), profile);
    }

    /** Writes or replaces a file of entries. */
    public void write(String file, MeaningEntries entries) {
        folder.write(file, new LinkedHashMap<>(MeaningsYaml.write(entries)));
    }

    /** What of entries does not fit the data, as {@link #check} tells it; writes nothing. */
    public List<Problem> problems(
            MeaningEntries entries, DataContext profile, QueryEngine queries, ClaimVerifier claims) {
        DataContext applied = MeaningsCheck.byNames(entries, profile);
        List<Problem> problems = new ArrayList<>(
                MeaningsCheck.onData(entries, applied, queries, claims).problems());
        problems.removeAll(profile.problems());
        return problems;
    }

    /** Adds entries to a file; an entry of the file about the same table or of the same name stays as it is. */
    public void add(String file, MeaningEntries entries) {
        folder.locked(() -> {
            MeaningEntries before =
                    folder.read(file).map(MeaningsFolder::entries).orElse(MeaningEntries.NONE);
            write(file, before.and(entries));
            return file;
        });
    }

    /**
     * Replaces what {@link #FILE} says of the data; entries about other data stay.
     *
     * @param expected whether all entries about the data are those that the caller has read
     * @throws MigratorException VERSION_CONFLICT
     */
    public void replace(MeaningEntries entries, DataContext profile, Predicate<MeaningEntries> expected) {
        folder.locked(() -> {
            if (!expected.test(entries().about(profile))) {
                throw new MigratorException(
                        ErrorCode.VERSION_CONFLICT, "The meanings have changed since they were read. Read them again.");
            }
            MeaningEntries before =
                    folder.read(FILE).map(MeaningsFolder::entries).orElse(MeaningEntries.NONE);
            write(FILE, entries.and(before.aboutOthers(profile)));
            return FILE;
        });
    }

    /**
     * Approves all drafts about the data; returns how many there were. The text of a file whose drafts are all about
     * the data stays as it is otherwise.
     */
    public long approve(DataContext profile) {
        return folder.locked(() -> {
            long approved = 0;
            for (Document document : folder.list("")) {
                MeaningEntries all = entries(document);
                MeaningEntries about = all.about(profile);
                long drafts = about.drafts();
                if (drafts > 0 && all.faults().isEmpty()) {
                    approved += drafts;
                    if (drafts == all.drafts()) {
                        folder.rewrite(
                                document.name(), text -> DRAFT.matcher(text).replaceAll("$1approved"));
                    } else {
                        write(document.name(), about.approved().and(all.aboutOthers(profile)));
                    }
                }
            }
            return approved;
        });
    }
}
