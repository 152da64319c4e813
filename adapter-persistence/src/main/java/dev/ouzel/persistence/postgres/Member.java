package dev.ouzel.persistence.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;

/** The members of a frame that have to do with the columns, by their names on the wire. */
enum Member {
  DATA,
  INCLUDES,
  USERS,
  MATCHING_RULES,
  ID,
  AUTHOR_ID,
  USERNAME,
  LANG,
  TEXT,
  TAG,
  PUBLIC_METRICS,
  LIKE_COUNT,
  RETWEET_COUNT,
  REPLY_COUNT,
  QUOTE_COUNT,
  BOOKMARK_COUNT,
  IMPRESSION_COUNT,
  /** What the codec takes for {@link #RETWEET_COUNT}, too. */
  REPOST_COUNT,
  /** What the codec takes the text from, where it is there. */
  NOTE_TWEET,
  /** The same by its newer name. */
  NOTE_POST,
  /** Any whose name ends like {@code id_str}, which the codec takes for the one without the end. */
  TWIN,
  /** Any other. */
  OTHER;

  private static final byte[] TWIN_END = "_str".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST = IMPRESSION_COUNT.name().length();
  private static final Member[][] BY_LENGTH = new Member[LONGEST + 1][];

  static {
    for (int length = 0; length <= LONGEST; length++) {
      int sought = length;
      BY_LENGTH[length] =
          EnumSet.complementOf(EnumSet.of(TWIN, OTHER)).stream()
              .filter(member -> member.name.length == sought)
              .toArray(Member[]::new);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
  private final byte[] name = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);

  /** The member whose name these bytes are, as they stand between quotes and without escapes. */
  static Member named(byte[] json, int from, int to) {
    int length = to - from;
    if (length <= LONGEST) {
      for (Member member : BY_LENGTH[length]) {
        if (Arrays.equals(json, from, to, member.name, 0, length)) {
          return member;
        }
      }
    }
    int end = to - TWIN_END.length;
    return end >= from && Arrays.equals(json, end, to, TWIN_END, 0, TWIN_END.length) ? TWIN : OTHER;
  }
}
