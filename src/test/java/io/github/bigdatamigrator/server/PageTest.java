package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.fixture.RequiredProgram;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;

/**
 * Tests the page in a real browser with Spark and a scripted model, from dropped files to an answer that survives a
 * reload.
 */
@Tag("spark")
class PageTest {
    private static final String SQL_REPLY = """
        ANSWERABLE: yes
        WHY: units per product
        ```sql
        SELECT product, sum(quantity) AS units FROM sales GROUP BY product ORDER BY units DESC
        ```
        """;

    @TempDir
    static Path profile;

    private static Browser browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void openTheBrowser() {
        RequiredProgram.require(
                Browser.installed(), "Chromium is not installed; install chromium and chromium-driver.");
        browser = Browser.open(profile);
        browser.size(1400, 900);
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aUserDropsFilesAsksAndReloads() throws Exception {
        Map<String, String> environment =
                Map.of("CONVERSATION_DIR", folder.resolve("kept").toString(), "DATA_ROOTS", folder.toString());
        try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
            Map<String, String> all = new LinkedHashMap<>(environment);
            all.put("LOCAL_LLM_URL", studio.url());
            Settings settings = Settings.of(Map.of(), all, null);
            CountDownLatch seen = new CountDownLatch(1);
            studio.always((connection, body) -> {
                seen.await();
                connection.streamText(body.contains("ANSWERABLE") ? SQL_REPLY : "Lamp leads.");
            });
            try (LLMConversationSystem system = LLMConversationSystem.open(settings, SharedSpark.session());
                    RestServer server = RestServer.start(system, settings, "127.0.0.1", 0);
                    Closeable away = PageTest::leave) {
                walk(server.url(), seen);
            }
        }
    }

