package dev.ouzel.sink;

import dev.ouzel.post.PostId;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** Which posts of a store are meant: all that nothing set here leaves out. */
@Value.Immutable
public abstract class PostQuery {
  private static final int NANOS_SHORT_OF_A_MILLI = 999_999;

  PostQuery() {}

  /** Only posts created then or later, to the millisecond; ids older than snowflakes are out. */
  public abstract Optional<Instant> createdFrom();

  /** Only posts created before then, to the millisecond. */
  public abstract Optional<Instant> createdTo();

  /** Only posts that the rule with this id or this tag matched. */
  public abstract Optional<String> rule();

  /** Only posts that X takes to be in this language. */
  public abstract Optional<String> language();

  /** Only posts with ids above this one, to go on after it; 0 unless set. */
  @Value.Default
  public long after() {
    return 0;
  }

  /** The first id that may be meant. */
  public long firstId() {
    long first = createdFrom().map(PostQuery::firstIdOf).orElse(1L);
    return Math.max(first, after() == Long.MAX_VALUE ? after() : after() + 1);
  }

  /** The first id that is too late to be meant. */
  public long endId() {
    return createdTo().map(PostQuery::firstIdOf).orElse(Long.MAX_VALUE);
  }

  private static long firstIdOf(Instant time) {
    Instant whole = time.plusNanos(NANOS_SHORT_OF_A_MILLI);
    if (whole.toEpochMilli() <= PostId.millis(0)) {
      return 1;
    }
    return whole.toEpochMilli() > PostId.millis(Long.MAX_VALUE)
        ? Long.MAX_VALUE
        : PostId.at(whole).value();
  }

  /** The same query, from behind the post with this id. */
  public PostQuery after(long id) {
    return builder().from(this).after(id).build();
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
