package dev.ouzel.stream;

import java.util.Optional;

/**
 * How the ports that ask X one question at a time fail: X refused, or could not be reached. Carries
 * no stack trace, since it tells of the world and not of a mistake in the program.
 */
public final class RequestFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialised: a failure is handled where it arrives
  private final transient Refusal refusal;

  private RequestFailed(String message, Refusal refusal) {
    super(message, null, false, false);
    this.refusal = refusal;
  }

  /** X answered, but not with what was asked for. */
  public static RequestFailed refused(Refusal refusal) {
    return new RequestFailed(refusal.sentence(), refusal);
  }

  /**
   * There was no answer, or none that could be read; {@code detail} says why, without the token.
   */
  public static RequestFailed unreachable(String detail) {
    return new RequestFailed(detail, null);
  }

  /** X's refusal; empty when X was not reached. */
  public Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }
}
