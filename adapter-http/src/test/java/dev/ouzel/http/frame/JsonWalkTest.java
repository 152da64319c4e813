package dev.ouzel.http.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.fail;

import dev.ouzel.testkit.generate.RichFrames;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the walk, which looks at eight bytes at once, with one that goes byte by byte. */
class JsonWalkTest {
  private static final int FRAMES = 100;
  private static final String BY_HAND =
      " { \"data\" : [ ] , \"\\\\\":\"\\\\\\\"\" ,\"a\":[\"\",1234567,12345678,123456789,0,-0.5e+7,[],{}],"
          + "\"b\":{\"c\":true,\"d\" :false ,\"e\":null},\"f\":[true,false,[null]],\"g\":1E9}\t\r\n";
  private static final byte[] DAMAGE =
      "{}[]:,\"\\ \t\r\n\0trufalsenE019-+.\u00e9\u00a2".getBytes(ISO_8859_1);

  private final JsonWalk walk = new JsonWalk();

  @Test
  void findsTheSameFaultAsAPlainWalkWhateverIsDamaged() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RichFrames rich = RichFrames.of(seed);
    for (int frame = 0; frame < FRAMES; frame++) {
      byte[] whole =
          frame % 2 == 0 ? BY_HAND.getBytes(ISO_8859_1) : rich.frame(frame).toByteArray();
      for (int round = 0; round < 200; round++) {
        byte[] json = damaged(whole, random);
        int expected = PlainWalk.over(json);
        int found = overSliceOf(json, random);
        if (found != expected) {
          fail("seed %d: %d, not %d in %s", seed, found, expected, new String(json, ISO_8859_1));
        }
      }
    }
  }

  /** With up to three bytes changed, and sometimes cut short. */
  private static byte[] damaged(byte[] whole, Random random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(whole.length + 1) : whole.length;
    byte[] json = Arrays.copyOf(whole, length);
    for (int bytes = random.nextInt(4); bytes > 0 && length > 0; bytes--) {
      json[random.nextInt(length)] = DAMAGE[random.nextInt(DAMAGE.length)];
    }
    return json;
  }

  /** What is around it might complete it, and must not. */
  private int overSliceOf(byte[] json, Random random) {
    int offset = random.nextInt(20);
    byte[] array = new byte[offset + json.length + random.nextInt(20)];
    for (int i = 0; i < array.length; i++) {
      array[i] = DAMAGE[random.nextInt(DAMAGE.length)];
    }
    System.arraycopy(json, 0, array, offset, json.length);
    return walk.over(array, offset, json.length);
  }
}
