package dev.ouzel.testkit.sim;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.Frame.PostFrame;
import java.time.Duration;
import java.time.Instant;

/**
 * A post as X published it.
 *
 * @param frame what X sends
 * @param createdAt when, whatever the id says
 * @param availableAt when it is ready to be delivered
 * @param honest whether the id tells when it was created
 */
record PublishedPost(PostFrame frame, Instant createdAt, Instant availableAt, boolean honest) {
  /** What a rule's entry can be. */
  private static final String RULES = "[{\"id\":\"1\",\"tag\":\"birds\"}]";

  private static final String OTHER_RULES = "[{\"id\":\"1\",\"tag\":\"birds\"},{\"id\":\"2\"}]";

  static PostFrame frame(long id) {
    return frame(id, RULES);
  }

  private static PostFrame frame(long id, String rules) {
    String head = "{\"data\":{\"id\":\"" + id + "\",\"text\":\"ring ouzel\"},\"matching_rules\":";
    int from = head.length();
    return new PostFrame(id, Payload.ofText(head + rules + "}"), from, from + rules.length());
  }

  long id() {
    return frame.id();
  }

  Duration latency() {
    return Duration.between(createdAt, availableAt);
  }

  /** The same post, matched by other rules as well. */
  PostFrame rematched() {
    return frame(id(), OTHER_RULES);
  }

  /** True when X sent this for this post. */
  boolean isSentAs(Payload payload) {
    return payload.equals(frame.payload()) || payload.equals(rematched().payload());
  }
}
