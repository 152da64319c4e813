package dev.ouzel.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.config.StatusAddress;
import dev.ouzel.testkit.generate.PacedPublisher;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The status page in a real browser, over an ingest from a fake X. */
@Timeout(180)
class StatusPageTest {
  private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\"> & co";

  private static final String SCROLLS_SIDEWAYS =
      "const page = document.documentElement; return page.scrollWidth > page.clientWidth";

  @TempDir private static Path profile;
  private static Browser browser;

  @TempDir private Path directory;
  private FakeX x;
  private PacedPublisher publisher;
  private int port;
  private RunningIngest ingest;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open(profile);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void startIngest() throws Exception {
    x = FakeX.builder().keepAlive(Duration.ofSeconds(1)).start();
    x.addRule(PostGenerator.MATCH_ALL_RULE, Optional.of("everything"));
    x.addRule("cat", Optional.of(HOSTILE));
    publisher = PacedPublisher.start(x, new PostGenerator(7), 40);
    port = RunningIngest.freePort();
    restart();
    browser.look(Browser.WIDE, "light");
    browser.open(url());
  }

  @AfterEach
  void stopIngest() {
    ingest.close();
    publisher.close();
    x.close();
  }

  private void restart() {
    ingest = RunningIngest.start(x, directory.resolve("posts.db"), port);
  }

  private String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  @Test
  void showsARunningStream() throws Exception {
    browser.awaitLevel("ok");
    x.post("a cat");
    browser.await("rules", "owned");
    browser.await("stored", "[0-9]{3}");
    browser.await("coverage", "");
    browser.await("legend", "covered (?!0)");
    browser.await("connections", "connected from");

    assertThat(browser.text("headline")).startsWith("Streaming since ");
    assertThat(browser.text("level")).isEqualToIgnoringCase("all is well");
    assertThat(browser.text("rate")).matches("[0-9.]+");
    assertThat(browser.text("rules")).contains("everything", HOSTILE);
    assertThat(browser.run("return document.images.length")).isEqualTo(0L);
    assertThat(browser.run("return document.title")).isEqualTo("Ouzel");
    assertThat(browser.text("balance")).startsWith("They balance");
    assertFaultless("healthy");
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(asked -> asked.startsWith(url()) || asked.startsWith("data:"));
  }

  @Test
  void turnsRedDuringAStall() throws Exception {
    browser.awaitLevel("ok");

    publisher.close();
    x.stopKeepAlives();
    browser.awaitLevel("problem");
    browser.await("headline", "^Nothing arrives since ");
    browser.await("problems", "nothing arrived");
    assertThat(browser.run("return document.title")).isEqualTo("✕ Problem · Ouzel");
    assertFaultless("stalled");

    x.resumeKeepAlives();
    browser.awaitLevel("ok");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void drawsTheGapAndItsRepair() throws Exception {
    browser.awaitLevel("ok");
    browser.await("legend", "covered (?!0)");

    x.cutConnections();
    browser.await("gaps-title", "1 gap");
    browser.await("gaps", "Missed, then repaired: .*Remedy: backfill");
    browser.await("legend", "missed, then repaired");
    assertThat(browser.run("return document.querySelectorAll('#coverage .s-repaired').length"))
        .isEqualTo(1L);
    assertFaultless("repaired");
  }

  @Test
  void survivesARestartOfTheProgram() throws Exception {
    browser.awaitLevel("ok");
    browser.run("window.loadedOnce = true");

    ingest.close();
    browser.await("headline", "^Ouzel does not answer since ");
    browser.awaitLevel("problem");
    assertFaultless("silent");
    restart();
    browser.awaitLevel("ok");
    browser.await("connections", "(?s)2.*1");

    assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
    assertThat(browser.console()).allMatch(line -> line.contains("ERR_CONNECTION_REFUSED"));
  }

  @Test
  void showsADayInWhichMuchHappened() throws Exception {
    StatusAddress address = StatusAddress.parse("127.0.0.1:0", Optional.empty());
    try (StatusServer server = StatusServer.open(address, new FullDay(Instant.now()).routes())) {
      browser.open(server.uri().toString());
      browser.awaitLevel("problem");
      assertThat(browser.text("headline")).startsWith("Streaming since ");
      assertThat(browser.text("conditions"))
          .contains("//db.example/cats takes nothing, 1204 batches");
      assertThat(browser.text("gaps-title")).isEqualTo("4 gaps");
      assertFaultless("day");
      assertThat(browser.console()).isEmpty();
    }
  }

  /** Looks at the page in all ways, and keeps pictures of it. */
  private static void assertFaultless(String name) throws IOException {
    for (int width : List.of(Browser.WIDE, Browser.NARROW)) {
      for (String scheme : List.of("light", "dark")) {
        browser.look(width, scheme);
        browser.photograph(
            String.join("-", name, width == Browser.WIDE ? "wide" : "narrow", scheme));
        assertThat(browser.accessibilityFaults()).as("%s, %s", width, scheme).isEmpty();
        assertThat(browser.run(SCROLLS_SIDEWAYS)).isEqualTo(false);
      }
    }
    browser.look(Browser.WIDE, "light");
  }
}
