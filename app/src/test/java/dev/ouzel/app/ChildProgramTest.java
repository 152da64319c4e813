package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.server.FakeX;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process: signals, exit codes, and what is on its streams. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends signals with kill")
class ChildProgramTest {
  @RegisterExtension
  static final FakeXExtension X =
      FakeXExtension.with(x -> x.withRule("cat", "cats").patience(Duration.ofSeconds(60)));

  @TempDir private Path directory;
  private FakeX x;
  private Store store;

  @BeforeEach
  void startX(FakeX fake) {
    x = fake;
    store = new Store(directory.resolve("ouzel.db"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void drainsSaysWhatIsStoredAndExitsWithZeroOn(String signal) throws Exception {
    List<Payload> posts = posts();
    try (ChildProgram program = ingest()) {
      x.awaitConnections(1);
      x.publish(posts);
      store.awaitPosts(posts.size());

      program.signal(signal);

      assertThat(program.exitCode()).isZero();
      assertThat(store.frames()).isEqualTo(posts);
      assertThat(program.out()).isEmpty();
      assertThat(program.err())
          .contains("connected", "stored " + posts.size() + " posts in sqlite:ouzel.db")
          .doesNotContain(x.token());
    }
  }

  @Test
  void keepsTheConnectionAndReadsItsSettingsAgainOnHup() throws Exception {
    Path config = directory.resolve("ouzel.yaml");
    Files.writeString(config, "log: {level: warn}\n");
    try (ChildProgram program = ingest()) {
      x.awaitConnections(1);
      Files.writeString(config, "log: {level: info, format: json}\nlimits: {linger: 1s}\n");

      program.signal("HUP");
      program.awaitErr("the settings were read again from ouzel.yaml");
      x.publish(posts());
      store.awaitPosts(posts().size());
      program.signal("TERM");

      assertThat(program.exitCode()).isZero();
      assertThat(x.connections()).hasSize(1);
      assertThat(program.err())
          .doesNotContain("INFO  ouzel: connected")
          .contains("changed, but only taken over by a restart: limits.linger")
          .contains("{\"time\":\"", "\"message\":\"stopped as asked: stored 100 posts");
    }
  }

  @Test
  void stopsOtherCommandsOnHup() throws Exception {
    try (ChildProgram server = ChildProgram.start(directory, "unused", "fake-x")) {
      assertThat(server.awaitLine()).startsWith("http://127.0.0.1:");

      server.signal("HUP");

      assertThat(server.exitCode()).isZero();
    }
  }

  @Test
  void storesNothingTwiceWhenItWasKilledAndIsStartedAgain() throws Exception {
    List<Payload> posts = posts();
    x.replay(posts);
    try (ChildProgram program = ingest()) {
      store.awaitPosts(posts.size());
      program.signal("KILL");
      assertThat(program.exitCode()).isNotZero();
    }
    x.awaitConnections(0);

    try (ChildProgram program = ingest()) {
      x.awaitConnections(1);
      x.publish("{\"data\":{\"id\":\"7\",\"text\":\"the last\"}}");
      store.awaitPosts(posts.size() + 1);
      program.signal("TERM");

      assertThat(program.exitCode()).isZero();
      assertThat(store.frames()).hasSize(posts.size() + 1).containsAll(posts);
    }
  }

  @Test
  void putsNothingButFramesOnStdout() throws Exception {
    List<Payload> posts = posts();
    x.replay(posts);
    String limit = Integer.toString(posts.size());
    try (ChildProgram program = ingest("--sink", "-", "--limit", limit, "--verbose")) {
      assertThat(program.exitCode()).isZero();
      assertThat(program.out()).isEqualTo(lines(posts));
      assertThat(program.err()).contains("DEBUG").doesNotContain(x.token());
    }
  }

  @Test
  void showsWhatTheDemoPromises() throws Exception {
    try (ChildProgram program =
        ChildProgram.start(directory, "unused", "demo", "--for", "2s", "--rate", "200")) {
      assertThat(program.exitCode()).as(program.err()).isZero();
      assertThat(new String(program.out(), StandardCharsets.UTF_8))
          .contains("duplicates   0", "0 different, 0 missing", "filtered_stream", "client_");
    }
    try (Stream<Path> files = Files.list(directory)) {
      Path file = files.filter(name -> name.toString().endsWith(".db")).findFirst().orElseThrow();
      assertThat(new Store(file).frames()).hasSizeGreaterThan(200);
    }
  }

  @Test
  void servesAFakeXUntilToldToStop() throws Exception {
    Path replay = directory.resolve("frames.jsonl");
    List<Payload> posts = posts();
    Files.write(replay, lines(posts));
    try (ChildProgram server =
            ChildProgram.start(
                directory, "unused", "fake-x", "--replay", replay.toString(), "--token", "t");
        ChildProgram client =
            ChildProgram.start(
                directory,
                "t",
                "ingest",
                "--base-url",
                server.awaitLine(),
                "--limit",
                Integer.toString(posts.size()))) {
      assertThat(client.exitCode()).as(client.err()).isZero();
      server.signal("TERM");

      assertThat(server.exitCode()).isZero();
      assertThat(server.err())
          .contains("X_BEARER_TOKEN=… ouzel ingest --base-url http://127.0.0.1:");
      assertThat(server.err()).contains("stopped as asked; connections served: 1");
      assertThat(store.frames()).isEqualTo(posts);
    }
  }

  private ChildProgram ingest(String... more) throws IOException {
    String[] arguments =
        Stream.concat(Stream.of("ingest", "--base-url", x.baseUrl().toString()), Stream.of(more))
            .toArray(String[]::new);
    return ChildProgram.start(directory, x.token(), arguments);
  }

  private static List<Payload> posts() {
    Instant from = Instant.now().minus(Duration.ofMinutes(1));
    return new PostGenerator(1).take(100, from, Duration.ofMillis(100));
  }

  private static byte[] lines(List<Payload> frames) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Payload frame : frames) {
      frame.writeTo(lines);
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
