package dev.ouzel.app.rules;

import dev.ouzel.rule.RuleChange;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes requests one after the other, and none that X would refuse by its rate limit as far as X
 * has told it: waits for the next window instead, and once X has refused. Used by one thread.
 */
final class RateGuard {
  /** X's window: it has gone by after so long, whatever X or a clock that is wrong says. */
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /** X's clock is not ours, and its reset is in whole seconds. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** When X's reset has gone by and X refuses all the same. */
  private static final Duration AT_LEAST = Duration.ofSeconds(30);

  private final Pause pause;
  private final Consumer<Duration> waiting;
  private RateLimit limit = RateLimit.unknown();

  RateGuard(Pause pause, Consumer<Duration> waiting) {
    this.pause = pause;
    this.waiting = waiting;
  }

  /** What X answers; fails with {@link RequestFailed} when it refuses for another reason. */
  <T> T answer(Supplier<CompletionStage<T>> request) throws InterruptedException {
    while (true) {
      try {
        return request.get().toCompletableFuture().join();
      } catch (CompletionException failure) {
        RateLimit refused = rateLimit(failure);
        await(refused.reset(), AT_LEAST);
      }
    }
  }

  /** The same of a change, which tells how many more of them X takes. */
  RuleChange change(Supplier<CompletionStage<RuleChange>> request) throws InterruptedException {
    RuleChange change = answer(request);
    limit = change.rateLimit();
    return change;
  }

  /** Returns once X would take so many changes in a row, as far as is known, unless interrupted. */
  void await(int changes) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Instant now = pause.now();
    boolean isSpent =
        limit.remaining().orElse(changes) < changes
            && limit.reset().filter(reset -> reset.isAfter(now)).isPresent();
    if (isSpent) {
      await(limit.reset(), Duration.ZERO);
      limit = RateLimit.unknown();
    }
  }

  private void await(Optional<Instant> reset, Duration least) throws InterruptedException {
    Duration until = reset.map(it -> Duration.between(pause.now(), it).plus(SLACK)).orElse(WINDOW);
    Duration length = max(least, min(WINDOW.plus(SLACK), until));
    waiting.accept(length);
    pause.last(length);
  }

  private static RateLimit rateLimit(CompletionException failure) {
    if (failure.getCause() instanceof RequestFailed refused) {
      return refused
          .refusal()
          .filter(refusal -> refusal.kind() == Refusal.Kind.RATE_LIMITED)
          .map(Refusal::rateLimit)
          .orElseThrow(() -> refused);
    }
    throw failure;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
