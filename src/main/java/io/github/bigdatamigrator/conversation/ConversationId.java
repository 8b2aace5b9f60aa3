package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.NearestName;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;

/** Creates and checks conversation ids: words of the title and a random suffix, valid in folder names and URLs. */
public final class ConversationId {
    private static final Pattern VALID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?");
    private static final String SUFFIX_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int TITLE_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ConversationId() {}

    static String of(String title) {
        String words = FoldedWords.fold(title).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String cut = words.length() > TITLE_LENGTH ? words.substring(0, TITLE_LENGTH) : words;
        String slug = cut.replaceAll("-+$", "");
        StringBuilder id = new StringBuilder(slug.isEmpty() ? "conversation" : slug).append('-');
        for (int i = 0; i < 6; i++) {
            id.append(SUFFIX_LETTERS.charAt(RANDOM.nextInt(SUFFIX_LETTERS.length())));
        }
        return id.toString();
    }

    public static boolean valid(String id) {
        return VALID.matcher(id).matches();
    }

    /** Creates an UNKNOWN_CONVERSATION error that names the nearest known id. */
    public static MigratorException unknown(String id, List<String> known) {
        String nearest = NearestName.of(id, known)
                .map(other -> "The nearest one is " + other + ".")
                .orElse("There are no conversations yet.");
        return new MigratorException(
                ErrorCode.UNKNOWN_CONVERSATION,
                "There is no conversation " + PromptSanitizer.text(id, 80) + ". " + nearest);
    }
}
