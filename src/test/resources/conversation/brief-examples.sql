CREATE TABLE sales ( -- 1,204,331 rows, sales.csv
  sale_id BIGINT -- unique; 1..1204331,
  customer_id BIGINT -- 84,112 distinct; → customers.id (100 %, n:1),
  status STRING -- values 'shipped'(901223), 'open'(201340), 'returned'(101768),
  amount DECIMAL(10,2) -- 0.99..9120.00, avg 61.20; null 0.3 %,
  sold_on DATE -- 2024-01-01..2024-12-31,
  product STRING -- values 'Lamp'(700000), 'Desk'(504331)
);
CREATE TABLE customers ( -- 84,112 rows, customers.csv
  id BIGINT -- unique; 1..84112,
  name STRING -- 80,000 distinct
);
