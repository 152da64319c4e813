package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.stream.StreamRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What systemd is told, as the program that passes it on is called. */
@Timeout(60)
class SystemdNoticeTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(30);
  private static final IngestEvent CONNECTING =
      new IngestEvent.Connecting(AT, 1, StreamRequest.builder().build());

  @TempDir private Path directory;
  private Path calls;
  private NotifyProgram program;
  private SystemdNotice notice;

  @BeforeEach
  void writeProgram() throws IOException {
    calls = Files.createFile(directory.resolve("calls"));
    program = program("echo \"$@\" >> '" + calls + "'");
  }

  private NotifyProgram program(String command) throws IOException {
    Path script = directory.resolve("systemd-notify");
    Files.writeString(script, "#!/bin/sh\n" + command + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return new NotifyProgram(script.toString());
  }

  @AfterEach
  void close() {
    notice.close();
  }

  private void start(
      Optional<Duration> watchdog, Duration period, CompletionStage<IngestStatus> status) {
    notice = new SystemdNotice(program, watchdog, period, () -> status);
  }

  private List<String> await(Predicate<List<String>> wanted) throws IOException {
    List<String> made = Files.readAllLines(calls);
    while (!wanted.test(made)) {
      LockSupport.parkNanos(5_000_000);
      made = Files.readAllLines(calls);
    }
    return made;
  }

  @Test
  void saysOnceThatItIsReadyWhenTheIngestIsUnderWayAndThenThatItStops() throws IOException {
    start(Optional.empty(), NEVER, new CompletableFuture<>());
    notice.on(CONNECTING);
    notice.on(new IngestEvent.Waiting(AT, Duration.ofSeconds(5)));
    notice.on(new IngestEvent.Stopping(AT, new IngestEnd.Stopped(IngestEnd.Stopped.Reason.ASKED)));

    assertThat(await(made -> made.size() == 2))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("READY=1 STATUS=").contains("posts/s"),
            second -> assertThat(second).startsWith("STOPPING=1 STATUS=stopping"));
  }

  @Test
  void saysWhatItDoesWheneverThatHasChanged() throws IOException {
    start(Optional.empty(), SOON, new CompletableFuture<>());
    await(made -> made.size() == 1);
    notice.on(new IngestEvent.Paused(AT));

    assertThat(await(made -> made.size() >= 2)).anyMatch(call -> call.contains("STATUS=paused"));
  }

  @Test
  void feedsTheWatchdogWhileTheEventLoopAnswers() throws IOException {
    start(Optional.of(SOON.multipliedBy(3)), NEVER, CompletableFuture.completedFuture(null));

    await(made -> made.stream().filter(call -> call.contains("WATCHDOG=1")).count() >= 3);
  }

  @Test
  void letsTheWatchdogBiteWhenTheEventLoopDoesNotAnswer() throws IOException {
    start(Optional.of(SOON.multipliedBy(3)), NEVER, new CompletableFuture<>());
    notice.on(CONNECTING);
    await(made -> !made.isEmpty());
    notice.on(new IngestEvent.Paused(AT));

    assertThat(await(made -> made.stream().anyMatch(call -> call.contains("STATUS=paused"))))
        .noneMatch(call -> call.contains("WATCHDOG"));
  }

  @Test
  void goesOnWithoutTheProgram() throws IOException {
    program = new NotifyProgram(directory.resolve("absent").toString());
    start(Optional.empty(), SOON, new CompletableFuture<>());
    notice.on(CONNECTING);
    notice.close();

    assertThat(calls).isEmptyFile();
  }

  @Test
  void isNotHeldUpByAProgramThatHangs() throws IOException {
    program = program("exec sleep 600");
    start(Optional.empty(), SOON, new CompletableFuture<>());
    long begun = System.nanoTime();
    notice.on(CONNECTING);
    notice.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void isWantedWhereSystemdListens() {
    start(Optional.empty(), NEVER, new CompletableFuture<>());

    assertThat(SystemdNotice.isWanted(Map.of("NOTIFY_SOCKET", "/run/systemd/notify"))).isTrue();
    assertThat(SystemdNotice.isWanted(Map.of("NOTIFY_SOCKET", ""))).isFalse();
    assertThat(SystemdNotice.isWanted(Map.of())).isFalse();
  }
}
