package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.cli.Invocation;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.StopRequest;
import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeX;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An ingest that keeps X's rules as a file says. */
@Timeout(60)
class KeptRulesTest implements StopRequest {
  private static final String RULES = "/2/tweets/search/stream/rules";

  private final FakeX x = FakeX.builder().start();
  private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
  private final CompletableFuture<Runnable> readAgain = new CompletableFuture<>();
  private final PrintStream nowhere =
      new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  private CompletableFuture<Integer> exit = CompletableFuture.completedFuture(0);
  @TempDir private Path directory;

  @Override
  public void whenMade(Runnable action) {
    stop.complete(action);
  }

  @Override
  public void whenToReadAgain(Runnable action) {
    readAgain.complete(action);
  }

  @BeforeEach
  void writeRules() throws IOException {
    write("- value: cat");
  }

  @AfterEach
  void end() throws Exception {
    stop.getNow(() -> {}).run();
    assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
    x.close();
  }

  private Path write(String rules) throws IOException {
    return Files.writeString(directory.resolve("rules.yaml"), rules);
  }

  private void ingest() {
    String[] arguments = {
      "ingest",
      "--base-url",
      x.baseUrl().toString(),
      "--sink",
      "sqlite:" + directory.resolve("posts.db"),
      "--rules",
      directory.resolve("rules.yaml").toString(),
      "--keep-rules"
    };
    Invocation invocation =
        new Invocation(
            Map.of("X_BEARER_TOKEN", x.token()), new Console(nowhere, nowhere, false), this);
    exit =
        CompletableFuture.supplyAsync(
            () -> Main.run(invocation, arguments), task -> new Thread(task).start());
  }

  private List<String> values() {
    return x.rules().stream().map(Rule::value).toList();
  }

  /** X ends a stream without rules for good. */
  @Test
  void hasThemAppliedBeforeItConnects() {
    ingest();

    x.awaitConnections(1);
    assertThat(values()).containsExactly("cat");
  }

  @Test
  void appliesThemAgainWhenItReadsItsSettingsAndKeepsItsConnection() throws Exception {
    ingest();
    x.awaitConnections(1);
    write("- value: dog");

    readAgain.get(20, TimeUnit.SECONDS).run();

    while (!values().equals(List.of("dog"))) {
      Thread.onSpinWait();
    }
    x.createPost("a dog");
    x.awaitDelivered(1);
    assertThat(x.connections()).hasSize(1);
  }

  @Test
  void goesOnWithTheRulesThatXHoldsWhenTheyCannotBeApplied() throws Exception {
    x.addRule("bird", Optional.empty());
    x.answerNext(RULES, Reply.unauthorized());
    ingest();

    x.awaitConnections(1);
    x.createPost("a bird");
    x.awaitDelivered(1);
    assertThat(values()).containsExactly("bird");
  }
}
