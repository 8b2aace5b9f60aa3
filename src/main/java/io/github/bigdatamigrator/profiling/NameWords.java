package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.text.IdentifierWords;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tests which words the name of a column or table contains: {@code billingZipCode} has billing, zip and code. */
final class NameWords {
    private static final Pattern DIGITS = Pattern.compile("(?<=\\p{L})(?=\\p{N})");

    private final Set<String> words = new LinkedHashSet<>();

    NameWords(String name) {
        IdentifierWords.of(name).forEach(word -> words.addAll(List.of(DIGITS.split(word))));
    }

    /** The set of the words in a text, separated by blanks. */
    static Set<String> setOf(String words) {
        return Set.of(words.split(" "));
    }

    /** Whether some word is in {@code wanted}. */
    boolean containsAny(Set<String> wanted) {
        return words.stream().anyMatch(wanted::contains);
    }

    boolean contains(String word) {
        return words.contains(word);
    }

    /** Whether the name contains all these words, or their concatenation as one word. */
    boolean containsAll(String... wanted) {
        return words.contains(String.join("", wanted)) || words.containsAll(Set.of(wanted));
    }

    /**
     * Whether the name consists of at least one of {@code roles} and otherwise only words of {@code owner}, singular or
     * plural.
     */
    boolean isKeyOf(NameWords owner, Set<String> roles) {
        return containsAny(roles)
                && words.stream()
                        .allMatch(word -> roles.contains(word)
                                || owner.words.stream()
                                        .anyMatch(other -> other.startsWith(word) || word.startsWith(other)));
    }
}
