package dev.ouzel.ingest;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.stream.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A stream with one post every five seconds, for ever: each created 4 s after a full five. */
final class Posting {
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration LATENCY = Duration.ofSeconds(1);

  private Posting() {}

  /** X delivers each post a second after its creation, for so long: a multiple of 5 s. */
  static MachineDriver flow(MachineDriver driver, Duration duration) {
    for (Duration passed = Duration.ZERO;
        passed.compareTo(duration) < 0;
        passed = passed.plus(STEP)) {
      driver.pass(STEP);
      driver.frames(postAt(driver.now().wall().minus(LATENCY)));
    }
    return driver;
  }

  static MachineDriver flow(MachineDriver driver, int seconds) {
    return flow(driver, Duration.ofSeconds(seconds));
  }

  /** The posts created from {@code from} on and before {@code to}. */
  static Frame[] between(Instant from, Instant to) {
    List<Frame> posts = new ArrayList<>();
    long step = STEP.toSeconds();
    for (long created = Math.floorDiv(from.getEpochSecond(), step) * step + step - 1;
        created < to.getEpochSecond();
        created += step) {
      if (created >= from.getEpochSecond()) {
        posts.add(postAt(Instant.ofEpochSecond(created)));
      }
    }
    return posts.toArray(Frame[]::new);
  }

  /** The {@code number}th post of a quiet stream, ten a second. */
  static Frame.PostFrame post(int number) {
    return postAt(MachineDriver.START.plusMillis(number * 100L));
  }

  /** A post created at that moment. */
  static Frame.PostFrame postAt(Instant created) {
    return post(PostId.at(created).value(), "");
  }

  static Frame.PostFrame post(long id, String rules) {
    String head = "{\"data\":{\"id\":\"" + id + "\",\"text\":\"t\"},\"matching_rules\":";
    Payload payload = Payload.ofText(head + rules + "}");
    return new Frame.PostFrame(id, payload, head.length(), head.length() + rules.length());
  }
}
