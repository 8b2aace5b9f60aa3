CREATE TABLE sales (
 sale_id INT, customer_id INT, status STRING, amount DECIMAL, sold_on DATE, product STRING,
);
CREATE TABLE customers (
 id INT, name STRING,
);
