package dev.ouzel.sink;

/**
 * How a sink fails. Carries a stack trace only through its cause: the message says what is wrong
 * and what to do.
 */
public final class SinkFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean worthRetrying;

  private SinkFailure(String message, Throwable cause, boolean worthRetrying) {
    super(message, cause, false, false);
    this.worthRetrying = worthRetrying;
  }

  /** The same batch may succeed later: the store is busy or out of reach. */
  public static SinkFailure transientFailure(String message, Throwable cause) {
    return new SinkFailure(message, cause, true);
  }

  /** As {@link #transientFailure(String, Throwable)}, when nothing was thrown. */
  public static SinkFailure transientFailure(String message) {
    return new SinkFailure(message, null, true);
  }

  /** No batch will succeed until somebody acts: the disk is full, the store damaged or too new. */
  public static SinkFailure permanent(String message, Throwable cause) {
    return new SinkFailure(message, cause, false);
  }

  /** As {@link #permanent(String, Throwable)}, when nothing was thrown. */
  public static SinkFailure permanent(String message) {
    return new SinkFailure(message, null, false);
  }

  /** True when offering the same batch again may succeed. */
  public boolean isWorthRetrying() {
    return worthRetrying;
  }
}
