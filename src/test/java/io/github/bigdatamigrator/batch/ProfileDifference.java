package io.github.bigdatamigrator.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares two profiles of the same files. All but the run's figures must be equal; estimates may differ by twice their
 * stated error.
 */
final class ProfileDifference {
    /** Two-sided error of a KLL quantile, as a share of the column's range, because ranks are not known. */
    private static final double OF_RANGE = 0.05;
    /** Two-sided error of a KLL share between two values. */
    private static final double OF_ROWS = 2 * 0.0165;

    private double rows;
    private final List<String> found = new ArrayList<>();

    private ProfileDifference() {}

    static List<String> between(JsonNode one, JsonNode other) {
        ProfileDifference difference = new ProfileDifference();
        difference.compare("", one, other, 0);
        return difference.found;
    }

    private void compare(String path, JsonNode one, JsonNode other, double tolerance) {
        if (path.equals("/run")) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            rows = one.has("rows") && one.has("columns") ? one.path("rows").asDouble() : rows;
            double inside = Math.max(tolerance, tolerance(one, other));
            Set<String> names = new TreeSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                double allowed = inside;
                if (name.equals("quantiles")) {
                    allowed = range(one) * OF_RANGE;
                } else if (name.equals("histogram") && !exactly(one)) {
                    allowed = rows * OF_ROWS;
                }
                compare(path + "/" + name, one.path(name), other.path(name), allowed);
            }
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(path + "/" + i, one.get(i), other.get(i), tolerance);
            }
        } else if (!one.equals(other) && !near(one, other, tolerance)) {
            found.add(path + ": " + shortened(one) + " and " + shortened(other));
        }
    }

    private static double tolerance(JsonNode one, JsonNode other) {
        boolean estimate = one.has("exact")
                && !(one.path("exact").asBoolean() && other.path("exact").asBoolean());
        return estimate
                ? 2
                        * Math.max(
                                1,
                                one.path("error")
                                        .asDouble(0.03 * one.path("value").asDouble()))
                : 0;
    }

    /** With all values of a column known, the count between two of them is exact. */
    private static boolean exactly(JsonNode column) {
        return column.at("/distinct/exact").asBoolean();
    }

    private static double range(JsonNode column) {
        Double least = number(column.path("min"));
        Double most = number(column.path("max"));
        return least == null || most == null ? 0 : most - least;
    }

    private static boolean near(JsonNode one, JsonNode other, double tolerance) {
        Double first = number(one);
        Double second = number(other);
        return first != null
                && second != null
                && Math.abs(first - second) <= tolerance + 1e-9 * Math.max(Math.abs(first), Math.abs(second));
    }

    private static @Nullable Double number(JsonNode node) {
        try {
            return node.isValueNode() && !node.isNull() ? new BigDecimal(node.asText()).doubleValue() : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String shortened(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
