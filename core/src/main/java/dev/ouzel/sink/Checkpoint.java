package dev.ouzel.sink;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.post.PostId;
import dev.ouzel.reconnect.Backoff;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How far a stream is kept: written with each batch, read back at the next start. Sinks store it as
 * text and do not look inside.
 */
@Value.Immutable
public abstract class Checkpoint {
  Checkpoint() {}

  /** Whose checkpoint. */
  public abstract StreamName stream();

  /** The number of the batch it came with: 1 for a stream's first, then one more each. */
  public abstract long sequence();

  /** When the batch was closed, by this machine's clock. */
  public abstract Instant takenAt();

  /** The newest post kept, by id, of all batches so far. */
  public abstract Optional<PostId> newestPost();

  /** How failures have piled up, to go on from. */
  @Value.Default
  public Backoff backoff() {
    return Backoff.fresh();
  }

  /** The attempts made lately, which a restart does not undo. */
  @Value.Default
  public ConnectBudget budget() {
    return ConnectBudget.fresh();
  }

  /** What became of the stream's time, but for what batches told as closed. */
  @Value.Default
  public CoverageLedger coverage() {
    return CoverageLedger.empty();
  }

  /** Until when backfill is not asked for, since X refused it. */
  public abstract Optional<Instant> backfillAbsentUntil();

  /** Until when recoveries are not asked for, since X refused one. */
  public abstract Optional<Instant> recoveryAbsentUntil();

  /** How many connections X has accepted so far. */
  @Value.Default
  public long connections() {
    return 0;
  }

  /** How many posts X has delivered, for those who pay by the post. */
  @Value.Default
  public Usage usage() {
    return Usage.none();
  }

  /** Connections of which X's record still tells no end, oldest first, at most a few. */
  public abstract List<ConnectionRecord> unsettledConnections();

  /** The checkpoint as lines of {@code key=value}, for {@link #parse}. */
  public String toText() {
    return CheckpointText.write(this);
  }

  /**
   * Reads what {@link #toText} wrote. Keys that it does not know are ignored; another version fails
   * with {@link SinkFailure}, since a newer program wrote it.
   */
  public static Checkpoint parse(String text) {
    return CheckpointText.read(text);
  }

  /** A checkpoint with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Checkpoint}. Not safe for use by several threads. */
  public static class Builder extends ImmutableCheckpoint.Builder {
    Builder() {}
  }
}
