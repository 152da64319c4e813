package dev.ouzel.testkit.sim;

import dev.ouzel.post.PostId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** People who post: now and then, or many at once. X's clock is the true time. */
final class Publisher {
  private static final int LOW_BITS = 1 << 22;
  private static final long LAST_YEAR_BEFORE_SNOWFLAKES = 5_000_000_000L;

  private final World world;
  private final Chance chance;
  private final PostLog log;
  private final Consumer<PublishedPost> published;
  private final Consumer<PublishedPost> available;
  private int count;

  /** Posts go to {@code log} and {@code published} at once, to {@code available} when ready. */
  Publisher(
      World world,
      PostLog log,
      Consumer<PublishedPost> published,
      Consumer<PublishedPost> available) {
    this.world = world;
    this.chance = world.chance("publisher");
    this.log = log;
    this.published = published;
    this.available = available;
  }

  void start() {
    world.after(
        chance.untilNext(world.circumstances().postEvery()),
        () -> {
          publish();
          start();
        });
  }

  /** Up to a hundred posts within seconds. */
  void burst() {
    int posts = 10 + chance.below(90);
    for (int i = 0; i < posts; i++) {
      world.after(chance.within(Duration.ofSeconds(10)), this::publish);
    }
  }

  private void publish() {
    Instant now = world.now();
    long id = id(now);
    boolean honest = id >> 22 == PostId.at(now).value() >> 22;
    PublishedPost post =
        new PublishedPost(PublishedPost.frame(id), now, now.plus(latency()), honest);
    log.add(post);
    published.accept(post);
    world.after(post.latency(), () -> available.accept(post));
  }

  private long id(Instant now) {
    count++;
    if (world.weather().strikes(Fault.ANCIENT_ID)) {
      return LAST_YEAR_BEFORE_SNOWFLAKES + count;
    }
    boolean future = world.weather().strikes(Fault.FUTURE_ID);
    Duration ahead =
        future ? chance.scaled(Duration.ofSeconds(6), Duration.ofDays(365)) : Duration.ZERO;
    return PostId.at(now.plus(ahead)).value() + count % LOW_BITS;
  }

  /** As X has it: nearly all within 7 s. */
  private Duration latency() {
    if (world.weather().strikes(Fault.LATE_POST)) {
      return chance.between(Duration.ofSeconds(31), Duration.ofMinutes(3));
    }
    return chance.happens(0.99)
        ? chance.between(Duration.ofMillis(500), Duration.ofMillis(6500))
        : chance.between(Duration.ofSeconds(6), Duration.ofSeconds(25));
  }
}
