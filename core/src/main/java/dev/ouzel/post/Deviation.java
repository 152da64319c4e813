package dev.ouzel.post;

/**
 * Something in a frame that is not as X documents it.
 *
 * @param kind what is odd about it, and what became of it
 * @param path where it stands in the frame, a JSON pointer; empty for the frame itself
 * @param found what is there, in a few words; never the value of a text
 */
public record Deviation(Kind kind, String path, String found) {
  /** What is odd, and what becomes of it. */
  public enum Kind {
    /** A member that this version does not know. It is kept in {@link Published#unknown}. */
    UNKNOWN_MEMBER,
    /** A value that X does not list. It is kept in its {@link OpenEnum}. */
    UNKNOWN_VALUE,
    /** Another form of a value that can be read all the same. */
    OTHER_FORM,
    /** A value that cannot be read. Its member is absent, or its list shorter. */
    WRONG_TYPE,
    /** The frame is no JSON object, or beyond a limit. There is no post. */
    UNREADABLE
  }
}
