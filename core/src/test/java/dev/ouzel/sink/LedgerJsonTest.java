package dev.ouzel.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerJsonTest {
  private static final Instant FROM = Instant.parse("2026-11-22T10:00:00.123456789Z");
  private static final TimeRange RANGE = new TimeRange(FROM, FROM.plusSeconds(5));

  @Test
  void writesACoveredStretchAsOneLine() {
    Covered covered = new Covered(RANGE, "print-1");

    String json = LedgerJson.of(covered);

    assertThat(json)
        .isEqualTo(
            "{\"from\":\"2026-11-22T10:00:00.123456789Z\",\"to\":\"2026-11-22T10:00:05.123456789Z\","
                + "\"state\":\"covered\",\"selection\":\"print-1\"}");
    assertThat(LedgerJson.stretch(json)).isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "größer «€» 🐦",
        "a \"quoted\" \\ word, {[:]}",
        "two\nlines\tand\r\u0000\u001f\u2028\u2029",
        "half \ud83d a pair",
        "\\u0041 stays as it is",
        "ends in \\"
      })
  void readsBackEveryText(String text) {
    Gap gap = new Gap(RANGE, Gap.State.REPAIRED, text, text, OptionalLong.of(7));

    assertThat(LedgerJson.of(gap)).doesNotContain("\n", "\u2028");
    assertThat(LedgerJson.stretch(LedgerJson.of(gap))).isEqualTo(gap);
  }

  @Test
  void readsBackEveryState() {
    for (Gap.State state : Gap.State.values()) {
      Stretch gap = new Gap(RANGE, state, "", "", OptionalLong.empty());

      assertThat(LedgerJson.stretch(LedgerJson.of(gap))).isEqualTo(gap);
    }
  }

  @Test
  void readsBackAConnectionWithAndWithoutXsRecord() {
    ConnectionRecord bare = ConnectionRecord.builder().number(1).openedAt(FROM).build();
    ConnectionRecord whole =
        ConnectionRecord.builder()
            .from(bare)
            .isRecovery(true)
            .serverTime(FROM)
            .endedAt(FROM.plusMillis(1))
            .end("Closed")
            .detail("X closed \"it\"")
            .transactionId("abc")
            .recorded(
                Connection.builder()
                    .id("1f0a")
                    .endpointName("filtered_stream")
                    .connectedAt(FROM)
                    .disconnectedAt(FROM)
                    .disconnectReason("why\nnot")
                    .clientIp("192.0.2.7")
                    .build())
            .build();

    assertThat(LedgerJson.connection(LedgerJson.of(bare))).isEqualTo(bare);
    assertThat(LedgerJson.connection(LedgerJson.of(whole))).isEqualTo(whole);
  }

  @Test
  void takesSpacesAndIgnoresMembersItDoesNotKnow() {
    String json =
        " { \"number\" : 3 , \"later\" : null,\"recovery\":true,"
            + "\"opened_at\":\"2026-11-22T10:00:00Z\"\n} ";

    assertThat(LedgerJson.connection(json).number()).isEqualTo(3);
    assertThat(LedgerJson.connection(json).isRecovery()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "no JSON",
        "{\"number\":1,\"opened_at\":\"2026-11-22T10:00:00Z\"",
        "{\"number\":1,\"opened_at\":\"2026-11-22T10:00:00Z\"} more",
        "{\"number\":{\"a\":1},\"opened_at\":\"2026-11-22T10:00:00Z\"}",
        "{\"number\":1,\"opened_at\":\"2026-11-22T10:00:00Z\",}",
        "{\"number\":1,\"opened_at\":\"not a time\"}",
        "{\"number\":1,\"opened_at\":\"\\u00\"}"
      })
  void saysWhichRecordIsDamaged(String json) {
    assertThatThrownBy(() -> LedgerJson.connection(json))
        .isInstanceOf(SinkFailure.class)
        .hasMessageStartingWith("a record of the ledger is damaged")
        .hasMessageEndingWith(json);
  }
}
