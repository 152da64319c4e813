package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.Problem;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The way of what arrives to the sink's acknowledgement: the intake, then the outbox. */
final class Keeper {
  /** What makes a batch due. */
  enum Urgency {
    /** It is full, or has lingered. */
    USUAL,
    /** There is anything in it. */
    HURRY,
    /** Its checkpoint is wanted, even if there is nothing in it. */
    RECORD
  }

  private final IngestSettings settings;
  private final Books books;
  private final Intake intake;
  private final Outbox outbox;
  private final Consumer<IngestEvent> events;
  private final Consumer<Checkpoint.Builder> standing;
  private Optional<Moment> sentAt = Optional.empty();

  /**
   * A keeper of nothing yet.
   *
   * @param intake takes in, counting in {@code books}
   * @param outbox sends
   * @param events is told of what happens
   * @param standing adds to each checkpoint how things stand otherwise
   */
  Keeper(
      Intake intake,
      Outbox outbox,
      Consumer<IngestEvent> events,
      Consumer<Checkpoint.Builder> standing) {
    this.settings = intake.settings();
    this.books = intake.books();
    this.intake = intake;
    this.outbox = outbox;
    this.events = events;
    this.standing = standing;
  }

  /** Goes on from what the sink remembers. */
  void resume(Resumption resumption, Moment now) {
    resumption.checkpoint().ifPresent(outbox::resume);
    resumption.checkpoint().ifPresent(checkpoint -> books.resume(checkpoint.usage()));
    intake.remember(resumption, now);
  }

  void opened(StreamSignal.Opened opened, Moment now) {
    intake.opened(now, opened);
  }

  Backfill.Recall recall(Moment now) {
    return intake.recall(now);
  }

  /** Takes a turn of reading in, and tells if X announced in it that it ends the connection. */
  Optional<Problem> take(StreamSignal.Frames turn, Moment now, Witness witness) {
    books.turn(turn);
    intake.take(turn, now, witness);
    return intake.disconnect();
  }

  /** True when the turn taken last held a notice of a problem. */
  boolean hasNotice() {
    return intake.hasNotice();
  }

  /** True while frames are held back for the limit: what was read is not all taken. */
  boolean isHoldingBack() {
    return intake.isHoldingBack();
  }

  /** When the checkpoint was sent last; empty before the first. */
  Optional<Moment> sentAt() {
    return sentAt;
  }

  /** The batch in flight, if it is time to offer it again. */
  Optional<Batch> retry(Moment now) {
    return outbox.retry(now);
  }

  /** While none is in flight: the batch that is due, if any is. */
  Optional<Batch> next(Moment now, Urgency urgency) {
    Optional<Parcel> parcel = intake.next(now, urgency != Urgency.USUAL);
    if (urgency == Urgency.RECORD && parcel.isEmpty()) {
      parcel = Optional.of(intake.blank(now));
    }
    return parcel.map(due -> send(due, now));
  }

  /** While one is in flight: the batch to follow it, if one is full and none is lined up yet. */
  Optional<Batch> following(Moment now) {
    return outbox.hasRoom() ? intake.nextFull().map(due -> send(due, now)) : Optional.empty();
  }

  private Batch send(Parcel due, Moment now) {
    sentAt = Optional.of(now);
    return outbox.send(due, now, standing.andThen(next -> next.usage(books.usage())));
  }

  /** The sink keeps the batch in flight: its number. */
  long acknowledged(CommitReceipt receipt, Moment now) {
    Batch batch = outbox.acknowledged();
    books.receipt(receipt);
    events.accept(
        new IngestEvent.Committed(now.wall(), batch, receipt, Intake.lag(batch), tally()));
    return batch.checkpoint().sequence();
  }

  /** Goes on with what the limit had held back, now that the sink has told what it stored. */
  void goOn() {
    intake.takeHeldBack();
  }

  /** The sink may or may not keep the batch in flight: how long until it is offered again. */
  Duration failed(Moment now) {
    return outbox.failed(now);
  }

  /** The sink will never take one post of the batch; true when the rest is offered without it. */
  boolean reject(SinkFailure failure, Moment now) {
    OptionalLong id = failure.rejectedPost();
    List<DeadLetter> letters =
        id.isPresent() ? outbox.reject(id.getAsLong(), failure, now) : List.of();
    for (DeadLetter letter : letters) {
      books.rejection();
      events.accept(
          new IngestEvent.DeadLettered(now.wall(), letter.reason(), letter.payload().size()));
    }
    return !letters.isEmpty();
  }

  /** How many posts X has delivered. */
  Usage usage() {
    return books.usage();
  }

  boolean isBusy() {
    return outbox.isBusy();
  }

  boolean isLimitReached() {
    return intake.isLimitReached();
  }

  /** True when more may be read. */
  boolean hasRoom() {
    return bytes() < settings.maxBufferedBytes() && !intake.isHoldingBack();
  }

  /** When a batch is to be offered without more happening. */
  Optional<Moment> deadline() {
    return outbox.isBusy() ? outbox.deadline() : intake.deadline();
  }

  /** Memory pinned by what the sink has not acknowledged. */
  long bytes() {
    return intake.bytes() + outbox.bytes();
  }

  Tally tally() {
    return books.tally(intake.posts() + outbox.posts());
  }
}
