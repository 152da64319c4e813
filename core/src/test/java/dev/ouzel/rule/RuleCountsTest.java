package dev.ouzel.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RuleCountsTest {
  private static OptionalInt some(int number) {
    return OptionalInt.of(number);
  }

  @Test
  void theNarrowerCapDecides() {
    RuleCounts counts = new RuleCounts(some(10), some(1000), some(995), some(1000));

    assertThat(counts.room()).hasValue(5);
    assertThat(new RuleCounts(some(1), some(25), some(1), some(1000)).cap()).hasValue(25);
  }

  @Test
  void thereIsNoRoomWhereXHoldsTooMany() {
    assertThat(new RuleCounts(some(30), some(25), some(30), some(1000)).room()).hasValue(0);
  }

  @Test
  void whatXDoesNotSayIsNotKnown() {
    OptionalInt none = OptionalInt.empty();

    assertThat(new RuleCounts(some(3), none, none, some(1000)).room()).isEmpty();
    assertThat(new RuleCounts(none, none, some(3), some(1000)).room()).hasValue(997);
    assertThat(new RuleCounts(none, none, none, none).cap()).isEmpty();
  }
}
