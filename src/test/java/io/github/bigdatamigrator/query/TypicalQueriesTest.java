package io.github.bigdatamigrator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.error.MigratorException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks typical queries of analysts and models. Each line is a statement and, after {@code =>}, the rows it must give.
 */
@Tag("spark")
class TypicalQueriesTest {
    private static final String CORPUS = """
        SELECT 1 => [[1]]
        SELECT count(*) FROM sales; => [[6]]
        select COUNT(*) from SALES -- how many => [[6]]
        /* first */ SELECT max(amount) FROM sales /* last */ ; => [[12.00]]
        TABLE customers ORDER BY id LIMIT 1 => [[10, Ann, Bern, null]]
        FROM customers SELECT name WHERE id = 11 => [[Bob]]
        VALUES (1, 'a'), (2, 'b') => [[1, a], [2, b]]
        SELECT `product` FROM `sales` WHERE sale_id = 1 => [[tea]]
        SELECT s.product, sum(s.amount) FROM sales s GROUP BY s.product ORDER BY 2 DESC, 1 LIMIT 2 => [[cake, 12.00], \
        [coffee, 12.00]]
        SELECT product, count(*) AS n FROM sales GROUP BY ALL ORDER BY product => [[cake, 2], [coffee, 2], [tea, 2]]
        SELECT product FROM sales GROUP BY product HAVING sum(qty) > 3 ORDER BY product => [[cake], [coffee]]
        SELECT DISTINCT product FROM sales ORDER BY product => [[cake], [coffee], [tea]]
        SELECT count(DISTINCT product) FROM sales => [[3]]
        SELECT count(DISTINCT product, qty) FROM sales => [[6]]
        SELECT sum(qty) FILTER (WHERE product = 'tea') FROM sales => [[3]]
        SELECT c.name, sum(s.amount) FROM sales s JOIN customers c ON c.id = s.customer_id GROUP BY c.name ORDER BY \
        c.name => [[Ann, 13.50], [Bob, 2.25], [Cid, 15.00]]
        SELECT c.name FROM customers c LEFT JOIN sales s ON c.id = s.customer_id WHERE s.sale_id IS NULL => [[Dora]]
        SELECT count(*) FROM sales s FULL OUTER JOIN customers c ON c.id = s.customer_id => [[7]]
        SELECT name FROM customers LEFT ANTI JOIN sales ON id = customer_id => [[Dora]]
        SELECT name FROM customers LEFT SEMI JOIN sales ON id = customer_id ORDER BY name => [[Ann], [Bob], [Cid]]
        SELECT count(*) FROM sales, customers WHERE id = customer_id => [[5]]
        SELECT count(*) FROM sales CROSS JOIN customers => [[24]]
        SELECT count(*) FROM sales a JOIN sales b ON a.sold_on < b.sold_on => [[15]]
        SELECT e.name, m.name FROM customers e JOIN customers m ON e.manager_id = m.id ORDER BY e.name => [[Bob, \
        Ann], [Cid, Ann], [Dora, Bob]]
        SELECT count(*) FROM sales s JOIN customers c ON s.customer_id <=> c.id => [[5]]
        SELECT count(*) FROM range(100000) a CROSS JOIN (SELECT max(qty) AS m FROM sales) => [[100000]]
        SELECT product, round(100 * sum(amount) / (SELECT sum(amount) FROM sales), 1) FROM sales GROUP BY product \
        ORDER BY product => [[cake, 39.0], [coffee, 39.0], [tea, 22.0]]
        WITH t AS (SELECT product, sum(qty) AS q FROM sales GROUP BY product) SELECT product FROM t WHERE q = (SELECT \
        max(q) FROM t) ORDER BY 1 => [[cake], [coffee]]
        WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a) SELECT * FROM a UNION ALL SELECT * FROM b ORDER BY \
        x => [[1], [2]]
        WITH sales AS (SELECT * FROM sales WHERE qty > 2) SELECT count(*) FROM sales => [[2]]
        WITH t(a, b) AS (VALUES (1, 2)) SELECT a + b FROM t => [[3]]
        SELECT product FROM sales WHERE customer_id IN (SELECT id FROM customers WHERE city = 'Bern') ORDER BY \
        sale_id => [[tea], [coffee], [cake], [coffee]]
        SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM sales s WHERE s.customer_id = c.id AND s.qty > 3) => \
        [[Cid]]
        SELECT name FROM customers WHERE id NOT IN (SELECT customer_id FROM sales WHERE customer_id IS NOT NULL) => \
        [[Dora]]
        SELECT sale_id FROM sales s WHERE amount > (SELECT avg(amount) FROM sales t WHERE t.product = s.product) \
        ORDER BY 1 => [[1], [2]]
        SELECT product FROM sales UNION SELECT city FROM customers ORDER BY 1 => [[Basel], [Bern], [Chur], [cake], \
        [coffee], [tea]]
        SELECT customer_id FROM sales INTERSECT SELECT id FROM customers ORDER BY 1 => [[10], [11], [12]]
        SELECT id FROM customers EXCEPT SELECT customer_id FROM sales => [[13]]
        SELECT product, row_number() OVER (PARTITION BY product ORDER BY qty DESC) AS r FROM sales ORDER BY 1, 2 \
        LIMIT 2 => [[cake, 1], [cake, 2]]
        SELECT sale_id, sum(qty) OVER (ORDER BY sale_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM sales \
        ORDER BY 1 LIMIT 3 => [[1, 2], [2, 5], [3, 6]]
        SELECT sale_id, lag(qty, 1, 0) OVER w, lead(qty) OVER w FROM sales WINDOW w AS (ORDER BY sale_id) ORDER BY 1 \
        LIMIT 2 => [[1, 0, 3], [2, 2, 1]]
        SELECT product, rank() OVER (ORDER BY sum(qty) DESC) FROM sales GROUP BY product ORDER BY 1 => [[cake, 1], \
        [coffee, 1], [tea, 3]]
        SELECT ntile(2) OVER (ORDER BY sale_id), percent_rank() OVER (ORDER BY sale_id), first_value(product) OVER \
        (ORDER BY sale_id) FROM sales ORDER BY sale_id LIMIT 1 => [[1, 0.0, tea]]
        SELECT sale_id FROM sales QUALIFY row_number() OVER (PARTITION BY product ORDER BY amount DESC NULLS LAST) = \
        1 ORDER BY 1 => [[1], [2], [4]]
        SELECT percentile_approx(qty, 0.5), percentile(qty, 0.5), median(qty) FROM sales => [[1, 1.5, 1.5]]
        SELECT percentile_approx(qty, array(0.25, 0.75), 1000) FROM sales => [[[1,3]]]
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY qty) FROM sales => [[1.5]]
        SELECT date_trunc('month', sold_on), sum(qty) FROM sales GROUP BY 1 ORDER BY 1 => [[2024-01-01T00:00:00, 5], \
        [2024-02-01T00:00:00, 5], [2024-03-01T00:00:00, 1]]
        SELECT year(sold_on), month(sold_on), dayofweek(sold_on) FROM sales WHERE sale_id = 1 => [[2024, 1, 6]]
        SELECT extract(YEAR FROM sold_on), date_part('month', sold_on) FROM sales WHERE sale_id = 4 => [[2024, 2]]
        SELECT date_format(sold_on, 'yyyy-MM'), count(*) FROM sales GROUP BY 1 ORDER BY 1 LIMIT 1 => [[2024-01, 2]]
        SELECT datediff(max(sold_on), min(sold_on)), months_between(DATE'2024-03-01', DATE'2024-01-01') FROM sales => \
        [[59, 2.0]]
        SELECT date_add(DATE'2024-01-31', 1), add_months(DATE'2024-01-31', 1), last_day(DATE'2024-02-03') => \
        [[2024-02-01, 2024-02-29, 2024-02-29]]
        SELECT count(*) FROM sales WHERE sold_on BETWEEN '2024-01-01' AND '2024-01-31' => [[2]]
        SELECT count(*) FROM sales WHERE sold_on >= current_date() - INTERVAL 1 DAY => [[0]]
        SELECT sold_on + INTERVAL 1 MONTH FROM sales WHERE sale_id = 1 => [[2024-02-05]]
        SELECT timestampdiff(HOUR, min(sold_at), max(sold_at)) FROM sales => [[1414]]
        SELECT sold_at FROM sales WHERE sale_id <= 2 ORDER BY 1 => [[2024-01-05T10:00:00], [2024-01-20T11:30:00.25]]
        SELECT explode(sequence(DATE'2024-01-01', DATE'2024-03-01', INTERVAL 1 MONTH)) => [[2024-01-01], \
        [2024-02-01], [2024-03-01]]
        SELECT count(*) FROM (SELECT explode(sequence(min(sold_on), max(sold_on), INTERVAL 1 DAY)) AS d FROM sales) \
        => [[60]]
        SELECT d.day, count(s.sale_id) FROM (SELECT explode(sequence(DATE'2024-02-01', DATE'2024-02-02')) AS day) d \
        LEFT JOIN sales s ON s.sold_on = d.day GROUP BY 1 ORDER BY 1 => [[2024-02-01, 1], [2024-02-02, 0]]
        SELECT tag, count(*) FROM sales LATERAL VIEW explode(tags) t AS tag GROUP BY tag ORDER BY 2 DESC, 1 => [[hot, \
        3], [leaf, 1], [sweet, 1]]
        SELECT sale_id, tag FROM sales LATERAL VIEW OUTER posexplode(tags) t AS pos, tag WHERE sale_id = 3 => [[3, \
        null]]
        SELECT sale_id, t.col FROM sales, LATERAL explode(tags) AS t WHERE sale_id = 1 => [[1, hot], [1, leaf]]
        SELECT tags, size(tags), array_contains(tags, 'hot') FROM sales WHERE sale_id = 1 => [[["hot","leaf"], 2, true]]
        SELECT transform(tags, t -> upper(t)), filter(tags, t -> t LIKE 'h%') FROM sales WHERE sale_id = 1 => \
        [[["HOT","LEAF"], ["hot"]]]
        SELECT concat_ws('/', sort_array(collect_set(product))) FROM sales => [[cake/coffee/tea]]
        SELECT listagg(name, ', ') WITHIN GROUP (ORDER BY name) FROM customers => [[Ann, Bob, Cid, Dora]]
        SELECT aggregate(array(1, 2, 3), 0, (a, x) -> a + x) => [[6]]
        SELECT product, qty, grouping(product) FROM sales GROUP BY product, qty WITH ROLLUP ORDER BY product NULLS \
        FIRST, qty NULLS FIRST LIMIT 1 => [[null, null, 1]]
        SELECT product, sum(qty) FROM sales GROUP BY ROLLUP (product) ORDER BY product NULLS LAST => [[cake, 4], \
        [coffee, 4], [tea, 3], [null, 11]]
        SELECT count(*) FROM (SELECT product, customer_id FROM sales GROUP BY CUBE (product, customer_id)) => [[14]]
        SELECT product, sum(qty) FROM sales GROUP BY GROUPING SETS ((product), ()) ORDER BY 2 DESC LIMIT 1 => [[null, \
        11]]
        SELECT CASE WHEN qty >= 3 THEN 'many' WHEN qty > 0 THEN 'few' ELSE 'none' END AS k, count(*) FROM sales GROUP \
        BY 1 ORDER BY 1 => [[few, 3], [many, 2], [none, 1]]
        SELECT try_divide(1, 0), try_cast('x' AS INT), nullif(1, 1), coalesce(NULL, 2), if(1 > 0, 'y', 'n') => \
        [[null, null, null, 2, y]]
        SELECT * FROM (SELECT product, year(sold_on) * 100 + month(sold_on) AS m, qty FROM sales) PIVOT (sum(qty) FOR \
        m IN (202401 AS jan, 202402 AS feb)) ORDER BY product => [[cake, null, 4], [coffee, 3, null], [tea, 2, 1]]
        SELECT * FROM (SELECT 1 AS a, 2 AS b) UNPIVOT (v FOR k IN (a, b)) ORDER BY k => [[a, 1], [b, 2]]
        SELECT upper(name) || '!' FROM customers WHERE name ILIKE 'a%' => [[ANN!]]
        SELECT count(*) FROM customers WHERE city RLIKE '^B' => [[3]]
        SELECT regexp_extract('a12', '([0-9]+)', 1), regexp_replace('a12', '[0-9]', '#'), split('a,b', ',')[1] => \
        [[12, a##, b]]
        SELECT replace(replace('1.234,50', '.', ''), ',', '.'), trim('  x '), lpad('7', 3, '0'), substr('hello', 2, \
        3) => [[1234.50, x, 007, ell]]
        SELECT repeat('#', least(qty * 2, 50)) FROM sales WHERE sale_id = 2 => [[######]]
        SELECT format_number(1234567.891, 2), format_string('%s-%05d', 'a', 42) => [[1,234,567.89, a-00042]]
        SELECT CAST('12' AS INT) + 1, '3'::INT, CAST(1.005 AS DECIMAL(10,2)) => [[13, 3, 1.01]]
        SELECT true, 1Y, 2S, 3L, CAST(0.5 AS FLOAT), CAST(0.1 AS FLOAT), 2.5D, 1.10BD, NULL => [[true, 1, 2, 3, 0.5, \
        0.1, 2.5, 1.10, null]]
        SELECT CAST('NaN' AS DOUBLE), CAST('Infinity' AS DOUBLE), x'0aff' => [[NaN, Infinity, 0aff]]
        SELECT named_struct('a', 1, 'b', array('x', NULL)), map('k', DATE'2024-01-01'), struct(qty).qty FROM sales \
        WHERE sale_id = 1 => [[{"a":1,"b":["x",null]}, {"k":"2024-01-01"}, 2]]
        SELECT corr(qty, score), stddev(qty), var_pop(qty), skewness(qty) IS NOT NULL FROM sales WHERE sale_id < 3 => \
        [[1.0, 0.7071067811865476, 0.25, true]]
        SELECT max_by(product, amount), min_by(product, amount), any_value(product) IS NOT NULL FROM sales => [[cake, \
        tea, true]]
        SELECT width_bucket(qty, 0, 5, 5) AS b, count(*) FROM sales GROUP BY b ORDER BY b => [[1, 1], [2, 2], [3, 1], \
        [4, 1], [5, 1]]
        SELECT window.start, sum(qty) FROM sales GROUP BY window(sold_at, '1 day') ORDER BY 1 LIMIT 1 => \
        [[2024-01-05T00:00:00, 2]]
        SELECT approx_count_distinct(product) FROM sales => [[3]]
        SELECT * EXCEPT (tags, score, sold_at, sold_on) FROM sales WHERE sale_id = 6 => [[6, null, cake, null, 0]]
        SELECT 1 AS a, 2 AS a => [[1, 2]]
        SELECT count(*) FROM sales TABLESAMPLE (100 PERCENT) => [[6]]
        SELECT id FROM customers ORDER BY id LIMIT 1 OFFSET 2 => [[12]]
        SELECT get_json_object('{"a":{"b":5}}', '$.a.b'), from_json('{"a":5}', 'a INT').a => [[5, 5]]
        SELECT sum(n) FROM (SELECT count(*) AS n FROM sales UNION ALL SELECT count(*) FROM customers) => [[10]]
        SELECT x FROM (VALUES (1), (2)) AS t(x) WHERE x > 1 => [[2]]
        SELECT inline(array(struct(1, 'a'), struct(2, 'b'))) => [[1, a], [2, b]]
        SELECT stack(2, 'a', 1, 'b', 2) AS (k, v) => [[a, 1], [b, 2]]
        SELECT qty * 2 AS twice, twice + 1 AS more FROM sales WHERE sale_id = 1 => [[4, 5]]
        SELECT c.name, t.product FROM customers c, LATERAL (SELECT product FROM sales s WHERE s.customer_id = c.id \
        ORDER BY amount DESC LIMIT 1) t ORDER BY 1 => [[Ann, coffee], [Bob, tea], [Cid, cake]]
        SELECT nvl2(manager_id, 'has', 'none'), nanvl(1.0, 2.0), greatest(1, 2), sign(-3), pmod(-7, 3) FROM customers \
        WHERE id = 10 => [[none, 1.0, 2, -1.0, 2]]
        SELECT levenshtein('kitten', 'sitting'), soundex('Robert'), initcap('ann lee'), reverse('abc') => [[3, R163, \
        Ann Lee, cba]]
        SELECT count(*) FROM range(1000000) a CROSS JOIN range(101, 105) b WHERE a.id % 1000 = b.id => [[4000]]
        SELECT id FROM range(1, 4) => [[1], [2], [3]]
        SELECT max(sold_on) - min(sold_on), INTERVAL 36 HOURS FROM sales => [[59, 1 day 12:00:00]]
        SELECT INTERVAL 2 DAYS - INTERVAL 48 HOURS, INTERVAL '-1' HOUR, INTERVAL 0.5 SECOND, INTERVAL 14 MONTHS FROM \
        sales LIMIT 1 => [[00:00:00, -01:00:00, 00:00:00.5, 1 year 2 months]]
        """;

    @Test
    void typicalQueriesGiveTheExpectedRows() {
        SparkQueryEngine engine = SalesViews.engine(SalesViews.session());
        List<String> wrong = new ArrayList<>();
        List<String> lines = CORPUS.lines().toList();
        for (String line : lines) {
            int cut = line.lastIndexOf(" => ");
            String sql = line.substring(0, cut);
            String expected = line.substring(cut + 4);
            String got = outcome(engine, sql);
            if (!got.equals(expected)) {
                wrong.add(sql + "\n    expected " + expected + "\n    got      " + got);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(100);
    }

    private static String outcome(SparkQueryEngine engine, String sql) {
        try {
            return engine.run(sql).rows().toString();
        } catch (MigratorException failed) {
            return failed.code() + " " + failed.getMessage();
        }
    }
}
