package dev.ouzel.app.rules;

import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import java.time.Duration;

/** Told of each change of X's rules once it is made, on the thread that makes it. */
public interface RuleWatcher {
  /** X holds this rule now. */
  void added(Rule rule);

  /** X no longer holds this rule. */
  void deleted(Rule rule);

  /** X did not do what it was asked to. */
  void refused(Problem problem);

  /** X's rate limit is used up; the next request is made after this pause. */
  void waiting(Duration pause);
}
