package dev.ouzel.testkit.memory;

import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/**
 * A stream source driven by hand: each subscription becomes a {@link ScriptedAttempt}, and nothing
 * happens to it but what a test does. Safe for use by several threads.
 */
public final class ScriptedSource implements StreamSource {
  private final List<ScriptedAttempt> attempts = new CopyOnWriteArrayList<>();

  @Override
  public Flow.Publisher<StreamSignal> connect(StreamRequest request) {
    return subscriber -> {
      ScriptedAttempt attempt =
          new ScriptedAttempt(request, Objects.requireNonNull(subscriber, "subscriber"));
      attempts.add(attempt);
      attempt.begin();
    };
  }

  /** Every attempt so far, the oldest first. */
  public List<ScriptedAttempt> attempts() {
    return List.copyOf(attempts);
  }

  /** The newest attempt; fails when there was none. */
  public ScriptedAttempt latest() {
    if (attempts.isEmpty()) {
      throw new IllegalStateException("nobody has subscribed");
    }
    return attempts.get(attempts.size() - 1);
  }
}
