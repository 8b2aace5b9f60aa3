SELECT product, SUM(amount) AS revenue FROM sales GROUP BY product SORT BY revenue
SELECT product, qty FROM sales DISTRIBUTE BY product SORT BY product, qty
SELECT product, qty FROM sales CLUSTER BY product
WITH RECURSIVE org AS (SELECT id, name, manager_id, 0 AS level FROM customers WHERE manager_id IS NULL UNION ALL SELECT c.id, c.name, c.manager_id, o.level + 1 FROM customers c JOIN org o ON c.manager_id = o.id) SELECT name, level FROM org ORDER BY level, name
WITH RECURSIVE org(id, path) AS (SELECT id, name FROM customers WHERE manager_id IS NULL UNION ALL SELECT c.id, concat(o.path, '/', c.name) FROM customers c JOIN org o ON c.manager_id = o.id) SELECT * FROM org
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) SELECT SUM(i) FROM n
SELECT window.start, SUM(qty) FROM sales GROUP BY window(sold_at, '7 days', '1 day') ORDER BY 1
SELECT window.end, COUNT(*) FROM sales GROUP BY window(sold_at, '1 hour', '30 minutes', '15 minutes')
SELECT session_window.start, COUNT(*) FROM sales GROUP BY session_window(sold_at, '2 days')
SELECT base64(encode(product, 'UTF-8')), decode(unbase64('dGVh'), 'UTF-8') FROM sales
SELECT decode(qty, 0, 'none', 1, 'one', 'many') AS k FROM sales
SELECT parse_url('https://a.example/x?q=1', 'HOST'), try_parse_url('nonsense', 'HOST') FROM sales LIMIT 1
SELECT variant_get(parse_json('{"a": 5}'), '$.a', 'int'), try_variant_get(try_parse_json('{"a": 5}'), '$.b', 'int')
SELECT parse_json('{"a": {"b": 7}}'):a.b::int
SELECT schema_of_json('{"a": 1}'), to_csv(named_struct('a', 1)), from_csv('1,2', 'a INT, b INT').b
SELECT uuid() IS NOT NULL, rand(1) < 1, randn(2) IS NOT NULL, uniform(1, 10, 3) BETWEEN 1 AND 10
SELECT shuffle(array(1, 2, 3)) IS NOT NULL, sort_array(tags, false) FROM sales
SELECT map_zip_with(map('a', 1), map('a', 2), (k, x, y) -> x + y)
SELECT try_make_timestamp(2024, 1, 1, 0, 0, 0), try_to_timestamp('x'), try_to_date('2024-01-01')
SELECT current_date(), current_timestamp(), now(), localtimestamp()
SELECT luhn_check('79927398713'), is_valid_utf8('a'), bit_get(5, 0), getbit(5, 2), quote('it''s')
SELECT sentences('Hi there. Good morning.')
SELECT sum(qty) AS `total qty`, avg(amount) AS `average (EUR)` FROM sales
SELECT s.* FROM sales AS s WHERE s.`product` IN ('tea', "coffee")
SELECT product AS p, count(*) AS n FROM sales GROUP BY p HAVING n > 1 ORDER BY n DESC, p
SELECT DISTINCT ON_SALE.product FROM sales AS ON_SALE
SELECT count(*) FROM sales WHERE product LIKE ANY ('t%', 'c%')
SELECT count(*) FROM sales WHERE product NOT LIKE ALL ('x%', 'y%') AND product NOT ILIKE 'Q%'
SELECT count(*) FROM sales WHERE NOT (qty BETWEEN 1 AND 2 OR product <=> 'cake')
SELECT count(*) FROM sales WHERE product LIKE '%\_%' ESCAPE '\\'
SELECT count(*) FROM sales WHERE product REGEXP '^(tea|cake)$'
SELECT any(qty > 3), every(qty >= 0), bool_or(qty = 0), count_if(qty > 1) FROM sales
SELECT mode(product), mode() WITHIN GROUP (ORDER BY product), median(amount), percentile_disc(0.5) WITHIN GROUP (ORDER BY amount) FROM sales
SELECT percentile(amount, array(0.1, 0.5, 0.9)), approx_percentile(amount, 0.5) FROM sales
SELECT kurtosis(qty), covar_samp(qty, score), regr_slope(qty, score), regr_r2(qty, score), stddev_pop(qty), variance(qty) FROM sales
SELECT product, amount, amount - lag(amount) OVER (PARTITION BY product ORDER BY sold_on) AS change FROM sales
SELECT product, avg(amount) OVER (ORDER BY sold_on RANGE BETWEEN INTERVAL 30 DAYS PRECEDING AND CURRENT ROW) FROM sales
SELECT product, cume_dist() OVER (ORDER BY qty), nth_value(product, 2) OVER (ORDER BY sale_id), last_value(product) IGNORE NULLS OVER (ORDER BY sale_id) FROM sales
SELECT product, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM sales GROUP BY product
SELECT * FROM (SELECT *, dense_rank() OVER (PARTITION BY product ORDER BY amount DESC) AS r FROM sales) WHERE r <= 2
SELECT product, first(amount, true), last(amount), min(sold_on), max(sold_at), collect_list(qty) FROM sales GROUP BY product
SELECT product, string_agg(DISTINCT CAST(qty AS STRING), ',') FROM sales GROUP BY product
SELECT string_agg(product, ', ') WITHIN GROUP (ORDER BY product) FROM sales
SELECT to_date('05.01.2024', 'dd.MM.yyyy'), to_timestamp('2024-01-05 10:00', 'yyyy-MM-dd HH:mm'), unix_timestamp(sold_at), from_unixtime(0) FROM sales
SELECT date_format(sold_on, 'EEEE, d MMMM yyyy'), weekofyear(sold_on), dayofyear(sold_on), weekday(sold_on), dayname(sold_on), monthname(sold_on) FROM sales
SELECT trunc(sold_on, 'YEAR'), date_trunc('QUARTER', sold_at), last_day(sold_on), next_day(sold_on, 'MON'), add_months(sold_on, -1) FROM sales
SELECT sold_on - INTERVAL '1' YEAR, sold_at + INTERVAL '2 03:04' DAY TO MINUTE, sold_on + 7, DATE '2024-03-01' - sold_on FROM sales
SELECT extract(DAYOFWEEK FROM sold_on), extract(WEEK FROM sold_at), date_part('HOUR', sold_at) FROM sales
SELECT timestampadd(MONTH, 1, sold_at), dateadd(DAY, 3, sold_on), datediff(DAY, sold_on, DATE '2024-12-31'), date_diff(sold_on, DATE '2024-01-01') FROM sales
SELECT from_utc_timestamp(sold_at, 'Europe/Zurich'), convert_timezone('UTC', 'Asia/Tokyo', TIMESTAMP_NTZ '2024-01-01 00:00:00') FROM sales
SELECT make_date(2024, 2, 29), make_timestamp(2024, 2, 29, 12, 0, 0), make_interval(1, 2), make_dt_interval(1, 2)
SELECT lower(product), initcap(name), upper(city), length(name), reverse(name), ascii(name), left(name, 2), right(name, 2) FROM customers JOIN sales ON id = customer_id
SELECT lpad(name, 10, '.'), rpad(name, 10), ltrim(name), btrim('  a '), trim(BOTH 'x' FROM 'xxaxx'), overlay(name PLACING 'X' FROM 2) FROM customers
SELECT position('n' IN name), locate('n', name), instr(name, 'n'), substring(name FROM 2 FOR 1), substring_index(name, 'n', 1), split_part(name, 'n', 1) FROM customers
SELECT translate(name, 'ab', 'xy'), replace(name, 'A'), concat(name, ' of ', city), concat_ws(', ', name, city), repeat('=', 5), space(3) FROM customers
SELECT regexp_count(name, 'n'), regexp_substr(name, '[A-Z]'), regexp_instr(name, 'o'), regexp_extract_all(name, '([a-z])', 1), rlike(name, 'o') FROM customers
SELECT startswith(name, 'A'), endswith(name, 'a'), contains(name, 'o'), name LIKE 'A%', find_in_set('b', 'a,b'), elt(1, 'x', 'y') FROM customers
SELECT format_number(12345.678, '#,##0.00'), printf('%.1f %%', 12.34D), to_char(1234.5, '9,999.99'), to_number('1,234', '9,999'), hex(255), conv('ff', 16, 10), bin(5)
SELECT md5('a'), sha2('a', 256), crc32('a'), xxhash64('a'), hash('a'), soundex('a'), levenshtein('a', 'b')
SELECT abs(-1), ceil(1.2), floor(1.8), round(1.25, 1), bround(2.5), sqrt(4), cbrt(8), power(2, 3), exp(1), ln(2), log(10, 100), log2(8), log10(100), mod(7, 3), 7 % 3, 7 div 2, sign(-1), pi(), e(), degrees(pi()), radians(180)
SELECT sin(0), cos(0), tan(0), atan2(1, 1), hypot(3, 4), factorial(5), greatest(1, 2, 3), least(1, 2), width_bucket(5, 0, 10, 5), shiftleft(1, 2), 5 & 3, 5 | 3, 5 ^ 3, ~5
SELECT nullif(qty, 0), nvl(amount, 0), ifnull(amount, 0), coalesce(amount, qty, 0), nvl2(amount, 1, 0), isnull(amount), isnotnull(amount), zeroifnull(amount), nullifzero(qty) FROM sales
SELECT if(qty > 1, 'many', 'few') FROM sales
SELECT CASE product WHEN 'tea' THEN 1 WHEN 'cake' THEN 2 ELSE 3 END FROM sales
SELECT try_add(1, 2), try_subtract(1, 2), try_multiply(2, 3), try_divide(1, 0), try_sum(qty), try_avg(qty), try_element_at(array(1), 5) FROM sales GROUP BY 4
SELECT cast(qty AS DECIMAL(10,2)), try_cast(product AS DOUBLE), qty::string, bigint(qty), double(qty), string(qty), date('2024-01-01'), boolean('true') FROM sales
SELECT tags[0], element_at(tags, 1), get(tags, 7), slice(tags, 1, 1), array_join(tags, '|'), cardinality(tags), array_position(tags, 'hot') FROM sales WHERE size(tags) > 0
SELECT exists(tags, t -> t = 'hot'), forall(tags, t -> length(t) > 1), array_distinct(tags), array_union(tags, array('x')), array_except(tags, array('hot')), arrays_overlap(tags, array('hot')) FROM sales
SELECT array_max(array(1, 2)), array_sort(array(2, 1)), array_compact(array(1, NULL)), flatten(array(array(1), array(2))), arrays_zip(array(1), array(2)), array_append(array(1), 2), zip_with(array(1), array(2), (x, y) -> x + y)
SELECT map_keys(map('a', 1)), map_values(map('a', 1)), map_contains_key(map('a', 1), 'a'), map('a', 1)['a'], map_entries(map('a', 1)), map_filter(map('a', 1), (k, v) -> v > 0), str_to_map('a:1,b:2')
SELECT transform_values(map('a', 1), (k, v) -> v + 1), transform_keys(map('a', 1), (k, v) -> upper(k)), map_from_arrays(array('a'), array(1)), map_concat(map('a', 1), map('b', 2))
SELECT named_struct('a', 1).a, struct(1, 2).col1, to_json(named_struct('a', qty)), json_tuple('{"a":1}', 'a') FROM sales
SELECT explode(tags) AS tag FROM sales
SELECT sale_id, pos, tag FROM sales LATERAL VIEW posexplode(tags) t AS pos, tag
SELECT s.sale_id, t.tag FROM sales s CROSS JOIN LATERAL explode(s.tags) AS t(tag)
SELECT c.name, x.n FROM customers c LEFT JOIN LATERAL (SELECT count(*) AS n FROM sales s WHERE s.customer_id = c.id) x
SELECT * FROM VALUES (1, 'a'), (2, 'b') AS t(id, name) JOIN range(3) r ON r.id = t.id
SELECT * FROM (SELECT product, qty, sold_on FROM sales) PIVOT (sum(qty) AS total, count(*) AS n FOR product IN ('tea', 'cake'))
SELECT * FROM sales UNPIVOT INCLUDE NULLS (value FOR measure IN (amount AS a, score AS s))
SELECT product FROM sales MINUS SELECT 'tea'
SELECT product FROM sales EXCEPT ALL SELECT product FROM sales WHERE qty > 1
(SELECT product FROM sales ORDER BY qty LIMIT 1) UNION ALL (SELECT product FROM sales ORDER BY qty DESC LIMIT 1)
SELECT product, month(sold_on) AS m, sum(qty) FROM sales GROUP BY GROUPING SETS ((product), (product, month(sold_on)), ())
SELECT product, grouping_id(), sum(qty) FROM sales GROUP BY CUBE(product, customer_id)
SELECT count(*) FROM sales NATURAL JOIN (SELECT 'tea' AS product)
SELECT * FROM sales RIGHT OUTER JOIN customers ON sales.customer_id = customers.id AND sales.qty > 1
SELECT a.name, b.name FROM customers a JOIN customers b ON a.city = b.city AND a.id < b.id
SELECT * FROM sales JOIN customers ON sales.customer_id = customers.id JOIN (SELECT product, avg(amount) AS mean FROM sales GROUP BY product) m USING (product) WHERE amount > mean
SELECT * FROM customers WHERE (id, city) IN (SELECT customer_id, 'Bern' FROM sales)
SELECT * FROM sales WHERE amount = (SELECT max(amount) FROM sales)
SELECT * FROM sales WHERE amount > (SELECT avg(amount) FROM sales)
SELECT (SELECT count(*) FROM sales) * 1.0 / (SELECT count(*) FROM customers) AS per_customer
WITH RECURSIVE unused AS (SELECT 1), used AS (SELECT * FROM sales) SELECT count(*) FROM used
WITH t AS (SELECT * FROM sales), u AS (SELECT * FROM t WHERE qty > 1) SELECT product, count(*) FROM u GROUP BY 1 ORDER BY 2 DESC NULLS LAST LIMIT 5 OFFSET 0
SELECT * FROM sales TABLESAMPLE (3 ROWS)
SELECT * FROM sales TABLESAMPLE (50 PERCENT) REPEATABLE (42)
SELECT * FROM sales LIMIT ALL
SELECT 'DROP TABLE sales; --' AS text, "it's; fine" AS other, 'a''b' AS quoted, r'\d' AS raw
SELECT /* a comment; DROP TABLE sales */ 1 -- ; DELETE FROM sales
FROM sales |> WHERE qty > 1 |> AGGREGATE sum(amount) AS revenue GROUP BY product |> ORDER BY revenue DESC
FROM sales |> EXTEND qty * 2 AS twice |> SELECT product, twice |> LIMIT 2
FROM sales |> SET qty = qty + 1 |> DROP tags |> AS s |> JOIN customers c ON c.id = s.customer_id |> SELECT name, qty
SELECT sales.product, customers.name FROM sales, customers WHERE sales.customer_id = customers.id AND customers.city = 'Bern'
SELECT product, amount, amount * 1.19 AS gross, amount / nullif(qty, 0) AS each FROM sales ORDER BY each DESC
SELECT year(sold_on) AS y, quarter(sold_on) AS q, sum(amount) AS s, sum(sum(amount)) OVER (PARTITION BY year(sold_on) ORDER BY quarter(sold_on)) AS ytd FROM sales GROUP BY year(sold_on), quarter(sold_on)
SELECT histogram_numeric(qty, 5), approx_count_distinct(product, 0.05), max_by(product, qty, 2) FROM sales
SELECT sum(DISTINCT qty), avg(DISTINCT qty), count(DISTINCT product) FILTER (WHERE qty > 0), array_agg(DISTINCT product) FROM sales
SELECT EXISTS (SELECT 1 FROM sales WHERE qty > 3) AS any_large, NOT EXISTS (SELECT 1 FROM sales WHERE qty < 0) AS none_negative
SELECT explode(sequence(1, 12)) AS month
SELECT d, count(sale_id) FROM (SELECT explode(sequence((SELECT min(sold_on) FROM sales), (SELECT max(sold_on) FROM sales), INTERVAL 1 WEEK)) AS d) w LEFT JOIN sales ON sold_on >= d AND sold_on < d + INTERVAL 7 DAYS GROUP BY d ORDER BY d
SELECT typeof(amount), typeof(tags), equal_null(NULL, NULL), 1 IS DISTINCT FROM NULL, TRUE IS NOT UNKNOWN FROM sales LIMIT 1
SELECT mask(name), char(65), chr(66), unhex('41'), substr(name, -2), octet_length(name), bit_length(name) FROM customers
SELECT collate(name, 'UTF8_LCASE') = 'ann' FROM customers
SELECT * FROM customers ORDER BY ALL
SELECT count(*) FROM sales WHERE sold_on = '2024-01-05' AND sold_at >= '2024-01-05 00:00:00' AND amount > '3'
