package dev.ouzel.sink;

import dev.ouzel.post.PostId;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Which posts of a store are meant: all that nothing set here leaves out. Posts with ids older than
 * snowflakes, which tell no time, count as created when snowflakes began.
 */
@Value.Immutable
public abstract class PostQuery {
  private static final int NANOS_SHORT_OF_A_MILLI = 999_999;
  private static final Instant FIRST_TIME = Instant.parse("2010-11-04T01:43:54.657Z");
  private static final Instant LAST_TIME = Instant.ofEpochMilli(PostId.millis(Long.MAX_VALUE));

  PostQuery() {}

  /** Only posts created then or later, to the millisecond. */
  public abstract Optional<Instant> createdFrom();

  /** Only posts created before then, to the millisecond. */
  public abstract Optional<Instant> createdTo();

  /** Only posts that the rule with this id or this tag matched. */
  public abstract Optional<String> rule();

  /** Only posts that X takes to be in this language. */
  public abstract Optional<String> language();

  /** All posts that are meant have ids above this one; what the times say unless set. */
  @Value.Default
  public long idsAbove() {
    return createdFrom().map(PostQuery::idBefore).orElse(0L);
  }

  /** All posts that are meant have ids up to this one; what the times say unless set. */
  @Value.Default
  public long idsUpTo() {
    return createdTo().map(PostQuery::idBefore).orElse(Long.MAX_VALUE);
  }

  /** The last id that a post created before {@code time} can have. */
  private static long idBefore(Instant time) {
    if (time.isAfter(LAST_TIME)) {
      return Long.MAX_VALUE;
    }
    if (time.isBefore(FIRST_TIME)) {
      return 0;
    }
    return PostId.at(time.plusNanos(NANOS_SHORT_OF_A_MILLI)).value() - 1;
  }

  /** The same query of posts with ids above one and up to another, whatever its times. */
  public PostQuery within(long above, long upTo) {
    return builder().rule(rule()).language(language()).idsAbove(above).idsUpTo(upTo).build();
  }

  /** A query with nothing set: all posts. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link PostQuery}. Not safe for use by several threads. */
  public static class Builder extends ImmutablePostQuery.Builder {
    Builder() {}
  }
}
