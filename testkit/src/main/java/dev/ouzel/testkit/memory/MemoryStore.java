package dev.ouzel.testkit.memory;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps posts in memory, each id once. It outlives the sinks opened on it, so a test plays a
 * restart by closing one sink and opening another. Safe for use by several threads; holds whatever
 * it is given.
 */
public final class MemoryStore {
  private static final Comparator<StreamName> BY_NAME = Comparator.comparing(StreamName::value);

  private final Map<Long, ReceivedPost> posts = new LinkedHashMap<>();
  private final List<Rematch> rematches = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Map<StreamName, LastBatch> lastBatches = new TreeMap<>(BY_NAME);
  private final Map<StreamName, List<Stretch>> coverage = new HashMap<>();
  private final Map<StreamName, Map<Long, ConnectionRecord>> connections = new HashMap<>();
  private final Set<StreamName> written = new HashSet<>();
  private final Set<Long> unacceptable = new HashSet<>();
  private final Deque<Fault> faults = new ArrayDeque<>();

  private record LastBatch(Checkpoint checkpoint, CommitReceipt receipt) {}

  private enum Fault {
    NONE,
    TRANSIENT,
    PERMANENT,
    AFTER_STORING
  }

  /**
   * Opens a sink of kind {@code KEYED} that writes {@code stream}. Its stages are complete when its
   * methods return. Fails with {@link SinkFailure} while another sink writes the same stream.
   */
  public synchronized PostSink open(StreamName stream) {
    if (!written.add(stream)) {
      throw SinkFailure.permanent(stream + " is written by another sink of this store");
    }
    return new MemorySink(this, stream);
  }

  /** Lets the next {@code commits} commits store nothing and fail as if the store were busy. */
  public void failTransiently(int commits) {
    plan(Fault.TRANSIENT, commits);
  }

  /** Lets the next {@code commits} commits store nothing and fail for good. */
  public void failPermanently(int commits) {
    plan(Fault.PERMANENT, commits);
  }

  /**
   * Lets the next {@code commits} commits store their batch and fail all the same, as when the
   * answer is lost on its way.
   */
  public void failAfterStoring(int commits) {
    plan(Fault.AFTER_STORING, commits);
  }

  /** Lets every commit that holds the post with this id store nothing and reject that post. */
  public synchronized void reject(long postId) {
    unacceptable.add(postId);
  }

  private synchronized void plan(Fault fault, int commits) {
    for (int i = 0; i < commits; i++) {
      faults.add(fault);
    }
  }

  /** The posts held, each id once, in the order they were stored. */
  public synchronized List<ReceivedPost> posts() {
    return List.copyOf(posts.values());
  }

  /** The rematches held, in the order they were stored. */
  public synchronized List<Rematch> rematches() {
    return List.copyOf(rematches);
  }

  /** The dead letters held, in the order they were stored. */
  public synchronized List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /** The streams of which a batch was stored, by name. */
  public synchronized List<StreamName> streams() {
    return List.copyOf(lastBatches.keySet());
  }

  /** The stretches of time closed for {@code stream}, in the order they were stored. */
  public synchronized List<Stretch> coverage(StreamName stream) {
    return List.copyOf(coverage.getOrDefault(stream, List.of()));
  }

  /** The connections of {@code stream} by number, each as told last. */
  public synchronized List<ConnectionRecord> connections(StreamName stream) {
    return List.copyOf(connections.getOrDefault(stream, Map.of()).values());
  }

  /** A reader of what the store holds whenever it is asked. */
  public StoreReader reader() {
    return new MemoryReader(this);
  }

  /** The checkpoint of the last batch stored for {@code stream}. */
  public synchronized Optional<Checkpoint> checkpoint(StreamName stream) {
    return Optional.ofNullable(lastBatches.get(stream)).map(LastBatch::checkpoint);
  }

  synchronized CommitReceipt commit(StreamName stream, Batch batch) {
    Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
    if (fault == Fault.PERMANENT) {
      throw SinkFailure.permanent("the test asked for a failure for good");
    }
    if (fault == Fault.TRANSIENT) {
      throw transientFailure("the test asked for a failure");
    }
    CommitReceipt receipt = storeOnce(stream, batch);
    if (fault == Fault.AFTER_STORING) {
      throw transientFailure("the test asked for a failure after storing");
    }
    return receipt;
  }

  private static SinkFailure transientFailure(String message) {
    return SinkFailure.transientFailure(message, new IllegalStateException(message));
  }

  private CommitReceipt storeOnce(StreamName stream, Batch batch) {
    Checkpoint checkpoint = batch.checkpoint();
    if (!checkpoint.stream().equals(stream)) {
      throw SinkFailure.permanent(
          "this sink writes " + stream + ", the batch is of " + checkpoint.stream());
    }
    Optional<LastBatch> last = Optional.ofNullable(lastBatches.get(stream));
    long held = last.map(batchBefore -> batchBefore.checkpoint().sequence()).orElse(0L);
    if (last.isPresent() && checkpoint.sequence() == held) {
      return last.get().receipt();
    }
    if (checkpoint.sequence() != held + 1) {
      throw SinkFailure.permanent(
          "batch " + checkpoint.sequence() + " offered, but the last one held is " + held);
    }
    CommitReceipt receipt = store(batch);
    lastBatches.put(stream, new LastBatch(checkpoint, receipt));
    return receipt;
  }

  private CommitReceipt store(Batch batch) {
    batch.posts().stream()
        .map(ReceivedPost::id)
        .filter(unacceptable::contains)
        .findFirst()
        .ifPresent(MemoryStore::refuse);
    StreamName stream = batch.checkpoint().stream();
    int before = posts.size();
    batch.posts().forEach(post -> posts.putIfAbsent(post.id(), post));
    int stored = posts.size() - before;
    rematches.addAll(batch.rematches());
    deadLetters.addAll(batch.deadLetters());
    coverage.computeIfAbsent(stream, unknown -> new ArrayList<>()).addAll(batch.coverage());
    Map<Long, ConnectionRecord> known =
        connections.computeIfAbsent(stream, unknown -> new TreeMap<>());
    batch.connections().forEach(connection -> known.put(connection.number(), connection));
    return new CommitReceipt(batch.checkpoint().sequence(), stored, batch.posts().size() - stored);
  }

  private static void refuse(long postId) {
    String message = "the test asked for a refusal of post " + postId;
    throw SinkFailure.rejecting(postId, message, new IllegalStateException(message));
  }

  synchronized PostIds ids(TimeRange created) {
    PostIds ids = PostIds.none();
    posts.keySet().stream()
        .filter(id -> new PostId(id).createdAt().filter(created::contains).isPresent())
        .forEach(ids::add);
    return ids;
  }

  synchronized void release(StreamName stream) {
    written.remove(stream);
  }
}
