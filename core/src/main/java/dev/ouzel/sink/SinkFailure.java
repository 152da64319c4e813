package dev.ouzel.sink;

import java.util.OptionalLong;

/**
 * How a sink fails. Carries a stack trace only through its cause: the message says what is wrong
 * and what to do.
 */
public final class SinkFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final long NO_POST = 0;

  private final boolean worthRetrying;
  private final long rejectedPost;

  private SinkFailure(String message, Throwable cause, boolean worthRetrying, long rejectedPost) {
    super(message, cause, false, false);
    this.worthRetrying = worthRetrying;
    this.rejectedPost = rejectedPost;
  }

  /** The same batch may succeed later: the store is busy or out of reach. */
  public static SinkFailure transientFailure(String message, Throwable cause) {
    return new SinkFailure(message, cause, true, NO_POST);
  }

  /** As {@link #transientFailure(String, Throwable)}, when nothing was thrown. */
  public static SinkFailure transientFailure(String message) {
    return new SinkFailure(message, null, true, NO_POST);
  }

  /** No batch will succeed until somebody acts: the disk is full, the store damaged or too new. */
  public static SinkFailure permanent(String message, Throwable cause) {
    return new SinkFailure(message, cause, false, NO_POST);
  }

  /** As {@link #permanent(String, Throwable)}, when nothing was thrown. */
  public static SinkFailure permanent(String message) {
    return new SinkFailure(message, null, false, NO_POST);
  }

  /**
   * The store takes everything of the batch but one post, which it will never take; it has kept
   * nothing of the batch. The engine puts the post among the dead letters and offers the rest.
   */
  public static SinkFailure rejecting(long postId, String message, Throwable cause) {
    return new SinkFailure(message, cause, false, postId);
  }

  /** The id of the one post for which the batch failed; empty when the failure is the sink's. */
  public OptionalLong rejectedPost() {
    return rejectedPost == NO_POST ? OptionalLong.empty() : OptionalLong.of(rejectedPost);
  }

  /** True when offering the same batch again may succeed. */
  public boolean isWorthRetrying() {
    return worthRetrying;
  }
}
