package dev.ouzel.http.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at once, several times as fast as one by one. */
final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_SEVEN_BITS = ~HIGH_BITS;
  private static final long ZEROS = of('0');

  /** Added to a byte, this reaches its high bit from 10 on. */
  private static final long TEN_TO_HIGH_BIT = of((char) (0x80 - 10));

  private Words() {}

  /** The eight bytes from {@code index}, the first in the lowest bits. */
  static long at(byte[] array, int index) {
    return (long) LONGS.get(array, index);
  }

  /** A word of eight times the same byte, which is not negative. */
  static long of(char letter) {
    return letter * LOW_BITS;
  }

  /** A word of up to eight letters, the first in the lowest bits. */
  static long of(byte[] letters) {
    long word = 0;
    for (int i = letters.length - 1; i >= 0; i--) {
      word = (word << Byte.SIZE) | letters[i];
    }
    return word;
  }

  /** With how many decimal digits the word begins. */
  static int digits(long word) {
    long value = word ^ ZEROS;
    long others = (((value & LOW_SEVEN_BITS) + TEN_TO_HIGH_BIT) | value) & HIGH_BITS;
    return first(others);
  }

  /**
   * Not zero when a byte of {@code word} equals the byte that fills {@code sought}; then {@link
   * #first} tells where the first is. Bits beyond the first mean nothing.
   */
  static long matches(long word, long sought) {
    long difference = word ^ sought;
    return (difference - LOW_BITS) & ~difference & HIGH_BITS;
  }

  /**
   * Which of the eight bytes the lowest bit of {@code matches} stands for; 8 when there is none.
   */
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
