package dev.ouzel.persistence.spool;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.sqlite.SqliteFile;
import dev.ouzel.persistence.store.SinkThread;
import dev.ouzel.persistence.store.StoreLock;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A local SQLite file in front of sinks. A batch is committed once the file holds it, synced; each
 * sink is given every batch in order, on a thread of its own, as fast as it takes them, and asked
 * again for as long as it fails. What a sink was given is known from its own checkpoint, so that it
 * gets nothing twice whichever process dies.
 *
 * <p>Of kind {@link SinkKind#LOG}: what a keyed sink behind it held already, that sink tells, in
 * {@link SpoolEvent.Delivered}. A batch that has no room fails for good, with nothing lost.
 */
public final class Spool implements PostSink {
  private final SinkThread thread = new SinkThread();
  private final SpoolStore store;
  private final StoreLock lock;
  private final Room room;
  private final SpoolSettings settings;
  private final List<Drain> drains = new ArrayList<>();

  private Spool(SqliteFile file, StreamName stream, SpoolSettings settings, StoreLock lock) {
    this.store = new SpoolStore(file, stream);
    this.lock = lock;
    this.settings = settings;
    this.room = new Room(file.path(), settings);
  }

  /**
   * Opens {@code file}, or makes it, as the spool of {@code stream}. A sink that this spool never
   * reached must be in reach now, since it decides where to go on; later it may be away at the
   * start.
   *
   * @param sinks at least one, each with a name of its own
   * @throws SinkFailure when the file cannot be used, when a sink that was never reached is not to
   *     be opened, or when the file holds batches for a sink that is not named
   */
  public static Spool open(
      Path file, StreamName stream, SpoolSettings settings, List<SpooledSink> sinks) {
    if (sinks.stream().map(SpooledSink::name).distinct().count() != sinks.size()) {
      throw new IllegalArgumentException("a sink is named twice: " + names(sinks));
    }
    SqliteFile local = SpoolStore.file(file);
    local.refuseUnusable();
    // One stream has the file for itself, so all of them take the same lock.
    StoreLock lock =
        StoreLock.take(
            local.path().resolveSibling(local.path().getFileName() + ".lock"),
            "the spool " + local);
    Spool spool = new Spool(local, stream, settings, lock);
    try {
      spool.begin(local, stream, sinks);
      return spool;
    } catch (RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  private static List<String> names(List<SpooledSink> sinks) {
    return sinks.stream().map(SpooledSink::name).toList();
  }

  private void begin(SqliteFile file, StreamName stream, List<SpooledSink> sinks) {
    Optional<Checkpoint> known = store.progress().map(Progress::checkpoint);
    Map<String, Place> places = new LinkedHashMap<>(store.places());
    refuseToForget(places, names(sinks), known.map(Checkpoint::sequence).orElse(0L));
    places.keySet().retainAll(names(sinks));
    Introduction introduction = new Introduction(stream, known, places);
    try {
      sinks.forEach(introduction::meet);
      store.begin(
          known.isPresent() ? Optional.empty() : introduction.checkpoint(), introduction.places());
    } catch (RuntimeException e) {
      introduction.opened().values().forEach(PostSink::close);
      throw e;
    }
    long last = introduction.checkpoint().map(Checkpoint::sequence).orElse(0L);
    for (SpooledSink sink : sinks) {
      Place place = introduction.places().get(sink.name());
      Optional<PostSink> opened = Optional.ofNullable(introduction.opened().get(sink.name()));
      drains.add(
          new Drain(new SpoolStore(file, stream), new Drain.Target(sink, stream, settings), place));
      drains.get(drains.size() - 1).start(opened, last);
    }
  }

  private void refuseToForget(Map<String, Place> places, List<String> named, long last) {
    places.forEach(
        (name, place) -> {
          if (!named.contains(name) && place.position() < last) {
            throw SinkFailure.permanent(
                ("the spool %s holds %d batches that %s has not: name that sink too, or give up on"
                        + " it with: sqlite3 %s \"DELETE FROM sinks WHERE name = '%s'\"")
                    .formatted(room.file(), last - place.position(), name, room.file(), name));
          }
        });
  }

  @Override
  public SinkKind kind() {
    return SinkKind.LOG;
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    return thread.call(
        () -> {
          CommitReceipt receipt = store.commit(batch, places(), room);
          drains.forEach(drain -> drain.holds(receipt.sequence()));
          shrink();
          return receipt;
        });
  }

  /** Of a batch that is kept nothing is taken back because the file could not be made smaller. */
  private void shrink() {
    try {
      store.shrink();
    } catch (SinkFailure later) {
      // Another batch will try again.
    }
  }

  private Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    drains.stream()
        .sorted(Comparator.comparing(Drain::name))
        .forEach(drain -> places.put(drain.name(), drain.place()));
    return places;
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return thread.call(
        () ->
            store
                .progress()
                .map(Progress::checkpoint)
                .filter(checkpoint -> checkpoint.stream().equals(stream)));
  }

  /** Those of the newest {@link PostIds#MOST} posts, whether the sinks have them or not. */
  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return thread.call(() -> store.ask(connected -> connected.ids(created)));
  }

  /** Waits a little for sinks that are about to have everything; the others get it later. */
  @Override
  public void close() {
    thread.close(
        () -> {
          long deadline = System.nanoTime() + settings.patienceAtClose().toNanos();
          drains.forEach(Drain::finish);
          drains.forEach(drain -> drain.awaitEnd(deadline));
          try {
            if (!drains.isEmpty()) {
              store.settle(places());
            }
          } catch (SinkFailure failure) {
            // Where each sink stands is asked of the sink at the next start.
          } finally {
            store.close();
            lock.close();
          }
        });
  }
}
