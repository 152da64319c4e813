package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A running ingest that is told to read its settings again. */
@Timeout(60)
class ReloadTest {
  @RegisterExtension
  static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat", "cats"));

  @TempDir private Path directory;

  private final Logger logger = (Logger) LoggerFactory.getLogger("ouzel");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Program program = Program.withToken(FakeXSettings.USUAL_TOKEN);
  private FakeX x;
  private CompletableFuture<Integer> exit;

  @BeforeEach
  void ingest(FakeX fake) throws IOException {
    x = fake;
    log.start();
    logger.addAppender(log);
    write("log: {level: warn}\n");
    exit =
        program.start(
            "ingest",
            "--config",
            file().toString(),
            "--base-url",
            x.baseUrl().toString(),
            "--sink",
            "sqlite:" + directory.resolve("cats.db"));
    x.awaitConnections(1);
  }

  @AfterEach
  void stop() {
    program.stop();
    assertThat(exit.join()).isZero();
    assertThat(x.connections()).hasSize(1);
    logger.detachAppender(log);
    logger.setLevel(Level.INFO);
  }

  private Path file() {
    return directory.resolve("ouzel.yaml");
  }

  private void write(String text) throws IOException {
    Files.writeString(file(), text);
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void changesTheLogAndSaysSo() throws IOException {
    assertThat(logger.getLevel()).isEqualTo(Level.WARN);
    write("log: {level: info}\n");

    program.readAgain();

    assertThat(logger.getLevel()).isEqualTo(Level.INFO);
    assertThat(lines()).contains("the settings were read again from " + file());
  }

  @Test
  void keepsAllAsItWasWhenThereAreMistakesAndNamesThem() throws IOException {
    write("log: {level: loud}\nlimits: {time: soon}\n");

    program.readAgain();

    assertThat(logger.getLevel()).isEqualTo(Level.WARN);
    assertThat(lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith(file() + ":1:7: log.level: 'loud'"),
            second -> assertThat(second).startsWith(file() + ":2:10: limits.time: 'soon'"),
            last ->
                assertThat(last)
                    .isEqualTo(
                        "the settings were read again and hold mistakes, so all stays as it was"));
  }

  @Test
  void namesInOneLineWhatNeedsARestart() throws IOException {
    write("log: {level: warn}\nlimits: {time: 5h, linger: 1s}\n");

    program.readAgain();
    program.readAgain();

    assertThat(lines())
        .containsExactly("changed, but only taken over by a restart: limits.time, limits.linger");
  }
}
