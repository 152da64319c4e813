package dev.ouzel.sink;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.stream.StreamName;
import java.util.List;
import java.util.Optional;

/**
 * Reads from a store what it keeps about streams, while another process may be writing to it. The
 * methods block, fail with {@link SinkFailure}, and are called by one thread at a time.
 */
public interface StoreReader extends AutoCloseable {
  /** The streams of which the store holds a checkpoint, by name. */
  List<StreamName> streams();

  /** The checkpoint of the last batch kept for {@code stream}; empty when there is none. */
  Optional<Checkpoint> checkpoint(StreamName stream);

  /** All that batches told of closed stretches, in the order they were kept. */
  List<Stretch> coverage(StreamName stream);

  /** All connections, by number, each as last told. */
  List<ConnectionRecord> connections(StreamName stream);

  @Override
  void close();
}
