package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.script.AttemptFaults;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Where the script interferes with a stream: all that is sent passes here on its way to the body.
 * Without faults it passes as it is.
 */
final class FaultLine implements Stage {
  private final Account account;
  private final AttemptFaults faults;
  private final Body body;
  private final StreamConnection connection;
  private final List<Payload> held = new ArrayList<>();
  private Optional<Runnable> afterHalf = Optional.empty();
  private Random order = new Random(0);
  private int toHold;
  private boolean silent;

  FaultLine(Account account, AttemptFaults faults, StreamConnection connection, Body body) {
    this.account = account;
    this.faults = faults;
    this.connection = connection;
    this.body = body;
  }

  /** Lets happen what happens at once, and sets the alarms for what happens later. */
  void begin() {
    strike();
    faults.times().forEach(time -> account.loop().after(time, () -> strikeAfter(time)));
  }

  /** True once nothing is sent any more, though the connection may be open. */
  boolean isSilent() {
    return silent || body.isOver();
  }

  /** Sends a frame, or what the script makes of it. */
  void frame(Payload frame) {
    if (isSilent()) {
      return;
    }
    if (afterHalf.isPresent()) {
      halve(frame);
    } else if (toHold > 0) {
      held.add(frame);
      if (held.size() == toHold) {
        release();
      }
    } else {
      send(frame);
    }
  }

  /** Sends bytes as they are, or a keep-alive. */
  void raw(Payload bytes) {
    if (!isSilent()) {
      body.addRaw(bytes);
      strike();
    }
  }

  /** Lets happen what happens at the end; true when the response shall end after it. */
  boolean mayEnd() {
    release();
    actWhileThereIs(faults::atEnd);
    return !isSilent();
  }

  private void release() {
    List<Payload> shuffled = new ArrayList<>(held);
    held.clear();
    toHold = 0;
    Collections.shuffle(shuffled, order);
    shuffled.forEach(this::send);
  }

  private void halve(Payload frame) {
    Runnable next = afterHalf.orElseThrow();
    afterHalf = Optional.empty();
    body.addRaw(frame.slice(0, frame.size() / 2));
    body.flush();
    next.run();
  }

  private void send(Payload frame) {
    if (isSilent()) {
      return;
    }
    long room = faults.nextByte() - body.bytes();
    if (room < (long) frame.size() + body.delimiter().size()) {
      sendInParts(frame);
    } else {
      body.add(frame);
    }
    strike();
  }

  /** Sends a frame within which something happens. */
  private void sendInParts(Payload frame) {
    Payload line = joined(frame, body.delimiter());
    int from = 0;
    while (from < line.size() && !isSilent()) {
      long untilNext = Math.max(0, faults.nextByte() - body.bytes());
      long room = Math.min(line.size() - from, untilNext);
      int to = from + Math.toIntExact(room);
      body.addRaw(line.slice(from, to));
      from = to;
      if (from == line.size()) {
        body.sent(frame);
      } else {
        strike();
      }
    }
  }

  private static Payload joined(Payload first, Payload second) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(first.size() + second.size());
    try {
      first.writeTo(bytes);
      second.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Payload.copyOf(bytes.toByteArray());
  }

  private void strike() {
    actWhileThereIs(() -> faults.due(body.frames(), body.bytes()));
  }

  /** What a time brings happens to a silent connection too. */
  private void strikeAfter(Duration time) {
    if (connection.isOpen() && !body.isOver()) {
      faults.after(time).ifPresent(this::act);
    }
  }

  private void actWhileThereIs(Supplier<Optional<Deed>> faultsNow) {
    while (!isSilent()) {
      Optional<Deed> next = faultsNow.get();
      if (next.isEmpty()) {
        return;
      }
      act(next.get());
    }
  }

  private void act(Deed deed) {
    body.flush();
    deed.on(this);
    body.flush();
  }

  @Override
  public void end() {
    body.end();
    account.end(connection, ConnectionEnd.ENDED);
  }

  @Override
  public void reset() {
    silent = true;
    body.written().onComplete(sent -> connection.wire().reset());
    account.end(connection, ConnectionEnd.CUT);
  }

  @Override
  public void stall() {
    silent = true;
  }

  @Override
  public void outliveItsClient() {
    connection.outliveItsClient();
  }

  @Override
  public void halveNext(Runnable then) {
    afterHalf = Optional.of(then);
  }

  @Override
  public void say(Payload line) {
    body.addRaw(line);
    body.addDelimiter();
    body.flush();
  }

  @Override
  public void inject(Payload bytes) {
    body.addRaw(bytes);
    body.flush();
  }

  @Override
  public void breakChunk() {
    silent = true;
    connection.wire().write(Payload.ofText("no chunk\r\n"));
  }

  @Override
  public void drip() {
    body.writeByteByByte();
  }

  @Override
  public void repeat(int frames) {
    List<Payload> sent = account.distribution().deliveries().to(connection.opening().number());
    sent.subList(Math.max(0, sent.size() - frames), sent.size()).forEach(body::add);
    body.flush();
  }

  @Override
  public void shuffle(int frames, long seed) {
    order = new Random(seed);
    toHold = frames;
  }
}
