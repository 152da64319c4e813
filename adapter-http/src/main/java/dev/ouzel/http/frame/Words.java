package dev.ouzel.http.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for a byte in eight at once, several times as fast as one by one. */
final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Words() {}

  /** The eight bytes from {@code index}, the first in the lowest bits. */
  static long at(byte[] array, int index) {
    return (long) LONGS.get(array, index);
  }

  /** A word of eight times the same byte, which is not negative. */
  static long of(char letter) {
    return letter * LOW_BITS;
  }

  /**
   * Not zero when a byte of {@code word} equals the byte that fills {@code sought}; then {@link
   * #first} tells where the first is. Bits beyond the first mean nothing.
   */
  static long matches(long word, long sought) {
    long difference = word ^ sought;
    return (difference - LOW_BITS) & ~difference & HIGH_BITS;
  }

  /** Which of the eight bytes the lowest bit of {@code matches} stands for. */
  static int first(long matches) {
    return Long.numberOfTrailingZeros(matches) >>> 3;
  }

  /** Where {@code letter} first is, from {@code from} up to but excluding {@code to}; or -1. */
  static int indexOf(byte[] array, int from, int to, char letter) {
    long sought = of(letter);
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long matches = matches(at(array, at), sought);
      if (matches != 0) {
        return at + first(matches);
      }
    }
    for (; at < to; at++) {
      if (array[at] == letter) {
        return at;
      }
    }
    return -1;
  }
}
