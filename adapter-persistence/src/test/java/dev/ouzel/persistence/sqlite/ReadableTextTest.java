package dev.ouzel.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadableTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "größer 🐦 \uFFFD",
        "\\ud83d\\udc26 and \\uD83D\\uDC26",
        "an escaped backslash, then \\\\ud83d",
        "\\u00e9 \\n \\\"",
        "cut \\ud8",
        "\\"
      })
  void leavesProperTextAlone(String text) {
    assertThat(ReadableText.mended(Payload.ofText(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "\\ud83d, \\ufffd",
    "\\udc26\\ud83d, \\ufffd\\ufffd",
    "\\uD83D\\uD83D\\uDC26x, \\ufffd\\uD83D\\uDC26x",
    "\\\\\\ud83d, \\\\\\ufffd",
    "\\ud83d\\n, \\ufffd\\n"
  })
  void replacesHalfASurrogatePair(String text, String mended) {
    assertThat(mended(Payload.ofText(text))).isEqualTo(mended);
  }

  @Test
  void replacesBytesThatAreNoUtf8() {
    byte[] bytes = {'a', (byte) 0x80, (byte) 0xed, (byte) 0xa0, (byte) 0x80, 'b', (byte) 0xf0};

    assertThat(mended(Payload.copyOf(bytes))).matches("a\uFFFD+b\uFFFD");
  }

  private static String mended(Payload json) {
    return new String(ReadableText.mended(json).orElseThrow(), StandardCharsets.UTF_8);
  }
}
