package dev.ouzel.app.doctor;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.Destination.Spooling;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.PostQuery;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.PostReader.StoredFrame;
import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at whether there is room for the days to come, at the rate of the last one. */
final class DiskCheck {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int SAMPLE = 5_000;

  /** A frame, once more as the tables and indexes have it, and the log before both. */
  private static final int COPIES = 2;

  /** What X's pay-per-use plan allows in a month. */
  private static final long CAP_OF_A_MONTH = 3_000_000;

  private static final int DAYS_OF_A_MONTH = 30;
  private static final long USUAL_POST = 2_000;
  private static final long FEW_DAYS = 7;
  private static final double MIB = 1L << 20;
  private static final double GIB = 1L << 30;

  private final Machine machine;
  private final Destination destination;

  DiskCheck(Machine machine, Destination destination) {
    this.machine = machine;
    this.destination = destination;
  }

  Finding finding() {
    Optional<Path> place =
        Stream.concat(
                destination.spool().map(Spooling::file).stream(),
                destination.sinks().stream().flatMap(uri -> StorePlace.of(uri).stream()))
            .findFirst()
            .flatMap(DiskCheck::existing);
    if (place.isEmpty()) {
      return Finding.unchecked("disk", "posts are stored elsewhere");
    }
    long usable;
    try {
      usable = machine.usableBytes(place.get());
    } catch (IOException unreadable) {
      return Finding.unchecked("disk", "the system does not tell its space: " + unreadable);
    }
    Optional<Long> measured =
        destination.sinks().stream().flatMap(uri -> lastDay(uri).stream()).findFirst();
    long day = measured.orElse(CAP_OF_A_MONTH / DAYS_OF_A_MONTH * USUAL_POST) * COPIES;
    return judged(usable, day, measured.isPresent() ? "of the last day" : "that X's cap allows");
  }

  private static Finding judged(long usable, long day, String rate) {
    long days = usable / Math.max(1, day);
    String words =
        "%s are free, enough for %s at the rate %s, %s a day"
            .formatted(
                size(usable),
                days > 1_000 ? "years" : days == 1 ? "1 day" : days + " days",
                rate,
                size(day));
    String advice = "make room, or move the store to a larger disk";
    if (days < 1) {
      return Finding.problem("disk", words, advice);
    }
    return days < FEW_DAYS ? Finding.warning("disk", words, advice) : Finding.ok("disk", words);
  }

  private static String size(long bytes) {
    return bytes < GIB
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / MIB)
        : String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }

  private static Optional<Path> existing(Path path) {
    return Stream.iterate(path.toAbsolutePath(), at -> at != null, Path::getParent)
        .filter(Files::isDirectory)
        .findFirst();
  }

  /** The bytes of the frames of the last day; empty when the store holds none, or cannot tell. */
  private Optional<Long> lastDay(String uri) {
    Instant since = machine.now().minus(DAY);
    PostQuery query = PostQuery.builder().createdFrom(since).build();
    try (PostReader posts = Wiring.posts(uri)) {
      List<StoredFrame> sample = posts.frames(query, SAMPLE);
      if (sample.isEmpty()) {
        return Optional.empty();
      }
      long bytes = sample.stream().mapToLong(post -> post.frame().size()).sum();
      return Optional.of(
          sample.size() < SAMPLE ? bytes : bytes * DAY.toMillis() / took(sample, since));
    } catch (Mistake | SinkFailure unreadable) {
      return Optional.empty();
    }
  }

  /** How long the posts of a sample took to be created, in milliseconds. */
  private static long took(List<StoredFrame> sample, Instant since) {
    long last = PostId.millis(sample.get(sample.size() - 1).id());
    return Math.max(1, last - since.toEpochMilli());
  }
}
