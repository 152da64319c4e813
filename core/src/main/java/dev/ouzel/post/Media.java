package dev.ouzel.post;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * A photo, video or animated picture. X's description 2.166 has one object for each kind, 2.167 one
 * for all, as here.
 */
@Value.Immutable
public abstract class Media implements Published {
  Media() {}

  /**
   * The key by which {@link Attachments} name it: a number for its kind, an underscore, a number.
   */
  public abstract Optional<String> mediaKey();

  /** Its kind. */
  public abstract Optional<MediaType> type();

  /** Where X serves a photo. */
  public abstract Optional<String> url();

  /** Where X serves a still picture of a video. */
  public abstract Optional<String> previewImageUrl();

  /** What it shows, for those who cannot see it. */
  public abstract Optional<String> altText();

  /** In pixels. */
  public abstract OptionalInt width();

  /** In pixels. */
  public abstract OptionalInt height();

  /** How long a video runs ({@code duration_ms} on the wire). */
  public abstract Optional<Duration> duration();

  /** The files of a video. */
  public abstract List<MediaVariant> variants();

  /** What everybody may count. */
  public abstract Optional<MediaMetrics> publicMetrics();

  /** What its author may count. Only the author may ask for them. */
  public abstract Optional<MediaMetrics> nonPublicMetrics();

  /** What came without promotion. Only the author may ask for them. */
  public abstract Optional<MediaMetrics> organicMetrics();

  /** What came by promotion. Only the author may ask for them. */
  public abstract Optional<MediaMetrics> promotedMetrics();

  /** The wire holds whole milliseconds, so the model holds no more than that. */
  @Value.Check
  protected Media check() {
    return duration()
        .map(exact -> exact.truncatedTo(ChronoUnit.MILLIS))
        .filter(whole -> !whole.equals(duration().get()))
        .map(whole -> builder().from(this).duration(whole).build())
        .orElse(this);
  }

  /** A {@code Media} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Media}. Not safe for use by several threads. */
  public static class Builder extends ImmutableMedia.Builder {
    Builder() {}
  }
}
