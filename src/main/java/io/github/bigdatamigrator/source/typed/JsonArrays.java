package io.github.bigdatamigrator.source.typed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.bigdatamigrator.source.HadoopFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Lists the arrays of objects in a JSON file that holds one object, such as {@code {"count": 2, "data": [{…}, {…}]}}:
 * its rows are their elements.
 *
 * @param paths the arrays of the outermost level that has one, such as {@code response.data}
 * @param others the other members of the file's object
 */
public record JsonArrays(List<String> paths, List<String> others) {
    private static final JsonArrays NONE = new JsonArrays(List.of(), List.of());
    private static final int MAX_DEPTH = 3;

    /** Reads the whole file if it is one object. */
    public static JsonArrays of(String file, Configuration hadoop) {
        List<List<String>> levels = new ArrayList<>();
        for (int i = 0; i < MAX_DEPTH; i++) {
            levels.add(new ArrayList<>());
        }
        List<String> members = new ArrayList<>();
        try (JsonParser parser = JsonRecordReader.JSON.createParser(JsonRecordReader.utf8(file, hadoop))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            collect(parser, "", levels, members);
            if (parser.nextToken() != null) {
                return NONE;
            }
        } catch (JsonProcessingException e) {
            // The file is cut into records, and those that are not valid are counted.
            return NONE;
        } catch (IOException e) {
            throw HadoopFiles.unreadable(file, e);
        }
        List<String> paths =
                levels.stream().filter(level -> !level.isEmpty()).findFirst().orElse(List.of());
        members.removeIf(
                member -> paths.stream().anyMatch(path -> path.equals(member) || path.startsWith(member + ".")));
        return paths.isEmpty() ? NONE : new JsonArrays(List.copyOf(paths), List.copyOf(members));
    }

    /** Says which arrays the rows are from, and what is left out. */
    public String description() {
        return (paths.size() == 1
                        ? "the rows are the elements of the array “" + paths.get(0) + "”"
                        : "each array of objects is a table: " + String.join(", ", paths))
                + (others.isEmpty() ? "" : "; other members of the file are left out: " + String.join(", ", others));
    }

    /**
     * @param levels receives the arrays of each level of nesting
     * @param members receives the names of the members
     */
    private static void collect(JsonParser parser, String prefix, List<List<String>> levels, List<String> members)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            members.add(name);
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY) {
                boolean objects = false;
                for (JsonToken element = parser.nextToken();
                        element != null && element != JsonToken.END_ARRAY;
                        element = parser.nextToken()) {
                    objects |= element == JsonToken.START_OBJECT;
                    parser.skipChildren();
                }
                if (objects) {
                    levels.get(0).add(prefix + name);
                }
            } else if (value == JsonToken.START_OBJECT && levels.size() > 1) {
                collect(parser, prefix + name + ".", levels.subList(1, levels.size()), new ArrayList<>());
            } else {
                parser.skipChildren();
            }
        }
    }
}
