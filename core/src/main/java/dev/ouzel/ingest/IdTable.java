package dev.ouzel.ingest;

/**
 * The ids that share an upper half, with a print of the rules each matched: 8 bytes a slot, the
 * id's lower half above the print. Slots are filled four by four, from the first of the four where
 * an id belongs on, so that these four, which memory delivers together, mostly tell at once whether
 * the id is there.
 */
final class IdTable {
  /** What {@link #put} says of an id that was not there. No print has this value. */
  static final int ABSENT = 0;

  private static final int HEADER_BYTES = 64;
  private static final int FOUR = 4;
  private static final int SPREAD = 0x9E3779B9;

  private final long second;
  private long[] slots = new long[4 * FOUR];
  private int size;

  IdTable(long second) {
    this.second = second;
  }

  long second() {
    return second;
  }

  /** How many ids there are. */
  int size() {
    return size;
  }

  int bytes() {
    return HEADER_BYTES + slots.length * Long.BYTES;
  }

  /** True when it takes a larger table to put in one more. */
  boolean isFull() {
    return (size + 1) * 5L > slots.length * 4L;
  }

  /**
   * The print that the id had, which it keeps; {@link #ABSENT} when it had none and now has this.
   */
  int put(int lowerHalf, int print) {
    long key = Integer.toUnsignedLong(lowerHalf);
    long[] all = slots;
    int at = firstOfFour(all, lowerHalf);
    while (true) {
      long a = all[at];
      long b = all[at + 1];
      long c = all[at + 2];
      long d = all[at + 3];
      // Negative when a key is equal. No branch depends on where: the processor would guess wrong.
      if ((less(a, key) | less(b, key) | less(c, key) | less(d, key)) < 0) {
        int known = find(all, at, key);
        if (known != ABSENT) {
          return known;
        }
      }
      if (d == 0) {
        all[at + used(a) + used(b) + used(c)] =
            (key << Integer.SIZE) | Integer.toUnsignedLong(print);
        size++;
        return ABSENT;
      }
      at = at + FOUR == all.length ? 0 : at + FOUR;
    }
  }

  private static long less(long entry, long key) {
    return ((entry >>> Integer.SIZE) ^ key) - 1;
  }

  /** 1, or 0 for an empty slot. */
  private static int used(long entry) {
    return (int) ((entry | -entry) >>> (Long.SIZE - 1));
  }

  private static int find(long[] slots, int from, long key) {
    for (int at = from; at < from + FOUR; at++) {
      if (slots[at] != 0 && slots[at] >>> Integer.SIZE == key) {
        return (int) slots[at];
      }
    }
    return ABSENT;
  }

  private static int firstOfFour(long[] slots, int lowerHalf) {
    long spread = Integer.toUnsignedLong(lowerHalf * SPREAD);
    return FOUR * (int) ((spread * (slots.length / FOUR)) >>> Integer.SIZE);
  }

  /** Makes room: by half, not twice, or for {@code expected} if that is more. */
  void grow(int expected) {
    long[] old = slots;
    long wanted = Math.max(old.length + old.length / 2L, expected * 3L / 2);
    slots = new long[(int) ((wanted + FOUR - 1) / FOUR) * FOUR];
    size = 0;
    for (long entry : old) {
      if (entry != 0) {
        put((int) (entry >>> Integer.SIZE), (int) entry);
      }
    }
  }
}
