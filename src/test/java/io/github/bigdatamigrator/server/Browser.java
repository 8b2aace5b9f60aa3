package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Drives headless Chromium. Waits for visible conditions, never for fixed times. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path AXE = Path.of("node_modules/axe-core/axe.min.js");
    private static final Path SHOTS = Path.of("target/screenshots");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name ->
                        Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin").map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether Chromium is installed. */
    static boolean installed() {
        return program("chromium", "chromium-browser", "google-chrome").isPresent()
                && program("chromedriver").isPresent();
    }

    static Browser open(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "chromium-browser", "google-chrome")
                .orElseThrow()
                .toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--lang=en",
                "--force-prefers-reduced-motion",
                "--force-device-scale-factor=1",
                "--proxy-server=direct://",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow().toFile())
                .withLogOutput(java.io.OutputStream.nullOutputStream())
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.focused();
        return browser;
    }

    void go(String url) {
        driver.get(url);
    }

    /** Opens a tab with the page, goes to it, and returns its name. */
    String newTab(String url) {
        driver.switchTo().newWindow(WindowType.TAB);
        focused();
        size(1400, 900);
        driver.get(url);
        return driver.getWindowHandle();
    }

    /** Treats the tab as the one that the user looks at, whatever the window system says. */
    private void focused() {
        driver.executeCdpCommand("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    }

    String tabName() {
        return driver.getWindowHandle();
    }

    void toTab(String name) {
        driver.switchTo().window(name);
    }

    /** Closes the present tab and goes to another. */
    void closeTab(String then) {
        driver.close();
        driver.switchTo().window(then);
    }

    /** Types into whatever has the focus. */
    void type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void chord(Keys modifier, CharSequence key) {
        new Actions(driver).keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
    }

    /** Presses Tab until the focus is on an element, whose focus must be visible. */
    void reach(String selector) {
        for (int i = 0; i < 60; i++) {
            String stop = tab();
            if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", selector))) {
                assertThat(stop).as("focus on " + selector).doesNotEndWith("unseen");
                return;
            }
        }
        throw new AssertionError("Tab does not reach " + selector + "; the page: " + text());
    }

    void reload() {
        driver.navigate().refresh();
    }

    void size(int width, int height) {
        // A window cannot be made as narrow as a telephone.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    WebElement see(String selector) {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "nothing to be seen at " + selector + "; the page: " + text())
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    /** The first visible element that contains the text. */
    WebElement see(String selector, String text) {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "no '" + text + "' at " + selector + "; the page: " + text())
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .filter(element ->
                                element.isDisplayed() && element.getText().contains(text))
                        .findFirst()
                        .orElse(null));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    void gone(String selector) {
        new WebDriverWait(driver, PATIENCE)
                .until(page -> page.findElements(By.cssSelector(selector)).isEmpty());
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Drops files on an element with the events that a user's drop causes. */
    void drop(String selector, Map<String, String> files) {
        run("""
            const transfer = new DataTransfer();
            for (const [name, text] of Object.entries(arguments[1])) transfer.items.add(new File([text], name));
            const zone = document.querySelector(arguments[0]);
            for (const type of ["dragenter", "dragover", "drop"])
              zone.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: transfer}));
            """, selector, files);
    }

    void theme(String wanted) {
        if (!wanted.equals(run("return document.documentElement.dataset.theme"))) {
            run("document.getElementById('theme').click()");
        }
    }

    void shot(String name) throws IOException {
        Files.createDirectories(SHOTS);
        Files.write(SHOTS.resolve(name + ".png"), ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES));
    }

    /** Whether the document is wider or higher than the window, or was scrolled: only parts of the page scroll. */
    boolean overflows() {
        return Boolean.TRUE.equals(run("const page = document.documentElement; return page.scrollWidth > innerWidth + 1"
                + " || page.scrollHeight > innerHeight + 1 || page.scrollTop + document.body.scrollTop > 0"));
    }

    static boolean hasAxe() {
        return Files.exists(AXE);
    }

    /** Serious and critical violations of axe-core, one per line. */
    List<String> violations() throws IOException {
        run(Files.readString(AXE));
        Object found = Objects.requireNonNull(((JavascriptExecutor) driver).executeAsyncScript("""
            const done = arguments[arguments.length - 1];
            axe.run().then(result => done(result.violations
              .filter(violation => ["serious", "critical"].includes(violation.impact))
              .map(violation => violation.id + ": " + violation.nodes
                .map(node => node.html.slice(0, 120) + " " + node.failureSummary.slice(0, 200)).join(" | "))));
            """));
        List<String> lines = new ArrayList<>();
        ((List<?>) found).forEach(line -> lines.add(String.valueOf(line)));
        return lines;
    }

    /** Presses Tab; returns the focused element and whether it is visible. */
    String tab() {
        new Actions(driver).sendKeys(Keys.TAB).perform();
        return String.valueOf(run("""
            const at = document.activeElement;
            const marked = at.matches(".hidden-input") ? at.nextElementSibling : at;
            const style = getComputedStyle(marked);
            const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            return (at.id ? "#" + at.id : at.className || at.tagName) + (seen ? "" : " unseen");
            """));
    }

    /** Errors in the page's console. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
