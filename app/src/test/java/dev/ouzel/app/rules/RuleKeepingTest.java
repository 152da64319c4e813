package dev.ouzel.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ouzel.app.config.XAccess;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(60)
class RuleKeepingTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String PATH = "/2/tweets/search/stream/rules";

  private final Logger logger = (Logger) LoggerFactory.getLogger("ouzel");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final FakeX x = FakeX.builder().withRule("dog", "dogs").start();
  private final Opened<RuleBook> book =
      Wiring.rules(XAccess.of(x.baseUrl().toString(), x::token, true));
  private RuleKeeping keeping =
      new RuleKeeping(book.part(), Pause.REAL, HOUR, Duration.ofMillis(1));

  @TempDir private Path directory;

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
  }

  @AfterEach
  void leave() {
    keeping.close();
    book.close();
    x.close();
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("rules.yaml"), text);
  }

  private void keep(Path file) throws Exception {
    keeping.keep(Optional.of(file)).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private List<String> values() {
    return x.rules().stream().map(Rule::value).toList();
  }

  private List<String> lines(Level level) {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void appliesTheFileAndSaysWhatItChanged() throws Exception {
    keep(file("- {value: cat, tag: cats}"));

    assertThat(values()).containsExactly("cat");
    assertThat(lines(Level.INFO))
        .satisfiesExactly(
            added -> assertThat(added).matches("rule [0-9]+ added: \\[cats] cat"),
            deleted -> assertThat(deleted).matches("rule [0-9]+ deleted: \\[dogs] dog"),
            sum -> assertThat(sum).startsWith("X holds the rules of ").endsWith("rules.yaml: 1"));
  }

  @Test
  void appliesItAgainWhenToldAndSaysNothingWhenNothingChanged() throws Exception {
    keep(file("- value: cat"));
    log.list.clear();

    keep(file("- value: cat"));
    assertThat(log.list).isEmpty();
    keep(file("- value: bird"));

    assertThat(values()).containsExactly("bird");
  }

  @Test
  void takesBackWhatOthersChange() throws Exception {
    keeping.close();
    keeping =
        new RuleKeeping(book.part(), Pause.REAL, Duration.ofMillis(20), Duration.ofMillis(20));
    keep(file("- value: cat"));
    int listed = x.requests().size();

    x.addRule("dog", Optional.of("somebody's"));

    // A look that began before, one that finds it, and one after that.
    x.awaitRequests(PATH, listed + 4);
    assertThat(values()).containsExactly("cat");
  }

  @Test
  void leavesRulesAloneOnceItIsToldToKeepNone() throws Exception {
    keep(file("- value: cat"));

    keeping.keep(Optional.empty()).toCompletableFuture().get(20, TimeUnit.SECONDS);

    assertThat(values()).containsExactly("cat");
  }

  @Test
  void changesNothingWhileTheFileHasAMistake() throws Exception {
    keep(file("- value: cat\n- value: -bird\n"));

    assertThat(values()).containsExactly("dog");
    assertThat(lines(Level.WARN).get(0))
        .startsWith("rules are not kept: ")
        .contains("line 2, column 10: Rules must contain");
    assertThat(x.requests()).isEmpty();
  }

  @Test
  void aFileOfRubbishGivesFewLines() throws Exception {
    keeping.close();
    keeping = new RuleKeeping(book.part());

    keep(file("- value: -bird\n- x\n".repeat(50)));

    assertThat(lines(Level.WARN)).hasSize(11).last().asString().endsWith("more mistakes");
  }

  @Test
  void triesAgainWhatFailed() throws Exception {
    x.answerNext(PATH, Reply.serviceUnavailable());
    x.answerNext(PATH, Reply.unauthorized());

    keep(file("- value: cat"));

    x.awaitRequests(PATH, 6);
    assertThat(lines(Level.WARN)).hasSize(2).first().asString().contains("X answered 503");
    keeping.close();
    assertThat(values()).containsExactly("cat");
  }

  @Test
  void isNotHeldUpByARateLimitWhenItIsToldAnewOrClosed() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    Pause endless =
        new Pause() {
          @Override
          public Instant now() {
            return Instant.now();
          }

          @Override
          public void last(Duration duration) throws InterruptedException {
            waiting.countDown();
            new CountDownLatch(1).await();
          }
        };
    keeping.close();
    keeping = new RuleKeeping(book.part(), endless, HOUR, HOUR);
    x.answerNext(PATH, Reply.rateLimited());

    // Whoever starts an ingest does not wait for X's window.
    keep(file("- value: cat"));
    assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
    keep(file("- value: bird"));

    assertThat(values()).containsExactly("bird");
    assertThat(lines(Level.WARN)).singleElement().asString().contains("going on in 15 min");
  }
}
