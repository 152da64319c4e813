package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.Tally;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveLineTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final PrintStream printer = new PrintStream(terminal, true, StandardCharsets.UTF_8);
  private final LiveLine line =
      new LiveLine(
          new Console(printer, printer, true), () -> START.plusSeconds(2), Duration.ofDays(1));

  @Test
  void showsStatePostsRateLagAndTheLastEnd() {
    line.on(new IngestEvent.Connecting(START, 1, StreamRequest.builder().build()));
    line.on(opened(START, 1));
    line.on(new IngestEvent.Ended(START, 1, new EndCause.Closed(), Duration.ZERO, 0));
    line.on(opened(START, 2));
    line.on(committed(START.plusSeconds(1), 2_000, Duration.ofMillis(40)));
    line.draw();

    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .contains(
            "streaming \u00b7 2,000 posts \u00b7 1,000 posts/s \u00b7 lag 40 ms"
                + " \u00b7 last end: X closed the connection");
  }

  @Test
  void showsWhatItWaitsFor() {
    line.on(new IngestEvent.Waiting(START, Duration.ofSeconds(5)));
    line.draw();

    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .contains("waiting 5.0 s \u00b7 0 posts \u00b7 0.0 posts/s \u00b7 lag -");
  }

  @Test
  void leavesTheLineEmptyWhenClosed() {
    line.draw();
    line.close();

    assertThat(terminal.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K");
  }

  private static IngestEvent opened(Instant at, int attempt) {
    return new IngestEvent.Opened(
        at,
        attempt,
        new StreamSignal.Opened(Optional.empty(), RateLimit.unknown(), Optional.empty()));
  }

  private static IngestEvent committed(Instant at, long stored, Duration lag) {
    Tally tally = Tally.builder().posts(stored).stored(stored).build();
    return new IngestEvent.Committed(
        at, Batches.empty(at), new CommitReceipt(1, 1, 0), Optional.of(lag), tally);
  }
}
