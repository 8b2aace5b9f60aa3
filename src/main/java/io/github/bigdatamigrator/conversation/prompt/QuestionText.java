package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.GermanWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells words of a question that may mean a stored value from ordinary words and those that name tables or columns. */
final class QuestionText {
    /** Values up to which a single word in lower case is taken for one of them; among more it may be any word. */
    private static final int FEW_VALUES = 300;

    private static final int MIN_FUZZY_LENGTH = 5;
    private static final int MIN_FUZZY_PHRASE = 8;
    private static final int MIN_NAME_LENGTH = 4;
    private static final Pattern QUOTED = Pattern.compile("[\"“„‚‘'«]([^\"“”„’'«»]{2,60})[\"”“’'»](?![\\p{L}\\p{N}])");
    private static final Pattern CAPITAL = Pattern.compile("(?<=\\S\\s{1,9}|[\"'“„‚‘«(])\\p{Lu}[\\p{L}\\p{N}]*");
    private static final String NAME =
            "((?:\\p{Lu}[\\p{L}’'-]+)(?:\\s+\\p{Lu}[\\p{L}’'-]+)*)(?=\\s*(?:[?.!,;:]|$)|\\s+(\\p{Ll}+))";
    private static final Pattern ENGLISH_NAME =
            Pattern.compile("(?U)\\b(?:in|from|at|by|called|named|of|for|to|about)\\s+" + NAME);
    private static final Pattern GERMAN_NAME = Pattern.compile("(?U)\\b(?:in|aus|namens)\\s+" + NAME);
    /** Endings of German nouns that are no names. */
    private static final Pattern GERMAN_NOUN = Pattern.compile("(?i).*(?:ung|heit|keit|tion|schaft|en|ern|eln)");

    private final List<String> words;
    private final String padded;
    private final boolean german;
    private final Set<String> stems = new HashSet<>();
    private final Set<String> capitals = new HashSet<>();
    private final Set<String> abbreviations = new HashSet<>();
    private final Set<String> quoted = new LinkedHashSet<>();
    private final Set<String> schemaWords = new HashSet<>();
    private final String text;

    QuestionText(String question, DataContext context) {
        text = question;
        words = FoldedWords.of(question);
        padded = " " + String.join(" ", words) + " ";
        german = GermanWords.sign(words) > 0;
        words.forEach(word -> stems.add(Plurals.stem(word)));
        Matcher capital = CAPITAL.matcher(question);
        while (capital.find()) {
            capitals.addAll(FoldedWords.of(capital.group()));
            if (capital.group().length() > 1
                    && capital.group().equals(capital.group().toUpperCase(Locale.ROOT))) {
                abbreviations.addAll(FoldedWords.of(capital.group()));
            }
        }
        quotedTexts().forEach(quote -> quoted.add(String.join(" ", FoldedWords.of(quote))));
        for (TableProfile table : context.tables()) {
            schemaWords.addAll(FoldedWords.stems(table.name()));
            table.columns().forEach(column -> schemaWords.addAll(FoldedWords.stems(column.name())));
        }
    }

    List<String> words() {
        return words;
    }

    /** The texts in quotes, as they are written. */
    List<String> quotedTexts() {
        List<String> texts = new ArrayList<>();
        Matcher quote = QUOTED.matcher(text);
        while (quote.find()) {
            texts.add(quote.group(1).strip());
        }
        return texts;
    }

    /** Whether the question names the table, or the column in full. */
    boolean names(TableProfile table, ColumnProfile column) {
        return !Collections.disjoint(stems, FoldedWords.stems(table.name()))
                || stems.containsAll(FoldedWords.stems(column.name()));
    }

