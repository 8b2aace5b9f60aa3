package io.github.bigdatamigrator.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Generates the rows of the demo's shop from fixed random seeds. Known facts: the {@link #STARS} sell best, in this
 * order by revenue and by units, far ahead of all others; sale_id, customer_id, product_id and store_id are keys
 * without orphans; {@link #BAD_DISCOUNTS} discounts are N/A, about every twentieth is empty; some customers have no
 * e-mail; November and December have the most sales.
 */
final class DemoRows {
    static final int SALES = 20_000;
    static final int CUSTOMERS = 500;
    static final int PRODUCTS = 60;
    static final int STORES = 12;
    static final int BAD_DISCOUNTS = 3;
    static final List<String> STARS =
            List.of("Aurora Desk Lamp", "Summit Backpack", "Harbor Kettle", "Cedar Bookshelf", "Drift Headphones");

    private static final int STAR_SHARE = 25;
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 731;
    private static final List<String> CATEGORIES =
            List.of("Home", "Outdoor", "Kitchen", "Furniture", "Electronics", "Office");
    private static final List<String> ADJECTIVES = List.of(
            "Alpine", "Copper", "Linen", "Maple", "Nordic", "Pebble", "Quiet", "River", "Stone", "Velvet", "Willow");
    private static final List<String> THINGS = List.of("Mug", "Blanket", "Notebook", "Bottle", "Tray");
    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Bruno", "Chloe", "Diego", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kira", "Liam",
            "Mina", "Noor", "Oscar", "Priya", "Quinn", "Rosa", "Sven", "Tara", "Umar", "Vera", "Wen", "Yara", "Zoe");
    private static final List<String> LAST_NAMES = List.of(
            "Abbott", "Berger", "Costa", "Dubois", "Evans", "Fischer", "Garcia", "Hansen", "Ito", "Jansen", "Khan",
            "Lopez", "Meyer", "Novak", "Okafor", "Petrov", "Rossi", "Silva", "Tanaka", "Weber");
    private static final List<String> CITIES = List.of(
            "Berlin", "Lisbon", "Oslo", "Madrid", "Vienna", "Dublin", "Prague", "Turin", "Ghent", "Lyon", "Porto",
            "Graz");
    private static final List<String> COUNTRIES = List.of(
            "Germany,Portugal,Norway,Spain,Austria,Ireland,Czechia,Italy,Belgium,France,Portugal,Austria".split(","));

    private static final List<String> SEGMENTS = List.of("consumer", "business", "student");
    private static final List<String> CHANNELS = List.of("store", "web", "phone");

    record Product(int id, String name, String category, BigDecimal price, LocalDate launchedOn) {}

    record Customer(
            int id,
            String name,
            @Nullable String email,
            String segment,
            String city,
            String country,
            LocalDate joinedOn) {}

    private final List<Product> products = makeProducts();

    List<Product> products() {
        return products;
    }

    /** Returns the sales as lines of CSV with a header, ordered by date. */
    List<String> sales() {
        Random random = new Random(20_240_101);
        List<LocalDate> dates = new ArrayList<>(SALES);
        while (dates.size() < SALES) {
            LocalDate date = FIRST_DAY.plusDays(random.nextInt(DAYS));
            if (date.getMonthValue() >= 11 || random.nextInt(10) < 6) {
                dates.add(date);
            }
        }
        Collections.sort(dates);
        List<String> lines = new ArrayList<>(SALES + 1);
        lines.add("sale_id,sale_date,customer_id,product_id,store_id,channel,quantity,unit_price,"
                + "discount_percent,amount");
        for (int i = 0; i < SALES; i++) {
            lines.add(sale(i + 1, dates.get(i), random));
        }
        return lines;
    }

    private String sale(int id, LocalDate date, Random random) {
        int rank = soldProduct(random);
        Product product = products.get(rank);
        int quantity = rank < STARS.size() ? 2 + random.nextInt(3) : 1 + random.nextInt(2);
        BigDecimal amount = product.price().multiply(BigDecimal.valueOf(quantity));
        String discount = id % (SALES / BAD_DISCOUNTS) == SALES / BAD_DISCOUNTS - 1
                ? "N/A"
                : random.nextInt(20) == 0 ? "" : String.valueOf(5 * random.nextInt(5));
        int customer = 1001 + random.nextInt(CUSTOMERS);
        int store = 1 + random.nextInt(STORES);
        String channel = CHANNELS.get(random.nextInt(10) < 6 ? 0 : 1 + random.nextInt(2));
        return id + "," + date + "," + customer + "," + product.id() + "," + store + "," + channel + "," + quantity
                + "," + product.price() + "," + discount + "," + amount;
    }

    /** Draws a product's index: a quarter are stars, in the ratio 9:8:7:6:5; the others are equally likely. */
    private static int soldProduct(Random random) {
        if (random.nextInt(100) >= STAR_SHARE) {
            return STARS.size() + random.nextInt(PRODUCTS - STARS.size());
        }
        int part = random.nextInt(9 + 8 + 7 + 6 + 5);
        return part < 9 ? 0 : part < 17 ? 1 : part < 24 ? 2 : part < 30 ? 3 : 4;
    }

    private static List<Product> makeProducts() {
        Random random = new Random(60);
        List<Product> made = new ArrayList<>(PRODUCTS);
        for (int i = 0; i < PRODUCTS; i++) {
            boolean star = i < STARS.size();
            int other = i - STARS.size();
            String name = star
                    ? STARS.get(i)
                    : ADJECTIVES.get(other % ADJECTIVES.size()) + " " + THINGS.get(other / ADJECTIVES.size());
            int cents = star ? 18_900 - 1_500 * i : 500 + random.nextInt(9_000);
            String category = star ? CATEGORIES.get(i) : CATEGORIES.get(random.nextInt(CATEGORIES.size()));
            LocalDate launched = FIRST_DAY.minusDays(1 + random.nextInt(1000));
            made.add(new Product(101 + i, name, category, BigDecimal.valueOf(cents, 2), launched));
        }
        return List.copyOf(made);
    }

    List<Customer> customers() {
        Random random = new Random(500);
        return IntStream.range(0, CUSTOMERS).mapToObj(i -> customer(i, random)).toList();
    }

    /** Pairs each first name with each last name once, so that 500 customers have different names. */
    private static Customer customer(int index, Random random) {
        String first = FIRST_NAMES.get(index % FIRST_NAMES.size());
        String last = LAST_NAMES.get(index / FIRST_NAMES.size());
        int city = random.nextInt(CITIES.size());
        String email = (first + "." + last).toLowerCase(Locale.ROOT) + "@example.com";
        return new Customer(
                1001 + index,
                first + " " + last,
                random.nextInt(12) == 0 ? null : email,
                SEGMENTS.get(random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(2)),
                CITIES.get(city),
                COUNTRIES.get(city),
                FIRST_DAY.minusDays(random.nextInt(1500)));
    }

    List<String> stores() {
        List<String> lines = new ArrayList<>(STORES);
        for (int i = 0; i < STORES; i++) {
            lines.add("{\"store_id\":" + (i + 1) + ",\"store_name\":\"" + CITIES.get(i) + " Central\",\"city\":\""
                    + CITIES.get(i) + "\",\"country\":\"" + COUNTRIES.get(i) + "\",\"floor_area_m2\":"
                    + (250 + 45 * (i * 7 % 12)) + ",\"opened_on\":\"" + LocalDate.of(2010 + i, 1 + i, 15) + "\"}");
        }
        return lines;
    }
}
