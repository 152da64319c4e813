package dev.ouzel.app.rules;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.RuleFault;
import dev.ouzel.app.config.RulesFile;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.rules.RulesAtX.Order;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rules that X holds as a file says, while an ingest runs: at once, and again every hour,
 * since others may change them. New rules are added before old ones are deleted, and nothing is
 * changed while the file has a mistake. What goes wrong is logged as a warning and tried again a
 * minute later, then ever more rarely; it never fails. Works on a thread of its own. Safe for use
 * by several threads.
 */
public final class RuleKeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("ouzel");
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  /** An answer takes at most half a minute; whoever stops does not wait for all of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** An hour, from a minute. */
  private static final int MOST_DOUBLINGS = 6;

  /** A file of rubbish gives few lines. */
  private static final int MOST_FAULTS = 10;

  private final RuleBook book;
  private final Pause pause;
  private final Duration betweenLooks;
  private final Duration afterFailure;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread worker = new Thread(task, "ouzel-rules");
            worker.setDaemon(true);
            return worker;
          });

  private Future<?> next = CompletableFuture.completedFuture(null);
  private Wanted wanted = new Wanted(Path.of(""), 0, new CompletableFuture<>());

  /** Keeps none until it is told which. */
  public RuleKeeping(RuleBook book) {
    this(book, Pause.REAL, BETWEEN_LOOKS, AFTER_FAILURE);
  }

  RuleKeeping(RuleBook book, Pause pause, Duration betweenLooks, Duration afterFailure) {
    this.book = book;
    this.pause = pause;
    this.betweenLooks = betweenLooks;
    this.afterFailure = afterFailure;
  }

  /**
   * Keeps the rules of this file from now on, in place of those before; with none, leaves X's rules
   * alone. The stage never fails. It completes once they were applied or that failed for the first
   * time, once X's rate limit is waited for, and when it is told anew or closed.
   */
  public synchronized CompletionStage<Void> keep(Optional<Path> file) {
    wanted.tried().complete(null);
    wanted = new Wanted(file.orElse(Path.of("")), wanted.number() + 1, new CompletableFuture<>());
    // Interrupts a wait for X's rate limit; a request on its way is finished first.
    next.cancel(true);
    if (file.isPresent() && !thread.isShutdown()) {
      Wanted now = wanted;
      next = thread.submit(() -> look(now, 0));
    } else {
      wanted.tried().complete(null);
    }
    return wanted.tried();
  }

  /** What it was told, the how-manieth time, and who waits for the first attempt. */
  private record Wanted(Path file, int number, CompletableFuture<Void> tried) {}

  private void look(Wanted now, int failuresBefore) {
    try {
      boolean done = isApplied(now);
      now.tried().complete(null);
      Duration again = done ? betweenLooks : afterFailure(failuresBefore);
      again(now, done ? 0 : failuresBefore + 1, again);
    } catch (InterruptedException toldAnewOrClosed) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration afterFailure(int failuresBefore) {
    Duration pause = afterFailure.multipliedBy(1L << Math.min(failuresBefore, MOST_DOUBLINGS));
    return pause.compareTo(betweenLooks) < 0 ? pause : betweenLooks;
  }

  private synchronized void again(Wanted now, int failures, Duration later) {
    if (now.number() == wanted.number() && !thread.isShutdown()) {
      next = thread.schedule(() -> look(now, failures), later.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean isApplied(Wanted now) throws InterruptedException {
    try {
      return apply(now);
    } catch (Mistake mistake) {
      return isNot(now, mistake.messages());
    } catch (RuntimeException failure) {
      return isNot(now, List.of(Objects.toString(failure.getMessage(), failure.toString())));
    }
  }

  private boolean apply(Wanted now) throws InterruptedException {
    RulesFile rules = RulesFile.read(now.file());
    List<RuleFault> faults = rules.faults(RuleLimits.ENTERPRISE_WITH_EMBEDDING);
    if (!faults.isEmpty()) {
      return isNot(now, sentences(faults));
    }
    RuleLog log = new RuleLog(() -> now.tried().complete(null));
    RulesAtX atX = new RulesAtX(book, log, pause);
    RulePlan plan = atX.plan(rules);
    Optional<String> obstacle = plan.obstacle(Order.ADD_FIRST);
    if (!plan.isSound() || obstacle.isPresent()) {
      return isNot(now, plan.isSound() ? List.of(obstacle.get()) : sentences(plan.faults()));
    }
    atX.apply(plan, Order.ADD_FIRST);
    if (!plan.diff().isEmpty()) {
      LOG.info("X holds the rules of {}: {}", now.file(), rules.rules().rules().size());
    }
    return !log.isRefused();
  }

  private static List<String> sentences(List<RuleFault> faults) {
    return faults.stream().map(RuleFault::sentence).toList();
  }

  /** Says why X's rules are not what they shall be. */
  private static boolean isNot(Wanted now, List<String> reasons) {
    reasons.stream()
        .limit(MOST_FAULTS)
        .forEach(reason -> LOG.warn("rules are not kept: {}", Console.oneLine(reason)));
    if (reasons.size() > MOST_FAULTS) {
      LOG.warn("{} has {} more mistakes", now.file(), reasons.size() - MOST_FAULTS);
    }
    return false;
  }

  /** Stops; a request on its way is waited for, a rate limit is not. */
  @Override
  public void close() {
    stop();
    try {
      thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void stop() {
    thread.shutdownNow();
    wanted.tried().complete(null);
  }
}