    /**
     * Whether words of the question may mean a stored value.
     *
     * @param phrase the words, folded
     * @param distance edits between the words and the value
     */
    boolean mayMean(String phrase, int distance, ColumnProfile column) {
        List<String> parts = List.of(phrase.split(" "));
        if (quoted.contains(phrase)) {
            return true;
        }
        if (isPartOfName(phrase)) {
            return false;
        }
        boolean capital = parts.stream().anyMatch(capitals::contains);
        boolean ordinary = parts.stream().anyMatch(this::isOrdinary);
        if (distance > 0) {
            // “New Yrok”: an ordinary word with a capital is a part of a name, but not in German.
            boolean name = !german && parts.size() > 1 && capitals.containsAll(parts);
            int length = capital ? MIN_FUZZY_LENGTH : parts.size() > 1 ? MIN_FUZZY_PHRASE : Integer.MAX_VALUE;
            return (name || !ordinary) && phrase.length() >= length;
        }
        if (parts.size() > 1) {
            return capital || !parts.stream().allMatch(this::isOrdinary);
        }
        if (OrdinaryWords.isStopWord(phrase)) {
            return abbreviations.contains(phrase);
        }
        if (OrdinaryWords.isPeriod(phrase)) {
            return holdsPeriods(column);
        }
        if (ordinary) {
            return standsBesideName(phrase, column);
        }
        return column.distinct().value() <= FEW_VALUES || capital;
    }

    private boolean isOrdinary(String word) {
        return OrdinaryWords.isOrdinary(word) || schemaWords.contains(Plurals.stem(word));
    }

    /** “Ship mode” is the column {@code shipmode}, and its “ship” no value. */
    private boolean isPartOfName(String word) {
        boolean found = false;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(word)) {
                found = true;
                if (!isName(i - 1) && !isName(i)) {
                    return false;
                }
            }
        }
        return found;
    }

    /** Whether this word and the next one are a name of the schema, written in one. */
    private boolean isName(int word) {
        return word >= 0
                && word + 1 < words.size()
                && schemaWords.contains(Plurals.stem(words.get(word) + words.get(word + 1)));
    }

    private static boolean holdsPeriods(ColumnProfile column) {
        long periods = column.topValues().stream()
                .filter(top -> OrdinaryWords.isPeriod(FoldedWords.fold(top.value())))
                .count();
        return periods > 1 && 2 * periods >= column.topValues().size();
    }

    /** “Channel store”: the column stands beside the word, so that the word is a value. */
    private boolean standsBesideName(String word, ColumnProfile column) {
        Collection<String> name = FoldedWords.stems(column.name());
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(word) && !name.contains(Plurals.stem(word))) {
                boolean before = i > 0 && name.contains(Plurals.stem(words.get(i - 1)));
                boolean after = i + 1 < words.size() && name.contains(Plurals.stem(words.get(i + 1)));
                if (before || after) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Texts in quotes and capitalised names after a preposition: “in Atlantis”. Ordinary words are left out. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        quotedTexts().stream().filter(this::isName).forEach(names::add);
        Matcher name = (german ? GERMAN_NAME : ENGLISH_NAME).matcher(text);
        while (name.find()) {
            String next = name.group(2);
            String found = name.group(1);
            boolean noun = german && GERMAN_NOUN.matcher(found).matches();
            // “Of French customers”: an adjective.
            boolean adjective = next != null && !OrdinaryWords.isStopWord(FoldedWords.fold(next)) && !german;
            boolean abbreviation = found.equals(found.toUpperCase(Locale.ROOT));
            if (!noun && !adjective && !abbreviation && isName(found)) {
                names.add(found);
            }
        }
        return names;
    }

    private boolean isName(String name) {
        List<String> parts = FoldedWords.of(name);
        return name.length() >= MIN_NAME_LENGTH
                && name.matches("\\p{L}.*")
                && parts.stream().noneMatch(this::isOrdinary);
    }

    /** Whether a phrase of the question is a part of another, longer one. */
    static boolean isPartOf(String phrase, String longer) {
        return longer.length() > phrase.length() && (" " + longer + " ").contains(" " + phrase + " ");
    }

    /** Whether the question has the words of the phrase in a row. */
    boolean has(String phrase) {
        return padded.contains(" " + phrase + " ");
    }
}
