CREATE TABLE sales ( -- 1204331 rows
 sale_id INT, -- key
 customer_id INT, -- → customers.id
 status STRING, -- 3 distinct
 amount DECIMAL, -- 0.99..9120; null 0.3 %
 sold_on DATE,
 product STRING, -- 2 distinct
);
CREATE TABLE customers ( -- 84112 rows
 id INT, -- key
 name STRING, -- 80,000 distinct
);
