package dev.ouzel.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleLimitsTest {
  @Test
  void theCapTellsHowLongARuleMayBe() {
    assertThat(RuleLimits.forCap(5).length()).isEqualTo(1_024);
    assertThat(RuleLimits.forCap(1_000)).isEqualTo(RuleLimits.PAY_PER_USE);
    assertThat(RuleLimits.forCap(25_000).length()).isEqualTo(2_048);
    assertThat(RuleLimits.forCap(25_000).unavailable()).isEmpty();
  }
}
