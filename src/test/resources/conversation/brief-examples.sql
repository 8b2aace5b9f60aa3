CREATE TABLE sales ( -- 1204331 rows
 sale_id INT, -- key
 customer_id INT, -- → customers.id
 status STRING, -- one of 'shipped', 'open', 'returned'
 amount DECIMAL, -- 0.99..9120; null 0.3 %
 sold_on DATE, -- 2024-01-01..2024-12-31
 product STRING, -- one of 'Lamp', 'Desk'
);
CREATE TABLE customers ( -- 84112 rows
 id INT, -- key
 name STRING,
);
