package dev.ouzel.testkit.sim;

import dev.ouzel.ingest.Ingestor;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** One run of the program, from its start to its end or its death. */
final class Life implements SimulatedConnection.Caller {
  private static final Duration ROUND_TRIP = Duration.ofMillis(300);
  private static final StreamRequest REQUEST = StreamRequest.builder().build();

  private final Machine machine;
  private final World world;
  private final ProcessLoop loop;
  private final SimulatedSink sink;
  private final Ingestor ingestor;
  private final List<SimulatedConnection> connections = new ArrayList<>();

  Life(Machine machine, World world, ProcessLoop loop) {
    this.machine = machine;
    this.world = world;
    this.loop = loop;
    PostSink real = machine.host().open(REQUEST.streamName());
    this.sink = new SimulatedSink(world, this, machine.host(), real);
    StreamSource source = machine.wrapped(request -> subscriber -> connect(request, subscriber));
    this.ingestor =
        Ingestor.builder(source, sink)
            .settings(world.circumstances().engine())
            .request(REQUEST)
            .loop(loop)
            .history(new SimulatedHistory(world, machine.book(), loop::isAlive))
            .observer(
                event -> {
                  world.note(event::toString);
                  oracle().event(event);
                })
            .build();
  }

  void start() {
    ingestor.start().thenAccept(report -> machine.finished(this, report));
  }

  void stop() {
    ingestor.stop();
  }

  Check oracle() {
    return machine.oracle();
  }

  private void connect(StreamRequest request, Flow.Subscriber<? super StreamSignal> subscriber) {
    oracle().attempted(request, loop.now().wall());
    world.note(() -> "attempt " + request.query());
    SimulatedConnection connection = new SimulatedConnection(world, this, request, subscriber);
    connections.add(connection);
    subscriber.onSubscribe(connection);
    world.after(
        connection.chance().within(ROUND_TRIP),
        () -> {
          if (isAlive() && connection.isWritten()) {
            machine.x().asked(connection);
          }
        });
  }

  @Override
  public boolean isAlive() {
    return loop.isAlive();
  }

  @Override
  public void delivered(StreamSignal signal) {
    oracle().delivered(signal);
    if (signal instanceof StreamSignal.Opened opened) {
      oracle().told(opened.rateLimit());
    }
  }

  @Override
  public void ended(EndCause cause) {
    if (cause instanceof EndCause.Refused refused) {
      oracle().told(refused.refusal().rateLimit());
    }
  }

  @Override
  public void cancelled(SimulatedConnection connection) {
    machine.book().left(connection, false);
  }

  /** The sink itself failed, for no reason of the simulation's. */
  void sinkFailed(Throwable failure) {
    machine.findings().require(false, "the sink keeps what it is given", () -> failure);
  }

  void crash(String why) {
    machine.crash(why);
  }

  /** Nothing of it happens any more; what it was writing may still be written. */
  void end(boolean unseen) {
    loop.kill();
    sink.abandon();
    connections.stream()
        .filter(SimulatedConnection::isWritten)
        .forEach(connection -> machine.book().left(connection, unseen));
  }
}
