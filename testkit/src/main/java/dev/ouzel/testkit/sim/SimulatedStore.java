package dev.ouzel.testkit.sim;

import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.StreamName;
import java.util.List;

/**
 * A store for the simulation to write to, which outlives the sinks opened on it as a database
 * outlives a process. The simulation calls it on one thread and waits for the stages of its sinks,
 * so these may use threads of their own.
 */
public interface SimulatedStore extends AutoCloseable {
  /** Opens a sink. The one opened before is closed already, even if its process crashed. */
  PostSink open(StreamName stream);

  /** The posts held, in the order they were stored; one as often as it is stored. */
  List<ReceivedPost> posts();

  /** Frees what it holds. Called once, when the simulation is over and its sinks are closed. */
  @Override
  void close();
}