    @Test
    void progressIsShownAndEverythingIsReachableByKeyboard() throws Exception {
        FakeConversations conversations = new FakeConversations();
        try (RestServer server = serve(conversations);
                Closeable away = PageTest::leave) {
            String id = new ServerClient(server.url()).create("Sales", List.of("sales.csv"));
            browser.go(server.url());
            browser.see(".entry", "Sales");
            browser.see("#model", "model");
            List<String> stops = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                stops.add(browser.tab());
            }
            assertThat(stops)
                    .containsExactly("skip", "#new", "entry", "#theme", "#picker", "#path", "secondary", "#title");

            browser.go(server.url() + "/#/c/" + id + "/chat");
            browser.see(".progress-view", "Reading your files");
            look("profiling");
            assertListed("profiling");
            conversations.profiling.countDown();
            browser.see("#message");
            browser.gone(".progress-view");
            browser.see(".entry .dot.ready");
            assertListed("ready");
            browser.run("document.getElementById('tab-chat').focus()");
            stops.clear();
            for (int i = 0; i < 4; i++) {
                stops.add(browser.tab());
            }
            assertThat(stops).noneMatch(stop -> stop.endsWith("unseen")).contains("#message");
        }
    }

    /** Checks the layout of a list entry in every state: title, figures, and the dot beside the title. */
    private static void assertListed(String status) {
        assertThat(browser.see(".entry .dot").getDomAttribute("class")).isEqualTo("dot " + status);
        Rectangle entry = browser.see(".entry").getRect();
        Rectangle dot = browser.see(".entry .dot").getRect();
        Rectangle title = browser.see(".entry-title").getRect();
        assertThat(entry.height).as(status).isLessThan(4 * title.height);
        assertThat(dot.width).as(status).isBetween(8, 11).isEqualTo(dot.height);
        assertThat(dot.x + dot.width).as(status).isLessThanOrEqualTo(title.x);
        assertThat(dot.y).as(status).isBetween(title.y, title.y + title.height - dot.height);
    }

    @Test
    void theDiagramEqualsTheReportsAndShowsSelfReferences() throws Exception {
        FakeConversations conversations = new FakeConversations();
        conversations.context = FakeConversations.RELATED;
        conversations.profiling.countDown();
        try (RestServer server = serve(conversations);
                Closeable away = PageTest::leave) {
            String id = new ServerClient(server.url()).create("Sales", List.of("sales.csv"));
            browser.go(server.url() + "/#/c/" + id + "/relationships");
            browser.see(".diagram svg[aria-label^='Tables and their relationships']");

            assertThat(titles(".diagram .edge title"))
                    .containsExactly("sales.customer → customers.id (n:1)", "customers.recruiter → customers.id (n:1)");
            assertThat(titles(".diagram .head title")).containsExactly("sales", "customers");
            String box = "return getComputedStyle(document.querySelector('.diagram .box')).fill";
            browser.theme("light");
            Object light = browser.run(box);
            browser.theme("dark");
            assertThat(browser.run(box)).as("the colors are the theme's").isNotEqualTo(light);
            assertThat(browser.complaints()).isEmpty();

            browser.go(server.url() + "/llm/conversations/" + id + "/diagram.svg");
            assertThat(browser.see("svg .head").getCssValue("font-weight"))
                    .as("the picture alone has the page's style")
                    .isEqualTo("600");
        }
    }

    @Test
    void everyTabFollowsARunningAnswerAndKeepsItsDraft() throws Exception {
        FakeConversations conversations = new FakeConversations();
        conversations.profiling.countDown();
        conversations.answering = new CountDownLatch(1);
        try (RestServer server = serve(conversations);
                Closeable away = PageTest::leave) {
            String id = new ServerClient(server.url()).create("Sales", List.of("sales.csv"));
            String url = server.url() + "/#/c/" + id + "/chat";
            browser.go(url);
            browser.see(".cards .suggestion");
            String first = browser.tabName();
            String second = browser.newTab(url);
            browser.see(".cards .suggestion");
            browser.type("a draft");

            browser.toTab(first);
            browser.see("#message").sendKeys("What sells best?" + Keys.ENTER);
            browser.see(".live-answer", "Lamp sells");
            browser.reload();
            browser.see(".live-answer", "Lamp sells");
            assertThat(browser.all(".question")).as("asked once").hasSize(1);
            assertThat(browser.all(".notice")).as("no failure").isEmpty();

            browser.toTab(second);
            browser.see(".live-answer", "Lamp sells");
            conversations.answering.countDown();
            browser.see(".answer .grid-table", "Lamp");
            assertThat(browser.see("#message").getDomProperty("value")).isEqualTo("a draft");
            browser.reload();
            browser.see(".answer .grid-table", "Lamp");
            assertThat(browser.see("#message").getDomProperty("value"))
                    .as("after the reload")
                    .isEqualTo("a draft");
            assertThat(browser.all(".answer")).hasSize(1);
            browser.closeTab(first);
            browser.see(".answer .grid-table", "Lamp");
            assertThat(browser.all(".answer")).hasSize(1);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aWholeSessionNeedsNoMouse() throws Exception {
        FakeConversations conversations = new FakeConversations();
        conversations.context = FakeConversations.RELATED;
        conversations.profiling.countDown();
        try (RestServer server = serve(conversations);
                Closeable away = PageTest::leave) {
            browser.go(server.url());
            browser.see("#demo");
            browser.reach("#demo");
            browser.type(Keys.ENTER);
            browser.see("h1.title", "Demo shop");
            browser.see("#message:focus");
            browser.type("What sells best?", Keys.ENTER);
            browser.see(".answer .grid-table", "Lamp");
            browser.reach(".sorter");
            browser.type(Keys.ENTER);
            browser.see("[aria-sort=ascending]");
            browser.reach("details.sql > summary");
            browser.type(Keys.ENTER);
            browser.see(".answer pre", "GROUP BY name");

            browser.reach(".drop > summary[aria-label=More]");
            browser.type(Keys.ENTER);
            browser.reach(".drop-list button");
            browser.type(Keys.ENTER);
            browser.see("input.title:focus");
            browser.type("Lamps", Keys.ENTER);
            browser.see(".entry-title", "Lamps");
            assertThat(conversations.kept.get("c1").summary().title()).isEqualTo("Lamps");

            browser.reach("#tab-chat");
            for (String tab : List.of("guide", "profile", "relationships", "sql")) {
                browser.type(Keys.ARROW_RIGHT);
                browser.see("#tab-" + tab + ":focus");
                browser.see(".panel." + tab);
                if (tab.equals("relationships")) {
                    browser.see(".diagram svg");
                }
            }
            browser.reach("#sql");
            browser.type("SELECT * FROM cu");
            browser.see("#completions li", "customers");
            browser.type(Keys.TAB);
            browser.chord(Keys.CONTROL, Keys.ENTER);
            browser.see(".sql-result td", "Lamp");
            assertThat(browser.see("#sql").getDomProperty("value")).isEqualTo("SELECT * FROM customers");
            assertThat(browser.complaints()).isEmpty();
            look("sql");
            browser.see("#tab-guide").click();
            browser.see(".guide .card");
            look("guide");
        }
    }

    @Test
    void conversationsAfterTheFirstHundredAreListedOnRequest() throws Exception {
        FakeConversations conversations = new FakeConversations();
        for (int i = 0; i < 205; i++) {
            conversations.registerConversation("Conversation " + i, ProfileRequest.of(List.of("sales.csv")));
        }
        try (RestServer server = serve(conversations);
                Closeable away = PageTest::leave) {
            browser.go(server.url());
            for (int listed : List.of(100, 200)) {
                browser.see("#list button", "Show more conversations");
                assertThat(browser.all(".entry")).hasSize(listed);
                browser.run("document.querySelector('#list button').click()");
                browser.see("#list li:nth-child(" + (listed + 1) + ") a:focus");
            }
            assertThat(browser.all(".entry")).hasSize(205);
            assertThat(browser.all("#list button")).isEmpty();

            browser.see("#find").sendKeys("conversation 20");
            browser.see("#list li:nth-child(6)", "Conversation 20");
            browser.gone("#list li:nth-child(7)");
        }
    }

    /** Leaves the page before its server stops, which it would complain about. */
    private static void leave() {
        browser.go("about:blank");
        browser.complaints();
    }

    private RestServer serve(FakeConversations conversations) throws IOException {
        Files.writeString(folder.resolve("sales.csv"), "a\n1\n");
        Settings settings = Settings.of(
                Map.of(), Map.of("CONVERSATION_DIR", folder.resolve("kept").toString()), null);
        return RestServer.start(conversations, settings, "127.0.0.1", 0, folder, SlowBodyGuard.MinimumRate.USUAL);
    }

    private static List<String> titles(String selector) {
        return browser.all(selector).stream()
                .map(title -> title.getDomProperty("textContent"))
                .toList();
    }

    private static void walk(String url, CountDownLatch seen) throws IOException {
        browser.go(url);
        browser.see("#zone", "Drop data files");
        browser.see("#model", "codellama");
        look("start");

        browser.drop("#zone", files());
        browser.see(".files li", "sales.csv");
        browser.gone(".files progress");
        browser.see("#title").sendKeys("Sales <b>analysis</b>" + Keys.ENTER);
        browser.see("h1.title", "Sales <b>analysis</b>");
        browser.see(".cards .suggestion");
        assertThat(browser.all("h1.title b")).as("text is text").isEmpty();
        look("ready");

        browser.see("#message").sendKeys("Please list the units of each product in total" + Keys.ENTER);
        browser.see(".question", "Please list the units");
        browser.see(".live-answer .working");
        browser.see(".composer .secondary", "Stop");
        seen.countDown();
        browser.see(".answer .grid-table", "Lamp <i>x</i>");
        assertThat(browser.all(".answer .grid-table"))
                .as("the rows stand there once")
                .hasSize(1);
        browser.see(".answer .meta", "stayed on this machine");
        browser.see(".answer .meta", "token");
        assertThat(browser.all(".answer .figure .hit rect"))
                .as("bars of the chart")
                .hasSize(4);
        assertThat(browser.all(".answer i:not([class])")).as("text is text").isEmpty();
        browser.see("details.sql summary").click();
        browser.see("details.sql pre", "GROUP BY product");
        look("answer");

        browser.see(".answer .suggestion").click();
        browser.see(".question:nth-of-type(3)");
        browser.gone(".live-answer");
        assertThat(browser.all(".answer")).hasSize(2);

        browser.run(
                "return fetch(location.hash.replace(/#.c.([^/]+).*/, '/llm/conversations/$1/state'), {method: 'POST',"
                        + " body: JSON.stringify({kind: 'definition', text: 'units are pieces'})})");
        browser.reload();
        browser.see(".hold", "units are pieces");
        browser.see(".question", "Please list the units");
        assertThat(browser.all(".answer")).as("after the reload").hasSize(2);
        browser.see("#undo").click();
        browser.gone(".hold");

        browser.see("#tab-profile").click();
        browser.see(".table-card", "sale_id");
        assertThat(browser.all("svg.spark rect")).isNotEmpty();
        look("profile");
        browser.see("#tab-relationships").click();
        browser.see(".diagram svg");
        browser.see(".grid-table", "customers.customer_id");
        look("relationships");
        browser.see("#tab-plan").click();
        browser.see(".panel .primary").click();
        browser.see(".ddl", "CREATE TABLE");
        look("plan");

        browser.see("#new").click();
        browser.see("#path").sendKeys("nowhere/at/all.csv" + Keys.ENTER);
        browser.see(".welcome .primary").click();
        browser.see(".toast", "nowhere/at/all.csv");
        look("error");
        assertThat(browser.complaints())
                .as("the console")
                .allMatch(line -> line.contains("status of 4")); // what was asked for wrongly above
    }

    /** Takes a screenshot in both themes and widths; checks overflow and accessibility. */
    private static void look(String name) throws IOException {
        for (String theme : new String[] {"dark", "light"}) {
            browser.theme(theme);
            browser.size(390, 844);
            assertThat(browser.overflows()).as(name + ", narrow").isFalse();
            browser.shot(name + "-" + theme + "-narrow");
            browser.size(1400, 900);
            assertThat(browser.overflows()).as(name + ", wide").isFalse();
            browser.shot(name + "-" + theme + "-wide");
            if (Browser.hasAxe()) {
                assertThat(browser.violations()).as(name + ", " + theme).isEmpty();
            }
        }
        if (!Browser.hasAxe()) {
            System.err.println(
                    "PageTest: axe-core is not installed, so accessibility was not looked at; run npm install.");
        }
    }

    private static Map<String, String> files() {
        StringBuilder sales = new StringBuilder("sale_id,customer_id,product,quantity,sold_on\n");
        String[] products = {"Lamp <i>x</i>", "Kettle", "Chair", "Desk"};
        for (int i = 1; i <= 200; i++) {
            sales.append(i)
                    .append(',')
                    .append(1 + i % 20)
                    .append(',')
                    .append(products[i % 7 % 4])
                    .append(',')
                    .append(1 + i % 5)
                    .append(",2024-0")
                    .append(1 + i % 9)
                    .append("-1")
                    .append(i % 9)
                    .append('\n');
        }
        StringBuilder customers = new StringBuilder("customer_id,name,country\n");
        for (int i = 1; i <= 20; i++) {
            customers
                    .append(i)
                    .append(",Name ")
                    .append(i)
                    .append(i % 3 == 0 ? ",France" : ",Chile")
                    .append('\n');
        }
        return Map.of("sales.csv", sales.toString(), "customers.csv", customers.toString());
    }
}
