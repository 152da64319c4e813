package dev.ouzel.persistence.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleIdsTest {
  private static final String FRAME =
      "{\"data\":{\"id\":\"7\",\"text\":\"a \\\"matching_rules\\\":[{\\\"id\\\":\\\"9\\\"}] b\"},"
          + "\"matching_rules\":%s}";

  private static String ofFrame(String frame) {
    return RuleIds.ofFrame(frame.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "[{\"id\":\"12\",\"tag\":\"a\"}]; 12",
        "[{\"id\":\"12\"},{\"tag\":\"x\",\"id\":\"13\"}]; 12,13",
        "[ { \"id\" : \"12\" } ,\t{ \"id\" : 13 } ]; 12,13",
        "[{\"tag\":\"id\",\"id\":\"12\"}]; 12",
        "[{\"tag\":\"\\\"id\\\":\\\"5\\\"\",\"id\":\"12\"}]; 12",
        "[{\"tag\":\"]}\\\\\",\"id\":\"12\"}]; 12",
        "[{\"more\":{\"id\":\"5\"},\"id\":\"12\"}]; 12",
        "[{\"id\":\"12\"}],\"later\":[{\"id\":\"5\"}]; 12"
      })
  void tellsTheIdsInTheirOrder(String rules, String ids) {
    assertThat(ofFrame(FRAME.formatted(rules))).isEqualTo(ids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "\"id\"", "[{\"id\":\"x\"}]", "[{\"id\":null}]"})
  void tellsNoneWhereThereAreNone(String rules) {
    assertThat(ofFrame(FRAME.formatted(rules))).isEmpty();
  }

  @Test
  void tellsNoneOfAStreamWithoutRules() {
    assertThat(ofFrame("{\"data\":{\"id\":\"7\"}}")).isEmpty();
    assertThat(ofFrame("{\"data\":{\"id\":\"7\",\"tag\":\"matching_rules\"}}")).isEmpty();
    assertThat(ofFrame("")).isEmpty();
  }

  @Test
  void readsTheRulesOfARematchAlone() {
    byte[] rules = "[{\"id\":\"12\"},{\"id\":\"13\"}]".getBytes(UTF_8);

    assertThat(RuleIds.ofRules(rules)).isEqualTo("12,13");
  }

  @Test
  void takesAFrameThatEndsAnywhere() {
    byte[] frame =
        FRAME.formatted("[ {\"tag\":\"\\\"\",\"id\":\"12\"}, {\"id\": 13 } ]").getBytes(UTF_8);

    for (int i = 0; i < frame.length; i++) {
      byte[] beginning = Arrays.copyOf(frame, i);
      assertThatCode(() -> RuleIds.ofFrame(beginning)).doesNotThrowAnyException();
      assertThatCode(() -> RuleIds.ofRules(beginning)).doesNotThrowAnyException();
    }
  }
}
