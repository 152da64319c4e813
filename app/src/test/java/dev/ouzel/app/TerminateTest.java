package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.ServedConnection;
import dev.ouzel.testkit.server.TerminationAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ouzel connections terminate} against a fake X. */
@Timeout(60)
class TerminateTest {
  @TempDir private Path directory;

  private static FakeX x(TerminationAnswer answer) {
    return FakeX.builder()
        .withRule("cat", "cats")
        .maxConnections(3)
        .terminationAnswer(answer)
        .start();
  }

  private static Program terminate(FakeX x, int exit, String... which) {
    Program program = Program.withToken(x.token());
    String[] arguments =
        Stream.concat(
                Stream.of("connections", "terminate", "--base-url", x.baseUrl().toString()),
                Stream.of(which))
            .toArray(String[]::new);
    assertThat(program.run(arguments)).as(program.err()).isEqualTo(exit);
    return program;
  }

  /** Runs an ingest while {@code question} is asked. */
  private void whileConnected(FakeX x, Runnable question) {
    Program ingest = Program.withToken(x.token());
    CompletableFuture<Integer> exit =
        ingest.start(
            "ingest",
            "--base-url",
            x.baseUrl().toString(),
            "--sink",
            "sqlite:" + directory.resolve("posts.db"));
    x.awaitConnections(1);
    question.run();
    ingest.stop();
    assertThat(exit.join()).isZero();
  }

  private static ServedConnection first(FakeX x) {
    return x.connections().get(0);
  }

  @Test
  void endsAConnectionByItsIdAndTellsWhatBecameOfEach() {
    try (FakeX x = x(TerminationAnswer.COUNTS)) {
      whileConnected(
          x,
          () -> {
            String id = first(x).connection().id().orElseThrow();

            Program program = terminate(x, 3, id, "00000000-0000-0000-0000-000000000000");

            assertThat(program.out().lines().toList())
                .satisfiesExactly(
                    ended -> assertThat(ended).isEqualTo(id + "  terminated"),
                    unknown ->
                        assertThat(unknown).startsWith("00000000-0000").contains("not terminated"));
            assertThat(program.err())
                .startsWith("connections that X ended: 1; that it could not end: 1");
            assertThat(first(x).isOpen()).isFalse();
          });
    }
  }

  @Test
  void endsAllConnectionsOrThoseToAStream() {
    try (FakeX x = x(TerminationAnswer.COUNTS)) {
      whileConnected(
          x,
          () -> {
            assertThat(terminate(x, 0, "--endpoint", "sample_stream").err())
                .startsWith("connections that X ended: 0;");
            assertThat(first(x).isOpen()).isTrue();

            assertThat(terminate(x, 0, "--endpoint", "filtered_stream").err())
                .startsWith("connections that X ended: 1;");
            assertThat(first(x).isOpen()).isFalse();
            x.awaitOpened(2);

            assertThat(terminate(x, 0, "--all").err()).startsWith("connections that X ended: 1;");
          });
    }
  }

  @Test
  void saysWhenXTellsNoMoreThanThatItAccepted() {
    for (TerminationAnswer answer :
        List.of(TerminationAnswer.KILLED, TerminationAnswer.ATTEMPTED)) {
      try (FakeX x = x(answer)) {
        Program program = terminate(x, 0, "--all");

        assertThat(program.out()).isEmpty();
        assertThat(program.err())
            .isEqualToNormalizingNewlines(
                "X accepted the request and said no more; 'ouzel connections' shows what became"
                    + " of it\n");
      }
    }
  }

  @Test
  void asksForManyIdsInLotsOfAHundred() {
    try (FakeX x = x(TerminationAnswer.COUNTS)) {
      List<String> ids =
          new ArrayList<>(IntStream.range(0, 201).mapToObj(number -> "id-" + number).toList());

      Program program = terminate(x, 3, ids.toArray(String[]::new));

      assertThat(program.out()).hasLineCount(201);
      assertThat(x.requests().stream().filter(seen -> seen.path().equals("/2/connections")))
          .hasSize(3);
    }
  }
}
