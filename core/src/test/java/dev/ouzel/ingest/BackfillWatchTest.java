package dev.ouzel.ingest;

import static dev.ouzel.ingest.DuplicateWindow.Verdict.DUPLICATE;
import static dev.ouzel.ingest.DuplicateWindow.Verdict.NEW;
import static dev.ouzel.ingest.DuplicateWindow.Verdict.REMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.ingest.BackfillWatch.Proof;
import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two minutes were asked for; posts were kept until a minute before the opening. */
class BackfillWatchTest {
  private static final Instant DATE = Instant.parse("2026-11-22T12:00:00Z");
  private static final Moment AT = new Moment(DATE, 0);

  @Test
  void takesAPostKeptBeforeTheGapForProof() {
    BackfillWatch watch = watch(Proof.OVERLAP);
    seen(watch, -70, NEW);
    seen(watch, -60, DUPLICATE);
    seen(watch, -116, DUPLICATE);
    seen(watch, -30, DUPLICATE);
    assertThat(watch.isProven()).isFalse();
    assertThat(watch.isProven()).isFalse();
    seen(watch, -115, DUPLICATE);
    assertThat(watch.isProven()).isTrue();
    assertThat(watch.isProven()).isTrue();
    assertThat(watch.remedy()).isEqualTo("backfill");
  }

  @Test
  void takesAPostWithOtherRulesForAPostKeptBefore() {
    BackfillWatch watch = watch(Proof.OVERLAP);
    seen(watch, -70, REMATCH);
    assertThat(watch.isProven()).isTrue();
  }

  @Test
  void takesTwoPostsForProofThatAreTooOldToBeLive() {
    BackfillWatch watch = watch(Proof.OLD_POSTS);
    seen(watch, -30, NEW);
    seen(watch, -116, NEW);
    seen(watch, -31, NEW);
    assertThat(watch.isProven()).isFalse();
    seen(watch, -115, NEW);
    assertThat(watch.isProven()).isTrue();
  }

  @Test
  void doesNotTakeOneLatePostThatComesTwiceForTwo() {
    BackfillWatch watch = watch(Proof.OLD_POSTS);
    seen(watch, -40, NEW);
    seen(watch, -40, DUPLICATE);
    assertThat(watch.isProven()).isFalse();
  }

  @Test
  void takesAPostThatXSentTwiceOnThisConnectionForNoProof() {
    for (Proof proof : new Proof[] {Proof.OVERLAP, Proof.KEPT}) {
      BackfillWatch watch = watch(proof);
      seen(watch, -70, NEW);
      seen(watch, -70, DUPLICATE);
      assertThat(watch.isProven()).isFalse();
      seen(watch, -71, DUPLICATE);
      assertThat(watch.isProven()).isTrue();
    }
  }

  @Test
  void takesNothingForProofOnceThereAreMorePostsThanItTellsApart() {
    for (int posts : new int[] {9_999, 10_000}) {
      BackfillWatch watch = watch(Proof.OVERLAP);
      for (int i = 0; i < posts; i++) {
        watch.seen(millis(-50) + i, NEW, AT);
      }
      seen(watch, -71, DUPLICATE);
      assertThat(watch.isProven()).isEqualTo(posts < 10_000);
    }
  }

  @Test
  void saysThatNothingShowsIt() {
    assertThat(watch(Proof.OVERLAP).remedy()).contains("nothing shows");
    assertThat(watch(Proof.OLD_POSTS).remedy()).contains("nothing shows");
  }

  @Test
  void isQuietSinceTheLastPostThatWasCreatedBeforeTheOpening() {
    BackfillWatch watch = watch(Proof.OVERLAP);
    assertThat(watch.quiet(after(3))).isEqualTo(Duration.ofSeconds(3));
    watch.seen(millis(-1), NEW, after(10));
    assertThat(watch.quiet(after(12))).isEqualTo(Duration.ofSeconds(2));
    watch.seen(millis(0), NEW, after(12));
    watch.seen(millis(-121), NEW, after(12));
    assertThat(watch.quiet(after(12))).isEqualTo(Duration.ofSeconds(2));
    watch.seen(millis(-120), NEW, after(13));
    assertThat(watch.quiet(after(13))).isZero();
    watch.interrupted(after(20));
    assertThat(watch.quiet(after(22))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void takesAPostKeptSinceForProofWhereNoneWasKeptBefore() {
    BackfillWatch watch = watch(Proof.KEPT);
    seen(watch, -50, NEW);
    seen(watch, -116, DUPLICATE);
    assertThat(watch.isProven()).isFalse();
    seen(watch, -40, DUPLICATE);
    assertThat(watch.isProven()).isTrue();
    assertThat(watch.remedy()).isEqualTo("backfill");
  }

  @Test
  void countsFromALittleAfterTheOldestMomentAskedFor() {
    assertThat(watch(Proof.OVERLAP).from()).isEqualTo(DATE.minusSeconds(115));
  }

  @Test
  void countsFromTheOldestPostWhereNothingOlderThanTheGapCouldComeAgain() {
    for (Proof proof : new Proof[] {Proof.KEPT, Proof.OLD_POSTS}) {
      BackfillWatch watch = watch(proof);
      assertThat(watch.from()).isEqualTo(DATE);
      seen(watch, -90, NEW);
      seen(watch, -80, NEW);
      seen(watch, -117, NEW);
      assertThat(watch.from()).isEqualTo(DATE.minusSeconds(90));
    }
  }

  private static void seen(BackfillWatch watch, long second, DuplicateWindow.Verdict verdict) {
    watch.seen(millis(second), verdict, AT);
  }

  private static BackfillWatch watch(Proof proof) {
    TimeRange asked = new TimeRange(DATE.minusSeconds(115), DATE.plusSeconds(1));
    return new BackfillWatch(
        asked,
        DATE.minusSeconds(60),
        proof,
        new Watermark.Opening(AT, DATE, Duration.ofSeconds(30), Duration.ofSeconds(25)));
  }

  private static Moment after(long seconds) {
    return AT.plus(Duration.ofSeconds(seconds));
  }

  private static long millis(long second) {
    return DATE.plusSeconds(second).toEpochMilli();
  }
}
