package dev.ouzel.stream;

/**
 * How a {@link StreamSource}'s publisher fails: the attempt ended other than by X closing it in
 * order. Carries no stack trace, since it tells of the world and not of a mistake in the program.
 */
public final class StreamEnded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialised: handled where it arrives
  private final transient EndCause cause;

  private final int unfinishedBytes;

  /**
   * An end.
   *
   * @param cause why
   * @param unfinishedBytes how many bytes had come after the last delimiter, never a frame
   */
  public StreamEnded(EndCause cause, int unfinishedBytes) {
    super(cause.sentence(), null, false, false);
    this.cause = cause;
    this.unfinishedBytes = unfinishedBytes;
  }

  /** Why the attempt ended. */
  public EndCause endCause() {
    return cause;
  }

  /** How many bytes of an unfinished frame were dropped with the connection. */
  public int unfinishedBytes() {
    return unfinishedBytes;
  }
}
