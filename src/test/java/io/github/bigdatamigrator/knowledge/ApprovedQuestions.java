package io.github.bigdatamigrator.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the table of approved questions with other ways to ask them, and questions that only look the same. */
final class ApprovedQuestions {
    private ApprovedQuestions() {}

    record Approved(String question, String sql, List<Asked> same, List<String> others) {}

    /** @param sql the statement with the parameters of the question */
    record Asked(String question, String sql) {}

    static List<Approved> all() {
        List<Approved> all = new ArrayList<>();
        String question = "";
        Approved last = null;
        for (String line : text().split("\n")) {
            String rest = line.length() > 2 ? line.substring(2).strip() : "";
            if (line.startsWith("= ")) {
                question = rest;
            } else if (line.startsWith(": ")) {
                last = new Approved(question, rest, new ArrayList<>(), new ArrayList<>());
                all.add(last);
            } else if (line.startsWith("+ ") && last != null) {
                String[] parts = rest.split("\\|", 2);
                String sql = last.sql();
                List<String> now = new ArrayList<>();
                for (String change : parts[1].split(";")) {
                    String[] sides = change.split("→");
                    if (sides.length == 2) {
                        if (!last.sql().contains(sides[0].strip())) {
                            throw new IllegalArgumentException(line);
                        }
                        sql = sql.replace(sides[0].strip(), "\u0001" + now.size() + "\u0001");
                        now.add(sides[1].strip());
                    }
                }
                for (int i = 0; i < now.size(); i++) {
                    sql = sql.replace("\u0001" + i + "\u0001", now.get(i));
                }
                last.same().add(new Asked(parts[0].strip(), sql));
            } else if (line.startsWith("- ") && last != null) {
                last.others().add(rest);
            }
        }
        return all;
    }

    private static String text() {
        try (InputStream file = ApprovedQuestions.class.getResourceAsStream("approved.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
