CREATE TABLE sales (
 sale_id BIGINT, customer_id BIGINT, status STRING, amount DECIMAL, sold_on DATE, product STRING,
);
CREATE TABLE customers (
 id BIGINT, name STRING,
);
