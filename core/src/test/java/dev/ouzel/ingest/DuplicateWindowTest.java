package dev.ouzel.ingest;

import static dev.ouzel.ingest.DuplicateWindow.Verdict.DUPLICATE;
import static dev.ouzel.ingest.DuplicateWindow.Verdict.NEW;
import static dev.ouzel.ingest.DuplicateWindow.Verdict.REMATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DuplicateWindowTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final long MIB = 1024 * 1024;

  private final DuplicateWindow window = new DuplicateWindow(Duration.ofMinutes(15), 64 * MIB);

  @BeforeEach
  void advance() {
    window.advance(NOW);
  }

  @Test
  void knowsAPostThatCameBefore() {
    long id = PostId.at(NOW).value();
    assertThat(window.add(id, 7)).isEqualTo(NEW);
    assertThat(window.add(id, 7)).isEqualTo(DUPLICATE);
    assertThat(window.add(id, 8)).isEqualTo(REMATCH);
    assertThat(window.add(id + 1, 7)).isEqualTo(NEW);
  }

  @Test
  void tellsFingerprintsApartWhateverTheirValue() {
    long id = PostId.at(NOW).value();
    for (int fingerprint : new int[] {0, 1, 2, -1, Integer.MIN_VALUE, 42}) {
      id++;
      assertThat(window.add(id, fingerprint)).isEqualTo(NEW);
      assertThat(window.add(id, fingerprint)).isEqualTo(DUPLICATE);
      assertThat(window.add(id, fingerprint + 100)).isEqualTo(REMATCH);
    }
  }

  @Test
  void takesAPostHeldFromBeforeForADuplicateWhateverItsRules() {
    long id = PostId.at(NOW).value();
    window.addHeld(id);
    assertThat(window.add(id, 5)).isEqualTo(DUPLICATE);
  }

  @Test
  void agreesWithAMapOnManyPosts() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<Long, Integer> oracle = new HashMap<>();
    for (int i = 0; i < 300_000; i++) {
      Instant created = NOW.minusMillis(random.nextInt(4_000));
      long id = PostId.at(created).value() + random.nextInt(64);
      int rules = random.nextInt(3);
      Integer known = oracle.putIfAbsent(id, rules);
      DuplicateWindow.Verdict expected = known == null ? NEW : known == rules ? DUPLICATE : REMATCH;
      if (window.add(id, rules) != expected) {
        fail("seed %d, step %d: not %s", seed, i, expected);
      }
    }
  }

  @Test
  void forgetsWhatItLeavesBehind() {
    long id = PostId.at(NOW).value();
    window.add(id, 7);
    window.advance(NOW.plus(Duration.ofMinutes(16)));
    assertThat(window.bytes()).isZero();
    assertThat(window.add(id, 7)).isEqualTo(NEW);
  }

  @Test
  void doesNotGrowWithIdsFromOutsideItsSpan() {
    for (long years = 0; years < 40; years++) {
      window.add(PostId.at(NOW.plus(Duration.ofDays(365 * years + 1))).value(), 7);
      window.add(years * 1_000_000 + 1, 7);
    }
    assertThat(window.bytes()).isZero();
  }

  @Test
  void forgetsTheOldestFirstWhenItsMemoryIsFull() {
    DuplicateWindow small = new DuplicateWindow(Duration.ofMinutes(15), MIB);
    small.advance(NOW);
    long oldest = PostId.at(NOW.minusSeconds(300)).value();
    small.add(oldest, 7);
    long most = 0;
    for (int i = 0; i < 500_000; i++) {
      small.add(PostId.at(NOW.minusMillis(200_000 - i * 200_000L / 500_000)).value() + i % 8, 7);
      most = Math.max(most, small.bytes());
    }
    assertThat(most).isLessThan(MIB + 64 * 1024);
    assertThat(small.add(oldest, 7)).isEqualTo(NEW);
    assertThat(small.add(PostId.at(NOW.minusMillis(1)).value() + 7, 7)).isEqualTo(DUPLICATE);
  }

  @Test
  void takesAtMostSixteenBytesAnId() {
    int ids = 143_000;
    for (int i = 0; i < ids; i++) {
      window.add(PostId.at(NOW.minusMillis(i % 1_000)).value() + i / 1_000, 7);
    }
    assertThat((double) window.bytes() / ids).isLessThan(16);
  }

  @Test
  void takesAtMostSixteenBytesAnIdThoughBusySecondsGetTheirMemoryAtOnce() {
    int ids = 1_000_000;
    int seconds = 20;
    for (int i = 0; i < ids; i++) {
      long millis = (long) i * seconds * 1_000 / ids - seconds * 1_000L;
      window.add(PostId.at(NOW.plusMillis(millis)).value() + i, 7);
    }
    assertThat((double) window.bytes() / ids).isBetween(10.0, 16.0);
  }

  @Test
  void knowsPostsWhoseIdsEndInZeros() {
    long id = PostId.at(NOW).value() >>> 32 << 32;
    for (long zeros = id; zeros < id + (1L << 32); zeros += 1L << 26) {
      assertThat(window.add(zeros, 7)).isEqualTo(NEW);
      assertThat(window.add(zeros, 7)).isEqualTo(DUPLICATE);
      assertThat(window.add(zeros, 8)).isEqualTo(REMATCH);
    }
  }

  @Test
  void keepsWithinItsMemoryThoughEachIdIsOfASecondOfItsOwn() {
    DuplicateWindow small = new DuplicateWindow(Duration.ofMinutes(15), 16 * 1024);
    small.advance(NOW);
    for (int second = 0; second < 900; second++) {
      small.add(PostId.at(NOW.minusSeconds(second)).value(), 7);
      assertThat(small.bytes()).isLessThanOrEqualTo(16 * 1024);
    }
  }

  @Test
  void tellsSinceWhenItKnowsAll() {
    assertThat(Duration.between(NOW.minusSeconds(900), window.knownSince()))
        .isBetween(Duration.ZERO, Duration.ofMillis(1_025));
    window.forgetBefore(NOW.minusSeconds(100));
    assertThat(Duration.between(NOW.minusSeconds(100), window.knownSince()))
        .isBetween(Duration.ZERO, Duration.ofMillis(1_025));
    window.forgetBefore(NOW.minusSeconds(200));
    assertThat(window.knownSince()).isAfter(NOW.minusSeconds(101));
  }

  @Test
  void tellsWhetherItHoldsAPostOfATime() {
    window.add(PostId.at(NOW.minusSeconds(10)).value(), 7);
    assertThat(window.holdsSome(range(15, 5))).isTrue();
    assertThat(window.holdsSome(range(8, 0))).isFalse();
    assertThat(window.holdsSome(range(30, 12))).isFalse();
    assertThat(window.holdsSome(new TimeRange(NOW.minusMillis(10_100), NOW.minusMillis(9_900))))
        .isFalse();
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(NOW.minusSeconds(from), NOW.minusSeconds(to));
  }
}
