package dev.ouzel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLinesTest {
  private static final StreamName STREAM = new StreamName("filtered_stream");
  private static final Instant START = Instant.parse("2026-05-04T03:00:00Z");

  private static Instant at(int minute) {
    return START.plusSeconds(60L * minute);
  }

  private static ConnectionRecord opened(long number, int minute) {
    return ConnectionRecord.builder().number(number).openedAt(at(minute)).build();
  }

  private static ConnectionRecord ended(long number, int from, int to, EndCause cause) {
    return opened(number, from).ended(at(to), cause);
  }

  private static List<String> lines(boolean living, ConnectionRecord... records) {
    return new ConnectionLines(STREAM, List.of(records), at(40), living).lines(50, false);
  }

  @Test
  void drawWhenThereWasAConnectionAndHowEachEnded() {
    ConnectionRecord recovery =
        ConnectionRecord.builder()
            .from(ended(3, 14, 16, new EndCause.Closed()))
            .isRecovery(true)
            .build();

    assertThat(
            lines(
                true,
                ended(1, 0, 10, new EndCause.NetworkFailure("reset")),
                ended(2, 12, 20, new EndCause.Stalled(Duration.ofSeconds(30))),
                recovery,
                ended(4, 20, 30, new EndCause.Stopped()),
                opened(5, 35)))
        .containsExactly(
            "filtered_stream",
            "2026-05-04T03:00:00Z to 2026-05-04T03:40:00Z, a character for each 1 min 0 s",
            "live      =========!..=======-=========|.....=====",
            "recovery  ..............=x........................",
            "= connected 1, | ended by us 1, x ended by X 1, - fell silent 1, ! broke 1");
  }

  @Test
  void tellThatNobodySawAnEnd() {
    assertThat(lines(true, opened(1, 0), opened(2, 20)))
        .contains("live      " + "=".repeat(19) + "?" + "=".repeat(20))
        .contains("= connected 1, ? its end was not seen 1");
    assertThat(lines(false, opened(1, 0))).contains("live      " + "=".repeat(39) + "?");
  }

  @Test
  void drawAConnectionHoweverShort() {
    assertThat(lines(false, ended(1, 5, 5, new EndCause.Closed())))
        .contains("live      " + "=".repeat(39) + "x");
    assertThat(
            lines(
                true,
                ended(1, 0, 0, new EndCause.Closed()),
                ended(2, 20, 20, new EndCause.NetworkFailure("reset")),
                opened(3, 21)))
        .contains("live      x...................!" + "=".repeat(19));
  }
}
