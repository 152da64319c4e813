package dev.ouzel.sink;

import dev.ouzel.post.Payload;
import java.time.Instant;

/**
 * A frame that is no post, kept so that nothing received vanishes.
 *
 * @param receivedAt when, by this machine's clock
 * @param reason why it is no post, in a few words; {@code system} for X's notices
 * @param payload the frame, byte for byte; of one too long, its beginning
 */
public record DeadLetter(Instant receivedAt, String reason, Payload payload) {
  /** The reason of lines that are JSON but no post. */
  public static final String SYSTEM = "system";

  /** The reason of a post that a sink will never take. */
  public static String rejected(SinkFailure failure) {
    return "rejected by the sink: " + failure.getMessage();
  }
}
