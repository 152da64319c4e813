package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally =
      Tally.builder()
          .frames(20)
          .posts(15)
          .systemMessages(3)
          .unreadable(2)
          .stored(1)
          .windowDuplicates(2)
          .sinkDuplicates(3)
          .rejected(4)
          .inMemory(5)
          .build();

  @Test
  void balancesWhenEveryFrameIsAccountedFor() {
    assertThat(tally.balances()).isTrue();
    assertThat(Tally.builder().build().balances()).isTrue();
  }

  @Test
  void doesNotBalanceWhenAFrameOrAPostIsMissing() {
    assertThat(Tally.builder().from(tally).frames(21).build().balances()).isFalse();
    assertThat(Tally.builder().from(tally).unreadable(1).build().balances()).isFalse();
    assertThat(Tally.builder().from(tally).stored(0).build().balances()).isFalse();
    assertThat(Tally.builder().from(tally).inMemory(6).build().balances()).isFalse();
  }
}
