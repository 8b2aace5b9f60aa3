CREATE TABLE sales ( -- 1,204,331 rows
  sale_id BIGINT -- unique; 1..1204331,
  customer_id BIGINT -- 84,112 distinct; → customers.id (100 %, n:1),
  status STRING -- 3 distinct,
  amount DECIMAL(10,2) -- 0.99..9120.00, avg 61.20; null 0.3 %,
  sold_on DATE,
  product STRING -- 2 distinct
);
CREATE TABLE customers ( -- 84,112 rows
  id BIGINT -- unique; 1..84112,
  name STRING -- 80,000 distinct
);
