package dev.ouzel.testkit.sim;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame.SystemFrame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamSignal.Opened;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** X: accepts or refuses, delivers what is published, recoveries what was, and ends connections. */
final class SimulatedX {
  private static final Payload NOTICE =
      Payload.ofText("{\"errors\":[{\"title\":\"operational-disconnect\"}]}");
  private static final Payload NEWS = Payload.ofText("{\"weather\":{\"kind\":\"fair\"}}");
  private static final Payload PAGE = Payload.ofText("<html>Over capacity</html>");

  private final World world;
  private final Chance chance;
  private final PostLog log;
  private final Gate gate;
  private final ConnectionBook book;
  private final Withheld withheld;

  SimulatedX(World world, PostLog log, ConnectionBook book, Withheld withheld) {
    this.world = world;
    this.chance = world.chance("x");
    this.log = log;
    this.gate = new Gate(world);
    this.book = book;
    this.withheld = withheld;
  }

  Instant capEnd() {
    return gate.capEnd();
  }

  /** Somebody asks for a stream. */
  void asked(SimulatedConnection connection) {
    if (world.weather().strikes(Fault.NETWORK_REFUSED)) {
      world.note(() -> "X cannot be reached");
      connection.fail(new EndCause.NetworkFailure("connection refused"));
    } else if (world.weather().strikes(Fault.SILENT_CONNECT)) {
      world.note(() -> "X says nothing");
      connection.stall();
    } else if (connection.isWritten()) {
      Optional<Refusal> refusal = gate.refusal(connection.request(), book.occupancy());
      world.note(() -> "X " + refusal.map(Refusal::toString).orElse("accepts"));
      refusal.ifPresentOrElse(
          it -> connection.fail(new EndCause.Refused(it)), () -> accept(connection));
    }
  }

  private void accept(SimulatedConnection connection) {
    Instant now = world.now();
    Optional<Instant> date =
        world.weather().strikes(Fault.DATE_MISSING)
            ? Optional.empty()
            : Optional.of(now.truncatedTo(ChronoUnit.SECONDS));
    book.add(connection);
    connection.open(new Opened(date, gate.headers(), Optional.empty()));
    if (connection.isRecovery()) {
      recover(connection);
    } else if (world.weather().strikes(Fault.SILENT_ACCEPT)) {
      stall(connection);
    } else {
      backfill(connection);
      if (world.weather().strikes(Fault.FLAP)) {
        world.after(chance.within(Duration.ofSeconds(20)), () -> end(Fault.CLEAN_END, connection));
      }
    }
    keepAlive(connection);
  }

  private void backfill(SimulatedConnection connection) {
    int minutes = connection.request().backfillMinutes();
    if (minutes > 0) {
      Instant from = world.now().minus(Duration.ofMinutes(minutes));
      List<PublishedPost> posts = log.between(from, world.now(), world.now());
      int skipped = skipped(posts.size());
      world.note(() -> "X backfills " + (posts.size() - skipped) + " of " + posts.size());
      withheld.fromBackfill(posts.subList(0, skipped));
      new Recovery(world, connection, posts.subList(skipped, posts.size()), () -> {}).step();
    }
  }

  /** How many posts, the oldest, a backfill leaves out. */
  private int skipped(int posts) {
    if (world.weather().strikes(Fault.BACKFILL_IGNORED)) {
      return posts;
    }
    return world.weather().strikes(Fault.BACKFILL_TRUNCATED) ? chance.below(posts + 1) : 0;
  }

  private void recover(SimulatedConnection connection) {
    Instant from = connection.request().startTime().orElseThrow().truncatedTo(ChronoUnit.SECONDS);
    Instant to = connection.request().endTime().orElseThrow().truncatedTo(ChronoUnit.SECONDS);
    List<PublishedPost> posts = log.between(from, to, world.now());
    for (Fault fault :
        new Fault[] {Fault.RECOVERY_SILENT, Fault.RECOVERY_BREAKS, Fault.RECOVERY_ENDS_EARLY}) {
      if (world.weather().strikes(fault)) {
        int count = chance.below(posts.size() + 1);
        List<PublishedPost> sent = posts.subList(0, count);
        if (fault == Fault.RECOVERY_ENDS_EARLY) {
          withheld.fromRecovery(posts.subList(count, posts.size()), from, to);
        }
        world.note(() -> "X replays " + sent.size() + " of " + posts.size() + ": " + fault);
        new Recovery(world, connection, sent, () -> breakOff(fault, connection)).step();
        return;
      }
    }
    world.note(() -> "X replays " + posts.size());
    new Recovery(world, connection, posts, () -> end(Fault.CLEAN_END, connection)).step();
  }

