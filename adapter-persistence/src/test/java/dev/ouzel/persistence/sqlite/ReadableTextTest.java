package dev.ouzel.persistence.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadableTextTest {
  /** Where the ranges of UTF-8's bytes begin and end. */
  private static final int[] EDGES = {
    0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff
  };

  /** What a frame may be made of, as text. */
  private static final String[] PIECES = {
    "plain text that fills words",
    "\"",
    "\\",
    "\\\\",
    "\\n",
    "u",
    "\\u",
    "\\u00e9",
    "\\ud83",
    "d",
    "\\ud83d",
    "\\uD83D",
    "\\uDBFF",
    "\\udc26",
    "\\uDFFF",
    "\\ue000",
    "\\uD7FF",
    "\\Ud83d",
    "\\ud83g",
    "é",
    "\u07ff",
    "\u0800",
    "鳥",
    "\ud7ff",
    "\ue000",
    "\uFFFD",
    "\uffff",
    "🐦",
    "\udbff\udfff"
  };

  /** What a frame may be made of, in hexadecimal: what UTF-8 is not. */
  private static final String[] STRAY = {
    "80",
    "bf",
    "c0",
    "c080",
    "c1bf",
    "c2",
    "e0",
    "e09fbf",
    "e180",
    "eda080",
    "edbfbf",
    "f0",
    "f08fbfbf",
    "f09f90",
    "f4908080",
    "f5808080",
    "fe",
    "ff"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "größer 🐦 \uFFFD",
        "\\ud83d\\udc26 and \\uD83D\\uDC26",
        "an escaped backslash, then \\\\ud83d",
        "\\u00e9 \\n \\\"",
        "cut \\ud8",
        "\\",
        "\\é\\鳥\\🐦"
      })
  void leavesProperTextAlone(String text) {
    assertThat(ReadableText.mended(bytes(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "\\ud83d, \\ufffd",
    "\\udc26\\ud83d, \\ufffd\\ufffd",
    "\\uD83D\\uD83D\\uDC26x, \\ufffd\\uD83D\\uDC26x",
    "\\\\\\ud83d, \\\\\\ufffd",
    "\\ud83d\\n, \\ufffd\\n",
    "\\é\\ud83d, \\é\\ufffd"
  })
  void replacesHalfASurrogatePair(String text, String mended) {
    assertThat(mended(bytes(text))).isEqualTo(mended);
  }

  @Test
  void replacesBytesThatAreNoUtf8() {
    byte[] bytes = {'a', (byte) 0x80, (byte) 0xed, (byte) 0xa0, (byte) 0x80, 'b', (byte) 0xf0};

    assertThat(mended(bytes)).matches("a\uFFFD+b\uFFFD");
  }

  @Test
  void takesForUtf8WhatJavaDoes() {
    for (int first = 0; first < 0x100; first++) {
      for (int second : EDGES) {
        for (int third : EDGES) {
          for (int fourth : EDGES) {
            byte[] four = {(byte) first, (byte) second, (byte) third, (byte) fourth};
            assertLooksRight(four, "");
            assertLooksRight(Arrays.copyOf(four, 3), "");
          }
        }
      }
    }
  }

  @Test
  void findsAllThatWouldBeMendedAndNothingElse() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      assertLooksRight(frame(random), "seed " + seed + ", frame " + i + ": ");
    }
  }

  /** Nothing needs mending exactly where mending changes nothing. */
  private static void assertLooksRight(byte[] json, String which) {
    if (ReadableText.isReadable(json) != Arrays.equals(ReadableText.mend(json), json)) {
      throw new AssertionError(which + HexFormat.of().formatHex(json));
    }
  }

  private static byte[] frame(Random random) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    for (int pieces = random.nextInt(8); pieces >= 0; pieces--) {
      frame.writeBytes(
          random.nextInt(16) == 0
              ? HexFormat.of().parseHex(STRAY[random.nextInt(STRAY.length)])
              : bytes(PIECES[random.nextInt(PIECES.length)]));
    }
    byte[] whole = frame.toByteArray();
    if (random.nextInt(4) == 0) {
      whole[random.nextInt(whole.length)] = (byte) random.nextInt();
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String mended(byte[] json) {
    return new String(ReadableText.mended(json).orElseThrow(), StandardCharsets.UTF_8);
  }
}
