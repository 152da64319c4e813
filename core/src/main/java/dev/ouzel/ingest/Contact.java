package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.Problem;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Contact with X: the live connection and the recoveries, from the decision to make an attempt to
 * what follows from its end.
 */
final class Contact {
  private final IngestSettings settings;
  private final Books books;
  private final Answer answer;
  private final Attempts attempts = new Attempts();
  private final Lane lane;
  private final LiveStream live;
  private final Recoveries recoveries;
  private final ConnectionAudit connections;
  private final Auditing auditing;
  private final Comeback comeback;
  private Optional<EndCause> lastEnd = Optional.empty();
  private boolean paused;

  Contact(LiveStream live, ConnectionAudit connections, Books books, Answer answer) {
    this.settings = live.settings();
    this.books = books;
    this.answer = answer;
    this.live = live;
    this.connections = connections;
    this.lane = new Lane(settings.healthyAfter(), live.begun());
    this.recoveries = new Recoveries(new GapRepair(live), live.coverage(), attempts, answer);
    this.auditing = new Auditing(connections, live, answer);
    this.comeback = new Comeback(live, lane, auditing, answer);
  }

  /** Goes on from what was kept. */
  void resume(Checkpoint checkpoint) {
    lane.resume(checkpoint.backoff());
    attempts.resume(checkpoint.budget());
    live.resume(checkpoint);
    recoveries.repair().resume(checkpoint.recoveryAbsentUntil());
    connections.resume(checkpoint);
  }

  /** Puts into a checkpoint what {@link #resume} needs. */
  void remember(Checkpoint.Builder checkpoint) {
    checkpoint
        .backoff(lane.backoff())
        .budget(attempts.budget())
        .recoveryAbsentUntil(recoveries.repair().absentUntil());
    live.backfill().remember(checkpoint);
    connections.remember(checkpoint);
  }

  Attempts attempts() {
    return attempts;
  }

  Auditing auditing() {
    return auditing;
  }

  Lane lane() {
    return lane;
  }

  /** How the live attempt before ended. */
  Optional<EndCause> lastEnd() {
    return lastEnd;
  }

  /** X accepted the attempt; true when it is the live one. */
  boolean opened(Moment now, int attempt, StreamSignal.Opened opened, Keeper keeper) {
    Optional<Link> own = lane.live(attempt);
    own.or(() -> recoveries.live(attempt).map(Recovery::link))
        .ifPresent(link -> accepted(now, link, opened));
    own.filter(Link::isOpen)
        .ifPresent(
            link -> {
              keeper.opened(opened, now);
              auditing.slotTaken();
              answer.announce(new IngestEvent.Opened(now.wall(), attempt, opened));
              live.opened(link, opened, connections.last(), keeper.recall(now));
              answer.add(new Command.ReadRules());
            });
    return own.isPresent();
  }

  private void accepted(Moment now, Link link, StreamSignal.Opened opened) {
    link.opened(now);
    attempts.heed(opened.rateLimit(), now);
    if (link.isOpen()) {
      books.opening();
      connections.opened(now, link, opened);
    }
  }

  /** A turn of reading came; what comes after we ended its attempt is kept, and proves nothing. */
  void frames(Moment now, int attempt, StreamSignal.Frames turn, Keeper keeper) {
    Optional<Link> own = lane.live(attempt);
    Optional<Recovery> recovery = recoveries.live(attempt);
    Optional<Duration> waited = own.filter(Link::isOpen).map(link -> now.since(link.heardAt()));
    live.turnBegins(now);
    Witness witness =
        waited.isPresent() ? live : recovery.map(Witness.class::cast).orElse(Witness.none());
    Optional<Problem> disconnect = keeper.take(turn, now, witness);
    if (keeper.hasNotice() || keeper.isHoldingBack()) {
      recovery.ifPresent(Recovery::troubled);
    }
    if (!keeper.isHoldingBack()) {
      waited.ifPresent(time -> live.turnEnds(turn, time));
    }
    own.or(() -> recovery.map(Recovery::link))
        .ifPresent(
            link -> {
              link.heard(now);
              disconnect.ifPresent(problem -> end(link, new EndCause.Disconnected(problem), now));
            });
  }

  /**
   * An attempt is over; {@code chance} is for the jitter of the next. Returns the cause when it
   * bars any further attempt.
   */
  Optional<EndCause> ended(Moment now, long chance, AttemptEnd end, boolean goesOn) {
    Optional<Link> own = lane.live(end.attempt());
    Optional<Recovery> recovery = recoveries.live(end.attempt());
    books.unfinished(own.isPresent() || recovery.isPresent() ? end.unfinishedBytes() : 0);
    recovery.ifPresent(over -> recoveries.ended(over, over(over.link(), end, now), now, chance));
    return own.flatMap(
        link -> {
          AttemptEnd known = over(link, end, now);
          ended(link, known, now);
          return goesOn ? comeback.after(link, known.cause(), now, chance) : Optional.empty();
        });
  }

