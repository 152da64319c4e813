package dev.ouzel.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {
  @Test
  void printsAsXDoes() {
    assertThat(UserId.of("2244994945")).hasToString("2244994945");
    assertThat(UserId.of("2")).isLessThan(UserId.of("10"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "0", "1x", "12345678901234567890", "９"})
  void refusesWhatIsNoId(String digits) {
    assertThatThrownBy(() -> UserId.of(digits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a user id is");
  }
}
