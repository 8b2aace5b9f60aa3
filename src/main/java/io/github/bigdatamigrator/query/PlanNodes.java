package io.github.bigdatamigrator.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.types.DataType;
import scala.Product;
import scala.collection.Iterable;
import scala.collection.Iterator;

/**
 * Finds every node of a plan: children, inner children, expressions, plans of subqueries, and nodes in options, tuples
 * and lists of case classes. Spark's own {@code children} omit some of these, and the guard must see all.
 */
final class PlanNodes {
    private PlanNodes() {}

    /**
     * All nodes, each once, parents first. Iterative, so that deep plans do not overflow the stack.
     *
     * @param closed nodes whose contents are skipped
     */
    static List<TreeNode<?>> of(TreeNode<?> root, Predicate<TreeNode<?>> closed) {
        List<TreeNode<?>> found = new ArrayList<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (next instanceof DataType || !seen.add(next)) {
                continue;
            }
            if (next instanceof TreeNode<?> node) {
                found.add(node);
                if (closed.test(node)) {
                    continue;
                }
                pushAll(node.children().iterator(), open);
                pushAll(node.innerChildren().iterator(), open);
            }
            if (next instanceof Product product) {
                pushAll(product.productIterator(), open);
            } else if (next instanceof Iterable<?> several) {
                pushAll(several.iterator(), open);
            }
        }
        return found;
    }

    private static void pushAll(Iterator<?> items, Deque<Object> open) {
        while (items.hasNext()) {
            Object item = items.next();
            if (item instanceof Product || item instanceof Iterable<?>) {
                open.push(item);
            }
        }
    }
}