  private void breakOff(Fault fault, SimulatedConnection connection) {
    switch (fault) {
      case RECOVERY_SILENT -> stall(connection);
      case RECOVERY_BREAKS -> end(Fault.RESET, connection);
      default -> end(Fault.CLEAN_END, connection);
    }
  }

  private void keepAlive(SimulatedConnection connection) {
    if (connection.isWritten()) {
      Duration every = world.circumstances().keepAliveEvery();
      Instant due = connection.lastSent().plus(every);
      if (!due.isAfter(world.now())) {
        connection.sendKeepAlive();
      }
      Duration wait = Duration.between(world.now(), connection.lastSent().plus(every));
      world.after(wait, () -> keepAlive(connection));
    }
  }

  /** A post is ready. */
  void available(PublishedPost post) {
    for (SimulatedConnection connection : book.live()) {
      if (world.weather().strikes(Fault.SPLIT_FRAME)) {
        connection.sendSlowly(post.frame());
      } else {
        connection.send(post.frame());
      }
      if (world.weather().strikes(Fault.DUPLICATE)) {
        world.after(chance.within(Duration.ofMinutes(1)), () -> connection.send(post.frame()));
      }
      if (world.weather().strikes(Fault.REMATCH)) {
        world.after(chance.within(Duration.ofMinutes(1)), () -> connection.send(post.rematched()));
      }
      dropIfSlow(connection);
    }
  }

  private void dropIfSlow(SimulatedConnection connection) {
    Circumstances here = world.circumstances();
    if (connection.unreadBytes() > here.socketBytes() + here.bufferBytes()) {
      world.weather().struck(Fault.SLOW_READER);
      world.note(() -> "X drops a slow reader");
      connection.dropBeyond(here.socketBytes());
      if (chance.happens(0.5)) {
        connection.send(new SystemFrame(List.of(Answers.disconnect("SlowReader")), NOTICE));
      }
      end(Fault.CLEAN_END, connection);
    }
  }

  /** What may happen to each connection in a minute. */
  void minute() {
    for (SimulatedConnection connection : book.open()) {
      for (Fault fault :
          new Fault[] {
            Fault.SYSTEM_LINE,
            Fault.UNREADABLE_LINE,
            Fault.CLEAN_END,
            Fault.RESET,
            Fault.CUT_MID_FRAME,
            Fault.STALL,
            Fault.DISCONNECT,
            Fault.DISCONNECT_LEFT_OPEN
          }) {
        if (world.weather().strikes(fault)) {
          world.after(chance.within(Duration.ofMinutes(1)), () -> end(fault, connection));
        }
      }
    }
  }

  private void end(Fault how, SimulatedConnection connection) {
    if (!connection.isWritten()) {
      return;
    }
    world.note(() -> "X: " + how);
    switch (how) {
      case SYSTEM_LINE -> connection.send(new SystemFrame(List.of(), NEWS));
      case UNREADABLE_LINE -> connection.send(new UnreadableFrame("not JSON", PAGE));
      case STALL -> stall(connection);
      case DISCONNECT_LEFT_OPEN -> {
        announce(connection);
        connection.stall();
      }
      case DISCONNECT -> {
        announce(connection);
        connection.close();
      }
      case RESET -> connection.reset();
      case CUT_MID_FRAME -> connection.cut();
      default -> connection.close();
    }
    if (how == Fault.DISCONNECT_LEFT_OPEN || !connection.isWritten()) {
      book.ended(connection, how);
    }
  }

  private static void announce(SimulatedConnection connection) {
    connection.send(new SystemFrame(List.of(Answers.disconnect("OperationalDisconnect")), NOTICE));
  }

  private void stall(SimulatedConnection connection) {
    connection.stall();
    book.stalled(connection);
  }
}
