package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bigdatamigrator.context.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Converts single values to JSON and back. Bigint and double are JSON numbers; decimals, dates, timestamps and text are
 * strings, so that no digit is lost.
 */
final class ValueJson {
    private ValueJson() {}

    /** Converts a value of a profile from text; null for NaN and infinity, which JSON does not have. */
    static @Nullable JsonNode node(ColumnType.Kind kind, String text) {
        return switch (kind) {
            case BIGINT -> integer(text);
            case DOUBLE -> real(text);
            case BOOLEAN, DECIMAL, DATE, TIMESTAMP, STRING, BINARY -> TextNode.valueOf(text);
        };
    }

    private static JsonNode integer(String text) {
        try {
            return BigIntegerNode.valueOf(new BigInteger(text));
        } catch (NumberFormatException e) {
            return TextNode.valueOf(text);
        }
    }

    private static @Nullable JsonNode real(String text) {
        try {
            double value = Double.parseDouble(text);
            if (!Double.isFinite(value)) {
                return null;
            }
            return Double.toString(value).equals(text)
                    ? DoubleNode.valueOf(value)
                    : DecimalNode.valueOf(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return TextNode.valueOf(text);
        }
    }

    /** Returns the text given to {@link #node}: a double in Java's form if it was, else in plain form. */
    static String text(JsonNode node) {
        if (!node.isNumber() || node.isIntegralNumber()) {
            return node.asText();
        }
        BigDecimal value = node.decimalValue();
        String java = Double.toString(value.doubleValue());
        BigDecimal parsed = new BigDecimal(java);
        return parsed.scale() == value.scale() && parsed.compareTo(value) == 0 ? java : value.toPlainString();
    }

    /** Converts a cell of a query result. */
    static JsonNode cell(@Nullable Object cell) {
        if (cell == null) {
            return NullNode.instance;
        }
        if (cell instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        if (cell instanceof Long number) {
            return LongNode.valueOf(number);
        }
        if (cell instanceof Double real && Double.isFinite(real)) {
            return DoubleNode.valueOf(real);
        }
        return TextNode.valueOf(cell instanceof BigDecimal decimal ? decimal.toPlainString() : cell.toString());
    }

    /** Reads a cell of a column of the given type. */
    static @Nullable Object cell(ColumnType.Kind kind, JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        return switch (kind) {
            case BOOLEAN -> node.asBoolean();
            case BIGINT -> node.asLong();
            case DECIMAL -> new BigDecimal(node.asText());
            case DOUBLE -> node.isTextual() ? Double.valueOf(node.asText()) : Double.valueOf(node.asDouble());
            case DATE, TIMESTAMP, STRING, BINARY -> node.asText();
        };
    }
}
