package dev.ouzel.ingest;

/**
 * The ids that share an upper half, with a print of the rules each matched: open addressing, 8
 * bytes a slot, the id's lower half above the print.
 */
final class IdTable {
  /** What {@link #put} says of an id that was not there. No print has this value. */
  static final int ABSENT = 0;

  private static final int HEADER_BYTES = 64;
  private static final int FIRST_SLOTS = 16;
  private static final int SPREAD = 0x9E3779B9;

  private final long second;
  private long[] slots = new long[FIRST_SLOTS];
  private int size;

  IdTable(long second) {
    this.second = second;
  }

  long second() {
    return second;
  }

  int bytes() {
    return HEADER_BYTES + slots.length * Long.BYTES;
  }

  /**
   * The print that the id had, which it keeps; {@link #ABSENT} when it had none and now has this.
   */
  int put(int lowerHalf, int print) {
    int slot = slotOf(slots, lowerHalf);
    if (slots[slot] != 0) {
      return (int) slots[slot];
    }
    slots[slot] = entry(lowerHalf, print);
    size++;
    if (size * 5L > slots.length * 4L) {
      grow();
    }
    return ABSENT;
  }

  private static long entry(int lowerHalf, int print) {
    return ((long) lowerHalf << Integer.SIZE) | Integer.toUnsignedLong(print);
  }

  /** The slot that holds the id, or the empty one where it belongs. */
  private static int slotOf(long[] slots, int lowerHalf) {
    long spread = Integer.toUnsignedLong(lowerHalf * SPREAD);
    int slot = (int) ((spread * slots.length) >>> Integer.SIZE);
    while (slots[slot] != 0 && (int) (slots[slot] >>> Integer.SIZE) != lowerHalf) {
      slot = slot + 1 == slots.length ? 0 : slot + 1;
    }
    return slot;
  }

  /** By half, not twice: with at most four fifths full, an id then never takes over 16 bytes. */
  private void grow() {
    long[] larger = new long[slots.length + slots.length / 2];
    for (long entry : slots) {
      if (entry != 0) {
        larger[slotOf(larger, (int) (entry >>> Integer.SIZE))] = entry;
      }
    }
    slots = larger;
  }
}
