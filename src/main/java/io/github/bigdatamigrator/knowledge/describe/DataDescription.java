package io.github.bigdatamigrator.knowledge.describe;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningEntries.DefinitionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningsFolder;
import io.github.bigdatamigrator.knowledge.MeaningsYaml;
import io.github.bigdatamigrator.knowledge.exchange.MeaningsImport;
import io.github.bigdatamigrator.knowledge.exchange.MeaningsImport.Sheet;
import io.github.bigdatamigrator.knowledge.exchange.OssieExport;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.text.NumberFormat;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import io.github.bigdatamigrator.yaml.YamlReader;
import io.github.bigdatamigrator.yaml.YamlWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * Reads and changes what the knowledge folder says of one data set. Changes have effect with the next question. Every
 * entry is checked on the data; what does not fit is told and has no effect. As safe for threads as its ports.
 *
 * @param profile as the data alone gives it
 * @param sheets reads the rows of a dictionary
 * @param model completes drafts if it answers
 */
public record DataDescription(
        MeaningsFolder folder,
        DataContext profile,
        QueryEngine queries,
        ClaimVerifier claims,
        Function<Path, List<Sheet>> sheets,
        LanguageModel model) {
    private static final String DRAFT = "draft.yaml";
    private static final int MAX_ASKED = 20;

    /**
     * What the folder says of the data.
     *
     * @param entries about tables of the data, approved ones and drafts
     * @param problems what does not fit the data, with file and line
     * @param otherTables tables of other data that entries are about
     */
    public record Report(MeaningEntries entries, List<Problem> problems, Set<String> otherTables) {
        public Report {
            problems = List.copyOf(problems);
        }

        /** The entries as the file of meanings has them. */
        public String yaml() {
            return YamlWriter.write(MeaningsYaml.write(entries));
        }

        public long drafts() {
            return entries.drafts();
        }

        /** Another one for other entries. */
        public String version() {
            return DataDescription.version(entries);
        }
    }

    public Report report() {
        MeaningEntries entries = folder.entries();
        DataContext applied = folder.apply(profile);
        List<Problem> problems =
                new ArrayList<>(folder.check(applied, queries, claims).problems());
        problems.removeAll(profile.problems());
        return new Report(entries.about(profile), problems, folder.otherTables(profile));
    }

    /**
     * Reads a file of another format and writes its entries, approved, to the folder, in place of those of an earlier
     * import of a file of this name.
     *
     * @return what was imported and what of the file cannot be used, with its lines
     * @throws MigratorException BAD_INPUT if nothing of it can be used; for a dictionary also FILE_NOT_FOUND and
     *     FILE_UNREADABLE, for which other formats have BAD_INPUT
     */
    public Report importFrom(Path file) {
        String name = String.valueOf(file.getFileName());
        MeaningEntries read = MeaningsImport.isTabular(name)
                ? MeaningsImport.ofSheets(name, sheets.apply(file), profile)
                : MeaningsImport.ofText(name, text(file), profile);
        List<Problem> problems = folder.problems(read, profile, queries, claims);
        if (read.isEmpty()) {
            throw MigratorException.badInput("Nothing of " + file + " can be used. "
                    + (problems.isEmpty()
                            ? "It describes nothing."
                            : problems.get(0).subject() + ": " + problems.get(0).message() + "."));
        }
        folder.write("import-" + name.replaceAll("\\.[^.]*$", "") + ".yaml", read);
        return new Report(read.about(profile), problems, folder.otherTables(profile));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replace("\uFEFF", "");
        } catch (NoSuchFileException e) {
            throw MigratorException.badInput("There is no file " + file + " to import.");
        } catch (CharacterCodingException e) {
            throw MigratorException.badInput(file + " is not UTF-8. Save it as UTF-8 and import it again.");
        } catch (IOException e) {
            throw MigratorException.badInput("Cannot read " + file + " (" + e.getMessage() + ").");
        }
    }

    /**
     * Drafts what is not described yet, by rules and by the model if it answers, and writes it to the folder. Costs one
     * call of the model for each of the first {@value #MAX_ASKED} tables; what the model is not asked about is told.
     */
    public Report draft() {
        MeaningEntries known = folder.entries();
        DataContext context = folder.apply(profile).visible();
        DraftRules rules = new DraftRules(context, new Place(DRAFT, 1));
        boolean answers = model.status().available();
        List<TableEntry> tables = new ArrayList<>();
        List<DefinitionEntry> definitions = new ArrayList<>();
        List<Problem> notAsked = new ArrayList<>();
        for (TableProfile table : context.tables()) {
            boolean described =
                    known.tables().stream().anyMatch(entry -> entry.table().equals(table.name()));
            if (described) {
                continue;
            }
            TableEntry entry = rules.table(table);
            boolean asked = answers && tables.size() < MAX_ASKED;
            int left = table.columns().size() - (asked ? ModelDraft.MAX_COLUMNS : 0);
            if (answers && left > 0) {
                notAsked.add(new Problem(
                        table.name(),
                        "the model was not asked about "
                                + (asked ? "the last " + NumberFormat.of(left) + " of " : "its ")
                                + NumberFormat.count(table.columns().size(), "column")
                                + "; they are drafted by rules alone",
                        left));
            }
            tables.add(asked ? new ModelDraft(model).completed(entry, table) : entry);
            rules.revenue(table)
                    .filter(each -> known.definitions().stream()
                            .noneMatch(other -> other.name().equals(each.name())))
                    .filter(each -> definitions.isEmpty())
                    .ifPresent(definitions::add);
        }
        if (!tables.isEmpty()) {
            folder.add(DRAFT, new MeaningEntries(tables, definitions, List.of(), Map.of(), List.of()));
        }
        Report report = report();
        notAsked.addAll(report.problems());
        return new Report(report.entries(), notAsked, report.otherTables());
    }

    /** Approves all drafts about the data; returns how many there were. */
    public long approve() {
        return folder.approve(profile);
    }

    /**
     * Replaces what {@code meanings.yaml} says of the data; entries about other data stay.
     *
     * @param text in the format of the file, as YAML or JSON
     * @param expected whether the {@link Report#version} is one that the caller has read
     * @throws MigratorException BAD_INPUT with the line for a text that is no such file; VERSION_CONFLICT
     */
    public Report replace(String text, Predicate<String> expected) {
        MeaningEntries entries = MeaningsYaml.read(YamlReader.read(MeaningsFolder.FILE, text));
        if (!entries.faults().isEmpty()) {
            MeaningEntries.Fault fault = entries.faults().get(0);
            throw fault.place().refuse(fault.message());
        }
        folder.replace(entries, profile, before -> expected.test(version(before)));
        return report();
    }

    private static String version(MeaningEntries entries) {
        CRC32 hash = new CRC32();
        hash.update(YamlWriter.write(MeaningsYaml.write(entries)).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", hash.getValue());
    }

    /** The data with its approved meanings as an Apache Ossie semantic model, in YAML. */
    public String ossie(String name) {
        DataContext whole = folder.check(folder.apply(profile), queries, claims);
        return OssieExport.of(name, whole, folder.entries().about(profile));
    }
}
