package dev.ouzel.app.status;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ouzel.app.SecretsWatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium. Tests that want one are skipped where none is installed. */
final class Browser implements AutoCloseable {
  /** A desk's screen. */
  static final int WIDE = 1280;

  /** A phone's. */
  static final int NARROW = 390;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Pattern URL = Pattern.compile("\"url\":\"(.*?)\"");

  /** Kept, since a logger that nobody holds forgets its level. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one with a profile of its own in {@code directory}. */
  static Browser open(Path directory) {
    Optional<Path> browser = installed("chromium", "chromium-browser", "google-chrome");
    Optional<Path> driver = installed("chromedriver", "chromium.chromedriver");
    assumeTrue(
        browser.isPresent() && driver.isPresent(),
        "no browser to drive: install chromium and chromium-driver");
    SELENIUM.setLevel(Level.SEVERE);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.get().toFile());
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + directory);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.get().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<Path> installed(String... names) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Loads a page, and forgets what the one before it asked and said. */
  void open(String url) {
    // The page before this one still asks for news; it has to go before its log is thrown away.
    driver.get("about:blank");
    logs(LogType.BROWSER);
    logs(LogType.PERFORMANCE);
    driver.get(url);
  }

  /** Shows it so wide, to one who likes it light or dark. */
  void look(int width, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width == NARROW));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Returns once the text of an element has this form somewhere. */
  void await(String id, String form) throws InterruptedException {
    Pattern pattern = Pattern.compile(form, Pattern.DOTALL);
    await(() -> pattern.matcher(text(id)).find(), "'" + form + "' in #" + id);
  }

  /** Returns once the page is as well as this. */
  void awaitLevel(String level) throws InterruptedException {
    await(
        () -> level.equals(run("return document.documentElement.dataset.level")),
        "the level " + level);
  }

  private void await(BooleanSupplier condition, String what) throws InterruptedException {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new AssertionError(
            "waited for " + what + ", but the page says: " + run("return document.body.innerText"));
      }
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
  }

  String text(String id) {
    String text = String.valueOf(run("return document.getElementById(arguments[0]).innerText", id));
    SecretsWatch.look("the page", text);
    return text;
  }

  /** Runs a script and returns what it returns. */
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What an accessibility checker finds wrong, each with the element that it is about. */
  List<String> accessibilityFaults() throws IOException {
    if (Boolean.FALSE.equals(run("return typeof axe === 'object'"))) {
      try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
        run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    Object faults =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run({ resultTypes: ['violations'] }).then((result) => done("
                + "result.violations.flatMap((rule) =>"
                + " rule.nodes.map((node) => rule.id + ': ' + node.failureSummary + ' '"
                + " + node.html))), (failure) => done([String(failure)]));");
    return ((List<?>) faults).stream().map(String::valueOf).toList();
  }

  /** What the page has written to the console since it was loaded, or this was asked. */
  List<String> console() {
    return logs(LogType.BROWSER).stream().map(LogEntry::getMessage).toList();
  }

  /** What the page has asked for since it was loaded, or this was asked. */
  List<String> requests() {
    List<String> urls = new ArrayList<>();
    for (LogEntry entry : logs(LogType.PERFORMANCE)) {
      Matcher url = URL.matcher(entry.getMessage());
      if (entry.getMessage().contains("\"Network.requestWillBeSent\"") && url.find()) {
        urls.add(url.group(1));
      }
    }
    return urls;
  }

  private List<LogEntry> logs(String type) {
    return driver.manage().logs().get(type).getAll();
  }

  /** Keeps a picture of the whole page, for people to look at. */
  void photograph(String name) throws IOException {
    Map<?, ?> size =
        (Map<?, ?>)
            driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
    Object picture =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                    "captureBeyondViewport",
                    true,
                    "clip",
                    Map.of(
                        "x",
                        0,
                        "y",
                        0,
                        "scale",
                        1,
                        "width",
                        size.get("width"),
                        "height",
                        size.get("height"))))
            .get("data");
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(picture)));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