  private AttemptEnd over(Link link, AttemptEnd end, Moment now) {
    EndCause cause = link.ended(end.cause(), now);
    connections.ended(now, end.attempt(), cause);
    if (cause instanceof EndCause.Refused refused) {
      attempts.heed(refused.refusal().rateLimit(), now);
    }
    return new AttemptEnd(end.attempt(), cause, end.unfinishedBytes());
  }

  private void ended(Link link, AttemptEnd end, Moment now) {
    lastEnd = Optional.of(end.cause());
    Duration served = link.served(now);
    lane.over(now);
    live.ended(link, end.cause());
    answer.announce(
        new IngestEvent.Ended(
            now.wall(), end.attempt(), end.cause(), served, end.unfinishedBytes()));
  }

  /** Time has passed: ends what has been silent for too long. */
  void woke(Moment now) {
    for (Link link : links()) {
      link.silence(now).ifPresent(time -> end(link, new EndCause.Stalled(time), now));
    }
    live.woke(now);
  }

  /** Makes the attempts that are due, once each is on record. */
  void reach(Moment now, Keeper keeper) {
    lane.prove(now);
    if (lane.isDue(now)) {
      Duration hold = attempts.hold(now);
      if (hold.isZero()) {
        StreamRequest request = live.request(now, keeper.recall(now));
        lane.begin(new Link(request, settings.silenceLimit(), now));
        lane.link().ifPresent(link -> attempts.plan(link, now));
      } else {
        lane.wait(hold, now);
        answer.waiting(hold, now);
      }
    }
    if (lane.isOpen()) {
      live.clock(now).ifPresent(clock -> recoveries.begin(now, clock));
    }
    auditing.ask(now);
  }

  /** The batch with this number is kept: what it put on record is done now. */
  void recorded(long sequence, Moment now) {
    for (Link link : attempts.recordedBy(sequence, now)) {
      Duration hold = attempts.budget().holdAt(now.wall());
      if (hold.isZero()) {
        connect(link, now);
      } else if (lane.link().filter(own -> own == link).isPresent()) {
        lane.wait(hold, now);
        answer.waiting(hold, now);
      } else {
        recoveries.drop(link, now);
      }
    }
  }

  private void connect(Link link, Moment now) {
    link.connect(attempts.next(), now);
    books.attempt();
    answer.announce(
        recoveries
            .of(link)
            .<IngestEvent>map(
                recovery ->
                    new IngestEvent.Recovering(now.wall(), link.attempt(), recovery.slice()))
            .orElseGet(
                () -> new IngestEvent.Connecting(now.wall(), link.attempt(), link.request())));
    answer.add(new Command.Connect(link.attempt(), link.request()));
  }

  /** Ends an attempt from our side. */
  private void end(Link link, EndCause cause, Moment now) {
    if (link.ending(cause, now)) {
      answer.add(new Command.Disconnect(link.attempt()));
    }
  }

  /** Ends every attempt, and makes none any more. */
  void rest(Moment now) {
    lane.rest(now);
    recoveries.rest(now);
    endAll(new EndCause.Stopped(), now);
  }

  /** Ends every attempt from our side; more are made when they are due. */
  void endAll(EndCause cause, Moment now) {
    links().forEach(link -> end(link, cause, now));
  }

  /** Makes no attempt for so long. What is missed meanwhile is not asked for later. */
  void pause(Duration length, Moment now) {
    if (lane.isDue(now)) {
      live.forgo();
      lane.wait(length, now);
      answer.waiting(length, now);
    }
    auditing.ask(now);
  }

  /** Asks for more to read, as far as there is room. */
  void replenish(Moment now, boolean hasRoom) {
    for (Link link : links()) {
      int more = link.replenish(now, hasRoom);
      if (more > 0) {
        answer.add(new Command.Demand(link.attempt(), more));
      }
    }
    boolean parched = lane.link().filter(Link::isParched).isPresent();
    if (paused != parched) {
      paused = parched;
      live.paused(now, paused);
      answer.announce(
          paused ? new IngestEvent.Paused(now.wall()) : new IngestEvent.Resumed(now.wall()));
    }
  }

  /** True while an attempt has not ended. */
  boolean isLive() {
    return links().stream().anyMatch(Link::isLive);
  }

  private List<Link> links() {
    return Stream.concat(lane.link().stream(), recoveries.links().stream()).toList();
  }

  /** The next moments that need attention. */
  Stream<Optional<Moment>> deadlines() {
    return Stream.concat(
        Stream.of(
            lane.deadline(),
            live.deadline(),
            connections.deadline(),
            recoveries.deadline(lane.isOpen() && live.hasClock())),
        silences());
  }

  /** When connections will have been silent for too long. */
  Stream<Optional<Moment>> silences() {
    return links().stream().map(Link::deadline);
  }
}
