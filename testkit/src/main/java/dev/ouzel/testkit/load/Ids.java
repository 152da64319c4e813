package dev.ouzel.testkit.load;

import dev.ouzel.post.PostId;
import java.time.Instant;
import java.util.Arrays;

/** A template's id as digits, wherever the template holds it. */
final class Ids {
  /** How many digits ids have had since 2019, and will have until 2067. */
  static final int DIGITS = 19;

  private Ids() {}

  /** The smallest id of the present that is a multiple of {@code step}. */
  static long now(int step) {
    long now = PostId.at(Instant.now()).value();
    return now - Math.floorMod(now, (long) step);
  }

  /** Writes an id's digits. */
  static void stamp(byte[] bytes, int at, long id) {
    long left = id;
    for (int place = at + DIGITS - 1; place >= at; place--) {
      long tenth = left / 10;
      bytes[place] = (byte) ('0' + (left - 10 * tenth));
      left = tenth;
    }
  }

  /** Where {@code digits} begins in {@code bytes}, each time. */
  static int[] places(byte[] bytes, byte[] digits) {
    int[] places = new int[bytes.length];
    int count = 0;
    for (int at = 0; at + digits.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + digits.length, digits, 0, digits.length)) {
        places[count++] = at;
      }
    }
    return Arrays.copyOf(places, count);
  }
}
