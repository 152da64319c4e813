package dev.ouzel.persistence.sqlite;

/**
 * Goes over JSON's text byte by byte, as a state machine that takes one load and one shift for each
 * and no branch: characters come as they will, and a branch for each would be guessed wrong too
 * often.
 *
 * <p>A state is how far to shift. For each byte the table has a word; from the bits that the state
 * of before stands for, the word has the state thereafter. Bits above those are other states'
 * business: a shift of a {@code long} looks at the lowest six bits of how far. State 0 is that of
 * something unknown, which nothing leads out of, for no word has anything at its bits.
 */
final class TextStates {
  private static final int BITS = 6;

  private static final int BETWEEN_CHARACTERS = BITS;
  private static final int ONE_MORE = 2 * BITS;
  private static final int TWO_MORE = 3 * BITS;
  private static final int THREE_MORE = 4 * BITS;
  private static final int AFTER_E0 = 5 * BITS;
  private static final int AFTER_ED = 6 * BITS;
  private static final int AFTER_F0 = 7 * BITS;
  private static final int AFTER_F4 = 8 * BITS;
  private static final int AFTER_BACKSLASH = 9 * BITS;

  /** Only four bits are left for it, which is enough for where it leads. */
  private static final int AFTER_U = 10 * BITS;

  private static final int STATE = (1 << BITS) - 1;

  private static final long[] TABLE = new long[256];

  static {
    in(BETWEEN_CHARACTERS).on(0, '\\' - 1, BETWEEN_CHARACTERS).on('\\', '\\', AFTER_BACKSLASH);
    in(BETWEEN_CHARACTERS).on('\\' + 1, 0x7f, BETWEEN_CHARACTERS);
    in(AFTER_BACKSLASH).on(0, 'u' - 1, BETWEEN_CHARACTERS).on('u', 'u', AFTER_U);
    in(AFTER_BACKSLASH).on('u' + 1, 0x7f, BETWEEN_CHARACTERS);
    // With a 'd' begin half surrogate pairs, and to know them takes more states than there are. A
    // backslash begins another escape, for which there are not bits enough.
    in(AFTER_U).on(0, 'D' - 1, BETWEEN_CHARACTERS).on('D' + 1, '\\' - 1, BETWEEN_CHARACTERS);
    in(AFTER_U).on('\\' + 1, 'd' - 1, BETWEEN_CHARACTERS).on('d' + 1, 0x7f, BETWEEN_CHARACTERS);
    in(BETWEEN_CHARACTERS).on(0xc2, 0xdf, ONE_MORE);
    in(BETWEEN_CHARACTERS).on(0xe0, 0xe0, AFTER_E0).on(0xed, 0xed, AFTER_ED);
    in(BETWEEN_CHARACTERS).on(0xe1, 0xec, TWO_MORE).on(0xee, 0xef, TWO_MORE);
    in(BETWEEN_CHARACTERS).on(0xf0, 0xf0, AFTER_F0).on(0xf4, 0xf4, AFTER_F4);
    in(BETWEEN_CHARACTERS).on(0xf1, 0xf3, THREE_MORE);
    in(ONE_MORE).on(0x80, 0xbf, BETWEEN_CHARACTERS);
    in(TWO_MORE).on(0x80, 0xbf, ONE_MORE);
    in(THREE_MORE).on(0x80, 0xbf, TWO_MORE);
    // The first byte thereafter tells too long a form, a surrogate, and what is beyond Unicode.
    in(AFTER_E0).on(0xa0, 0xbf, ONE_MORE);
    in(AFTER_ED).on(0x80, 0x9f, ONE_MORE);
    in(AFTER_F0).on(0x90, 0xbf, TWO_MORE);
    in(AFTER_F4).on(0x80, 0x8f, TWO_MORE);
  }

  private TextStates() {}

  private record In(int state) {
    In on(int first, int last, int next) {
      for (int letter = first; letter <= last; letter++) {
        TABLE[letter] |= (long) next << state;
      }
      return this;
    }
  }

  private static In in(int state) {
    return new In(state);
  }

  /**
   * From a place between characters to the first such place that is not before {@code to}. Negative
   * when what is between is no UTF-8, or cut short, or may be the escape of a surrogate, about
   * which this does not know.
   */
  static int over(byte[] json, int from, int to) {
    long[] table = TABLE;
    long state = BETWEEN_CHARACTERS;
    int at = from;
    for (; at < to; at++) {
      state = table[json[at] & 0xff] >>> state;
    }
    while (at < json.length && (state & STATE) > BETWEEN_CHARACTERS) {
      state = table[json[at] & 0xff] >>> state;
      at++;
    }
    return (state & STATE) == BETWEEN_CHARACTERS ? at : -1;
  }
}
