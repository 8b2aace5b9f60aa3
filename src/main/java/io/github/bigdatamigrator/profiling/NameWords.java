package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.text.IdentifierWords;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a column's or table's name in lower case: {@code billingZipCode} is billing, zip, code. */
final class NameWords {
    private static final Pattern DIGITS = Pattern.compile("(?<=\\p{L})(?=\\p{N})");

    private final Set<String> words = new LinkedHashSet<>();

    NameWords(String name) {
        IdentifierWords.of(name).forEach(word -> words.addAll(List.of(DIGITS.split(word))));
    }

    /** Whether one of the words is among these. */
    boolean containsAny(Set<String> wanted) {
        return words.stream().anyMatch(wanted::contains);
    }

    boolean contains(String word) {
        return words.contains(word);
    }

    /** Whether all of these are among the words, or they stand in the name as one word. */
    boolean containsAll(String... wanted) {
        return words.contains(String.join("", wanted)) || words.containsAll(Set.of(wanted));
    }

    /** Whether these are the owner's words, plural or singular, and one of {@code roles} at least, and nothing else. */
    boolean isKeyOf(NameWords owner, Set<String> roles) {
        return containsAny(roles)
                && words.stream()
                        .allMatch(word -> roles.contains(word)
                                || owner.words.stream()
                                        .anyMatch(other -> other.startsWith(word) || word.startsWith(other)));
    }
}
