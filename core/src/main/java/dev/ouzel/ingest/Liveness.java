package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Notices when posts come late, rarely or not at all, while the connection itself is well. It only
 * tells; a busy stream may fall silent for good reasons.
 */
final class Liveness {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** One post that is late makes no lag. */
  private static final Duration LASTING = Duration.ofSeconds(10);

  private static final int BASELINE_MINUTES = 15;
  private static final int LEAST_MINUTES = 5;
  private static final double LEAST_USUAL = 20;
  private static final double COLLAPSED = 0.1;
  private static final double RECOVERED = 0.5;

  private final IngestSettings settings;
  private final Consumer<IngestEvent> events;
  private final Deque<Long> minutes = new ArrayDeque<>();
  private Optional<Moment> watchedSince = Optional.empty();
  private Optional<Moment> behindSince = Optional.empty();
  private Moment minuteSince;
  private Moment lastPost;
  private long inMinute;
  private boolean open;
  private boolean lagging;
  private boolean quiet;
  private boolean collapsed;

  Liveness(IngestSettings settings, Consumer<IngestEvent> events, Moment now) {
    this.settings = settings;
    this.events = events;
    this.minuteSince = now;
    this.lastPost = now;
  }

  /** A connection is open: posts may be expected. */
  void opened(Moment now) {
    open = true;
    watchedSince = Optional.of(now);
    lastPost = now;
    startMinute(now);
  }

  /** The connection is over: none are expected. */
  void ended() {
    open = false;
    paused();
  }

  /** Reading has paused: none are expected. */
  void paused() {
    watchedSince = Optional.empty();
    behindSince = Optional.empty();
  }

  /** Reading goes on, or would if there were a connection. */
  void resumed(Moment now) {
    if (open) {
      opened(now);
    }
  }

  /** A post came. */
  void post() {
    inMinute++;
  }

  /** A turn brought live posts, the newest of them this long after its creation. */
  void turn(Moment now, Optional<Duration> lag) {
    lastPost = now;
    if (quiet) {
      quiet = false;
      events.accept(new IngestEvent.VolumeRecovered(now.wall(), inMinute));
    }
    lag.ifPresent(measured -> lag(now, measured));
  }

  private void lag(Moment now, Duration lag) {
    if (lag.compareTo(settings.lagLimit()) <= 0) {
      behindSince = Optional.empty();
      if (lagging) {
        lagging = false;
        events.accept(new IngestEvent.CaughtUp(now.wall(), lag));
      }
    } else if (behindSince.isEmpty()) {
      behindSince = Optional.of(now);
    } else if (!lagging && now.since(behindSince.get()).compareTo(LASTING) >= 0) {
      lagging = true;
      events.accept(new IngestEvent.Lagging(now.wall(), lag));
    }
  }

  /** Time has passed. */
  void woke(Moment now) {
    if (watchedSince.isEmpty()) {
      return;
    }
    if (!quiet && now.hasReached(quietAt())) {
      quiet = true;
      events.accept(new IngestEvent.Quiet(now.wall(), now.since(lastPost)));
    }
    if (now.hasReached(minuteSince.plus(MINUTE))) {
      judge(now, inMinute / (now.since(minuteSince).toMillis() / (double) MINUTE.toMillis()));
      startMinute(now);
    }
  }

  private void judge(Moment now, double perMinute) {
    double usual = minutes.stream().mapToLong(Long::longValue).average().orElse(0);
    boolean known = minutes.size() >= LEAST_MINUTES && usual >= LEAST_USUAL;
    if (!collapsed && known && perMinute < usual * COLLAPSED) {
      collapsed = true;
      events.accept(new IngestEvent.VolumeCollapsed(now.wall(), perMinute, usual));
    } else if (collapsed && perMinute >= usual * RECOVERED) {
      collapsed = false;
      events.accept(new IngestEvent.VolumeRecovered(now.wall(), perMinute));
    }
    if (!collapsed) {
      minutes.add(Math.round(perMinute));
    }
    if (minutes.size() > BASELINE_MINUTES) {
      minutes.remove();
    }
  }

  private void startMinute(Moment now) {
    minuteSince = now;
    inMinute = 0;
  }

  private Moment quietAt() {
    return lastPost.plus(settings.quietLimit());
  }

  /** The next moment at which to look. */
  Optional<Moment> deadline() {
    Moment minuteOver = minuteSince.plus(MINUTE);
    return watchedSince.map(
        since -> !quiet && quietAt().isBefore(minuteOver) ? quietAt() : minuteOver);
  }
}
