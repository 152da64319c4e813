package dev.ouzel.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.PostId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostQueryTest {
  private static final Instant TIME = Instant.parse("2026-05-04T03:02:01.234Z");
  private static final long OLDEST_SNOWFLAKE =
      PostId.at(Instant.parse("2010-11-04T01:43:54.657Z")).value();

  private static PostQuery from(Instant time) {
    return PostQuery.builder().createdFrom(time).build();
  }

  private static PostQuery to(Instant time) {
    return PostQuery.builder().createdTo(time).build();
  }

  @Test
  void meansAllPostsUnlessToldOtherwise() {
    PostQuery all = PostQuery.builder().build();

    assertThat(all.idsAbove()).isZero();
    assertThat(all.idsUpTo()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void takesTheFirstPostOfAMillisecondAndNotTheOneBefore() {
    long first = PostId.at(TIME).value();

    assertThat(from(TIME).idsAbove()).isEqualTo(first - 1);
    assertThat(to(TIME).idsUpTo()).isEqualTo(first - 1);
  }

  @Test
  void roundsTimesUpToTheMillisecondAtBothEnds() {
    long next = PostId.at(TIME.plusMillis(1)).value();

    assertThat(from(TIME.plusNanos(1)).idsAbove()).isEqualTo(next - 1);
    assertThat(to(TIME.plusNanos(999_999)).idsUpTo()).isEqualTo(next - 1);
  }

  @Test
  void takesIdsThatTellNoTimeForTheOldest() {
    assertThat(from(Instant.EPOCH).idsAbove()).isZero();
    assertThat(from(Instant.MIN).idsAbove()).isZero();
    assertThat(to(Instant.MIN).idsUpTo()).isZero();
    assertThat(to(Instant.parse("2010-11-04T01:43:00Z")).idsUpTo()).isZero();
    assertThat(from(Instant.parse("2011-01-01T00:00:00Z")).idsAbove())
        .isGreaterThan(OLDEST_SNOWFLAKE);
    assertThat(to(Instant.parse("2011-01-01T00:00:00Z")).idsUpTo()).isGreaterThan(OLDEST_SNOWFLAKE);
  }

  @Test
  void knowsNoIdsOfAFarFuture() {
    assertThat(from(Instant.MAX).idsAbove()).isEqualTo(Long.MAX_VALUE);
    assertThat(from(Instant.parse("+12345-01-01T00:00:00Z")).idsAbove()).isEqualTo(Long.MAX_VALUE);
    assertThat(to(Instant.MAX).idsUpTo()).isEqualTo(Long.MAX_VALUE);
    Instant last = Instant.ofEpochMilli(PostId.millis(Long.MAX_VALUE));
    assertThat(from(last).idsAbove()).isEqualTo(PostId.at(last).value() - 1).isPositive();
  }

  @Test
  void isTheSameWithinIdsWhateverItsTimes() {
    PostQuery query =
        PostQuery.builder().createdFrom(TIME).createdTo(TIME).rule("cats").language("en").build();

    assertThat(query.within(7, 9))
        .isEqualTo(PostQuery.builder().rule("cats").language("en").idsAbove(7).idsUpTo(9).build());
  }
}
