package dev.ouzel.app.rules;

import dev.ouzel.app.operations.Spans;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log line for each change of X's rules. */
final class RuleLog implements RuleWatcher {
  private static final Logger LOG = LoggerFactory.getLogger("ouzel");

  private final Runnable whenWaiting;
  private boolean refused;

  /** A log that also tells when X's rate limit is waited for. */
  RuleLog(Runnable whenWaiting) {
    this.whenWaiting = whenWaiting;
  }

  /** True when X did not do all that it was asked to. */
  boolean isRefused() {
    return refused;
  }

  @Override
  public void added(Rule rule) {
    LOG.info("rule {} added: {}", rule.id(), RuleWords.of(rule.tag(), rule.value()));
  }

  @Override
  public void deleted(Rule rule) {
    LOG.info("rule {} deleted: {}", rule.id(), RuleWords.of(rule.tag(), rule.value()));
  }

  @Override
  public void refused(Problem problem) {
    refused = true;
    LOG.warn("{}", RuleWords.refusal(problem));
  }

  @Override
  public void waiting(Duration pause) {
    LOG.warn("X takes no more changes of rules for now; going on in {}", Spans.of(pause));
    whenWaiting.run();
  }
}
