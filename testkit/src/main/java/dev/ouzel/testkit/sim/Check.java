package dev.ouzel.testkit.sim;

import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Instant;
import java.util.List;

/** Watches the world for the breaking of one promise. Told of everything, in order. */
interface Check {
  /** X published a post. */
  default void published(PublishedPost post) {}

  /** The program starts. */
  default void booted() {}

  /** The program makes an attempt, at this time by the machine's clock. */
  default void attempted(StreamRequest request, Instant wall) {}

  /** X's answer reached the program. */
  default void told(RateLimit rateLimit) {}

  /** A signal reaches the program. */
  default void delivered(StreamSignal signal) {}

  /** The store keeps a batch; the program may never learn of it. May be told of one again. */
  default void durable(Batch batch) {}

  /** The program is told that the store keeps a batch. */
  default void acknowledged(Batch batch) {}

  /** The program is told that the store will never take this post. */
  default void rejected(long id) {}

  /** The program tells its observers. */
  default void event(IngestEvent event) {}

  /** The program ends of its own accord. */
  default void finished(IngestReport report) {}

  /** The program is dead. */
  default void died() {}

  /** What the store holds, looked at while no program runs. */
  default void inspected(List<ReceivedPost> held) {}

  /** The simulation ends, after a long calm; told before the program is stopped. */
  default void settled() {}
}
