package io.github.bigdatamigrator.settings;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code conf/bdm.env}: lines of {@code NAME=value}, comments after {@code #}, values with or without quotes, an
 * optional {@code export} before the name. Messages name the line but never show a value, since it may be a misplaced
 * API key.
 */
public final class SettingsFile {
    private SettingsFile() {}

    public static Map<Setting, String> read(Path file) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace("\uFEFF", "").strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                readLine(line, file + ", line " + (i + 1), values);
            }
        }
        return values;
    }

    private static void readLine(String line, String place, Map<Setting, String> values) {
        String assignment = line.startsWith("export ") ? line.substring("export ".length()) : line;
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw MigratorException.badInput(place + ": expected NAME=value.");
        }
        String name = assignment.substring(0, equals).strip();
        Setting setting = Setting.named(name)
                .orElseThrow(() -> MigratorException.badInput(
                        place + ": there is no setting " + name + "; did you mean " + Setting.nearest(name) + "?"));
        values.put(setting, unquoted(assignment.substring(equals + 1).strip(), place));
    }

    private static String unquoted(String value, String place) {
        if (value.startsWith("\"") || value.startsWith("'")) {
            int end = value.indexOf(value.charAt(0), 1);
            String rest = end < 0 ? "" : value.substring(end + 1).strip();
            if (end < 0 || !(rest.isEmpty() || rest.startsWith("#"))) {
                throw MigratorException.badInput(
                        place + ": the quote is not closed, or text follows the closing quote.");
            }
            return value.substring(1, end);
        }
        int comment = value.startsWith("#") ? 0 : value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    "Cannot read the settings in " + file + " (" + e + "). It must be UTF-8 text.",
                    e);
        }
    }
}
