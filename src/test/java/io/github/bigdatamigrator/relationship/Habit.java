package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How someone names tables, keys and references. */
record Habit(String name, Case style, Count count, String tablePrefix, Key key, Reference reference) {
    enum Case {
        SNAKE,
        CAMEL,
        PASCAL,
        GLUED,
        UPPER
    }

    enum Count {
        SINGULAR,
        PLURAL
    }

    enum Key {
        /** {@code id} */
        BARE,
        /** {@code order_id} */
        TABLE_ID,
        /** {@code id_order} */
        ID_TABLE,
        /** {@code order_no} */
        TABLE_NO,
        /** {@code o_orderkey}: all columns of a table share the prefix. */
        PREFIXED,
        /** {@code ord_id} */
        SHORT,
        /** {@code pk} */
        PK,
        /** {@code c17}, of {@code t3}. */
        NAMELESS
    }

    enum Reference {
        /** The key's name, or the table's and {@code id}. */
        KEY,
        /** The table's name alone. */
        TABLE,
        /** {@code fk_order} */
        FK_TABLE,
        /** The role alone where there is one, else as {@link #KEY}. */
        ROLE
    }

    static List<Habit> english() {
        return List.of(
                new Habit("rails", Case.SNAKE, Count.PLURAL, "", Key.BARE, Reference.KEY),
                new Habit("snake", Case.SNAKE, Count.SINGULAR, "", Key.TABLE_ID, Reference.KEY),
                new Habit("pascal", Case.PASCAL, Count.SINGULAR, "", Key.TABLE_ID, Reference.KEY),
                new Habit("pascals", Case.PASCAL, Count.PLURAL, "", Key.TABLE_ID, Reference.ROLE),
                new Habit("tbl", Case.SNAKE, Count.SINGULAR, "tbl_", Key.ID_TABLE, Reference.KEY),
                new Habit("benchmark", Case.SNAKE, Count.SINGULAR, "", Key.PREFIXED, Reference.KEY),
                new Habit("numbers", Case.SNAKE, Count.PLURAL, "", Key.TABLE_NO, Reference.KEY),
                new Habit("short", Case.SNAKE, Count.SINGULAR, "", Key.SHORT, Reference.KEY),
                new Habit("bare", Case.SNAKE, Count.SINGULAR, "", Key.BARE, Reference.TABLE),
                new Habit("fk", Case.SNAKE, Count.PLURAL, "", Key.PK, Reference.FK_TABLE),
                new Habit("nameless", Case.SNAKE, Count.SINGULAR, "", Key.NAMELESS, Reference.KEY),
                new Habit("camel", Case.CAMEL, Count.SINGULAR, "", Key.BARE, Reference.ROLE),
                new Habit("glued", Case.GLUED, Count.SINGULAR, "", Key.TABLE_ID, Reference.KEY),
                new Habit("upper", Case.UPPER, Count.SINGULAR, "APP_", Key.TABLE_ID, Reference.ROLE));
    }

    static List<Habit> elsewhere() {
        return List.of(
                new Habit("id vorn", Case.SNAKE, Count.SINGULAR, "", Key.ID_TABLE, Reference.KEY),
                new Habit("nr", Case.PASCAL, Count.SINGULAR, "", Key.TABLE_NO, Reference.KEY),
                new Habit("id", Case.SNAKE, Count.SINGULAR, "", Key.BARE, Reference.KEY),
                new Habit("glued", Case.GLUED, Count.SINGULAR, "", Key.ID_TABLE, Reference.ROLE));
    }

    private static String opaque(String letter, String text) {
        return letter + Math.floorMod(text.hashCode(), 100_003);
    }

    String table(String entity) {
        if (key == Key.NAMELESS) {
            return opaque("t", entity);
        }
        return tablePrefix + cased(count == Count.PLURAL ? plural(entity) : entity);
    }

    String attribute(String entity, String attribute) {
        if (key == Key.NAMELESS) {
            return opaque("c", entity + attribute);
        }
        return cased(key == Key.PREFIXED ? initials(entity) + "_" + attribute : attribute);
    }

    /** The key of an entity, by the word that identifies: {@code id}, or {@code code} of natural keys. */
    String key(String entity, String word) {
        return switch (key) {
            case BARE -> cased(word);
            case PK -> word.equals("id") ? "pk" : cased(word);
            default -> attribute(entity, identified(entity, word));
        };
    }

    private String identified(String entity, String word) {
        boolean code = !word.equals("id");
        return switch (key) {
            case BARE, PK, TABLE_ID, NAMELESS -> entity + "_" + word;
            case ID_TABLE -> word + "_" + entity;
            case TABLE_NO -> entity + (code ? "_code" : style == Case.PASCAL ? "_nr" : "_no");
            case PREFIXED -> entity.replace("_", "") + "key";
            case SHORT -> shortened(entity) + "_" + word;
        };
    }

    String reference(String child, String target, String word, String role) {
        String named = switch (reference) {
            case KEY -> (role.isEmpty() ? "" : role + "_") + identified(target, word);
            case TABLE -> (role.isEmpty() ? "" : role + "_") + target;
            case FK_TABLE -> "fk_" + (role.isEmpty() ? "" : role + "_") + target;
            case ROLE -> role.isEmpty() ? identified(target, word) : identified(role, word);
        };
        return attribute(child, role.startsWith("=") ? role.substring(1) : named);
    }

    private String cased(String words) {
        List<String> parts = List.of(words.split("_"));
        String pascal = parts.stream().map(Habit::capital).collect(Collectors.joining());
        return switch (style) {
            case SNAKE -> words;
            case UPPER -> words.toUpperCase(Locale.ROOT);
            case GLUED -> words.replace("_", "");
            case PASCAL -> pascal;
            case CAMEL -> pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
        };
    }

    private static String capital(String word) {
        return word.equals("id") ? "Id" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String initials(String entity) {
        StringBuilder letters = new StringBuilder();
        for (String word : entity.split("_")) {
            letters.append(word.charAt(0));
        }
        return letters.toString();
    }

    private static String shortened(String entity) {
        List<String> words = new ArrayList<>();
        for (String word : entity.split("_")) {
            words.add(word.length() <= 4 ? word : word.substring(0, 4));
        }
        return String.join("_", words);
    }

    private static String plural(String entity) {
        return entity.endsWith("y") && !entity.endsWith("ey") && !entity.endsWith("ay")
                ? entity.substring(0, entity.length() - 1) + "ies"
                : entity.endsWith("s") || entity.endsWith("ch") ? entity + "es" : entity + "s";
    }
}
