package dev.ouzel.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What PostgreSQL takes for text. */
final class TextTest {
  private static final int ROUNDS = 200_000;
  private static final int LONGEST = 24;

  /** Bytes at which the ranges of UTF-8 begin and end. */
  private static final int[] EDGES = {
    0x00, 0x01, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1,
    0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  @Test
  void agreesWithAStrictDecoder() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int proper = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(LONGEST)];
      boolean rare = random.nextBoolean();
      for (int j = 0; j < bytes.length; j++) {
        boolean edge = !rare || random.nextInt(8) == 0;
        bytes[j] = (byte) (edge ? EDGES[random.nextInt(EDGES.length)] : 'a');
      }
      boolean expected = decodes(bytes) && new String(bytes, StandardCharsets.UTF_8).indexOf(0) < 0;
      proper += expected ? 1 : 0;

      assertThat(Text.isText(bytes))
          .as("seed %d, bytes %s", seed, java.util.HexFormat.of().formatHex(bytes))
          .isEqualTo(expected);
    }
    assertThat(proper).as("seed " + seed).isGreaterThan(ROUNDS / 100);
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void knowsEveryCharacter() {
    for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
      if (Character.getType(point) != Character.SURROGATE) {
        byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        if (!Text.isText(bytes)) {
          throw new AssertionError("refuses U+" + Integer.toHexString(point));
        }
      }
    }
  }

  @Test
  void putsAMarkWhereSomethingIsNoText() {
    assertThat(Text.mended("a\0b\ud800c\ud83d\udc26\udc00"))
        .isEqualTo("a\ufffdb\ufffdc\ud83d\udc26\ufffd");
    assertThat(Text.mended(new byte[] {'a', 0, (byte) 0xff, 'b'})).isEqualTo("a\ufffd\ufffdb");
    assertThat(Text.mended("Größe")).isEqualTo("Größe");
  }
}
