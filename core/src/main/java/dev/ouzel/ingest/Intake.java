package dev.ouzel.ingest;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import dev.ouzel.post.PostId;
import dev.ouzel.post.Problem;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.Frame.SystemFrame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes frames in: tells posts from the rest, drops duplicates, counts, and gathers parcels. */
final class Intake {
  private final IngestSettings settings;
  private final Books books;
  private final DuplicateWindow window;
  private final Batcher batcher;
  private final Consumer<IngestEvent> events;
  private final Deque<HeldBack> heldBack = new ArrayDeque<>();
  private StreamClock clock = StreamClock.unset();
  private Optional<Problem> disconnect = Optional.empty();
  private boolean noticed;
  private long accepted;

  /** Frames that wait until it is known whether the limit leaves room for them. */
  private record HeldBack(
      List<Frame> frames, Moment receivedAt, long pinnedBytes, Witness witness) {}

  Intake(IngestSettings settings, Books books, Batcher batcher, Consumer<IngestEvent> events) {
    this.settings = settings;
    this.books = books;
    this.window = new DuplicateWindow(settings.duplicateWindow(), settings.duplicateWindowBytes());
    this.batcher = batcher;
    this.events = events;
  }

  IngestSettings settings() {
    return settings;
  }

  Books books() {
    return books;
  }

  /** Fills the duplicate window with what the sink holds, as far as the sink can tell. */
  void remember(Resumption resumption, Moment now) {
    clock = new StreamClock(resumption.clock(now), now);
    window.advance(clock.at(now));
    resumption.recent().forEach(window::addHeld);
    if (!resumption.isRecentWhole()) {
      window.forgetBefore(clock.at(now));
    }
  }

  /** What is remembered of posts kept, as of {@code now}. */
  Backfill.Recall recall(Moment now) {
    return new Backfill.Recall() {
      @Override
      public Instant now() {
        return clock.at(now);
      }

      @Override
      public boolean keeps(TimeRange time) {
        return window.holdsSome(time);
      }

      @Override
      public Instant knownSince() {
        return window.knownSince();
      }
    };
  }

  void opened(Moment now, StreamSignal.Opened opened) {
    opened.serverTime().ifPresent(time -> clock = new StreamClock(time, now));
  }

  /** Takes a turn of reading in, showing its posts to {@code witness}. */
  void take(StreamSignal.Frames turn, Moment now, Witness witness) {
    window.advance(clock.at(now));
    disconnect = Optional.empty();
    noticed = false;
    if (!turn.frames().isEmpty()) {
      take(new HeldBack(turn.frames(), now, turn.pinnedBytes(), witness));
    }
  }

  /** True when the turn taken last held a notice of a problem. */
  boolean hasNotice() {
    return noticed;
  }

  /** The problem by which X, in the turn taken last, announced that it ends the connection. */
  Optional<Problem> disconnect() {
    return disconnect;
  }

  /** Goes on with what was held back, as far as the limit now leaves room. */
  void takeHeldBack() {
    for (int turns = heldBack.size(); turns > 0; turns--) {
      take(heldBack.remove());
    }
  }

  private void take(HeldBack turn) {
    long before = accepted;
    takeAsRoomAllows(turn);
    books.delivered(accepted - before, turn.receivedAt());
  }

  private void takeAsRoomAllows(HeldBack turn) {
    int taken = 0;
    for (Frame frame : turn.frames()) {
      if (!hasRoom()) {
        batcher.close();
        List<Frame> rest = turn.frames().subList(taken, turn.frames().size());
        heldBack.add(new HeldBack(rest, turn.receivedAt(), turn.pinnedBytes(), turn.witness()));
        return;
      }
      take(frame, batcher.filling(turn.receivedAt()), turn);
      taken++;
    }
    Parcel parcel = batcher.filling(turn.receivedAt());
    if (!parcel.isEmpty()) {
      parcel.pin(turn.pinnedBytes());
    }
    batcher.turnOver();
  }

  private void take(Frame frame, Parcel parcel, HeldBack turn) {
    Instant at = turn.receivedAt().wall();
    if (frame instanceof PostFrame post) {
      books.post();
      turn.witness().seen(post.id(), takePost(post, parcel, at));
    } else if (frame instanceof SystemFrame system) {
      books.systemMessage();
      disconnect = system.disconnect().or(() -> disconnect);
      noticed |= !system.problems().isEmpty();
      bury(new DeadLetter(at, DeadLetter.SYSTEM, system.payload()), parcel);
    } else if (frame instanceof UnreadableFrame unreadable) {
      books.unreadable();
      bury(new DeadLetter(at, unreadable.reason(), unreadable.payload()), parcel);
    }
  }

  private DuplicateWindow.Verdict takePost(PostFrame post, Parcel parcel, Instant at) {
    DuplicateWindow.Verdict verdict = window.add(post.id(), post.rulesFingerprint());
    switch (verdict) {
      case NEW -> {
        accepted++;
        parcel.posts().add(new ReceivedPost(post.id(), at, post.payload()));
      }
      case DUPLICATE -> books.windowDuplicate(false);
      case REMATCH -> {
        books.windowDuplicate(true);
        parcel.rematches().add(new Rematch(post.id(), at, post.rules()));
      }
    }
    return verdict;
  }

  private void bury(DeadLetter letter, Parcel parcel) {
    parcel.deadLetters().add(letter);
    events.accept(
        new IngestEvent.DeadLettered(
            letter.receivedAt(), letter.reason(), letter.payload().size()));
  }

  /**
   * False when as many posts are on their way as the limit allows, unless some prove duplicates.
   */
  private boolean hasRoom() {
    return settings.limit().isEmpty()
        || accepted - books.sinkDuplicates() - books.rejected() < settings.limit().getAsLong();
  }

  /** True when frames wait for the limit: nothing more is to be read then. */
  boolean isHoldingBack() {
    return !heldBack.isEmpty();
  }

  boolean isLimitReached() {
    return settings.limit().isPresent() && books.stored() >= settings.limit().getAsLong();
  }

  /** The next parcel that is due; any there is, when in a hurry. */
  Optional<Parcel> next(Moment now, boolean hurry) {
    if (hurry) {
      batcher.close();
    }
    return batcher.next(now);
  }

  /** The next parcel that is full. */
  Optional<Parcel> nextFull() {
    return batcher.nextFull();
  }

  /** A parcel of nothing, for its checkpoint's sake. */
  Parcel blank(Moment now) {
    return batcher.blank(now);
  }

  /** When a parcel is due. */
  Optional<Moment> deadline() {
    return batcher.deadline();
  }

  /** Posts taken in that have not left. */
  long posts() {
    return batcher.posts();
  }

  /** Memory pinned by what has not left. */
  long bytes() {
    return batcher.bytes() + heldBack.stream().mapToLong(HeldBack::pinnedBytes).sum();
  }

  /** How long after its creation a batch's last post arrived. */
  static Optional<Duration> lag(Batch batch) {
    if (batch.posts().isEmpty()) {
      return Optional.empty();
    }
    ReceivedPost last = batch.posts().get(batch.posts().size() - 1);
    return new PostId(last.id())
        .createdAt()
        .map(created -> Duration.between(created, last.receivedAt()));
  }
}
