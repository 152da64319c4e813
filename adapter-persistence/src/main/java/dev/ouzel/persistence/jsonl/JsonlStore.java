package dev.ouzel.persistence.jsonl;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.store.BlockingStore;
import dev.ouzel.persistence.store.NextBatch;
import dev.ouzel.persistence.store.StoreLock;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One stream's part of a directory. Fails with {@link SinkFailure}; after a failure the files are
 * closed, and the next call opens them again at what was committed. For one thread at a time.
 */
final class JsonlStore implements BlockingStore {
  private final Disk disk;
  private final StreamFiles files;
  private final JsonlSettings settings;
  private final StoreLock lock;

  /** Null after a failure. */
  private JsonlSession session;

  private JsonlStore(Disk disk, StreamFiles files, JsonlSettings settings, StoreLock lock) {
    this.lock = lock;
    this.disk = disk;
    this.files = files;
    this.settings = settings;
  }

  /** Opens the files, or makes the first, and takes over the lock that the stream has. */
  static JsonlStore open(Disk disk, StreamFiles files, JsonlSettings settings, StoreLock lock) {
    JsonlStore store = new JsonlStore(disk, files, settings, lock);
    try {
      if (Files.notExists(files.index())) {
        refuseStrayFiles(files);
        Index.write(disk, files, Position.start()).close();
      }
      store.ask(JsonlSession::position);
      return store;
    } catch (IOException e) {
      store.close();
      throw JsonlFailures.of(e, files.directory());
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Without an index nobody can say which of their bytes were committed. */
  private static void refuseStrayFiles(StreamFiles files) {
    for (Path file : List.of(files.active(), files.deadLetters(), files.ledger())) {
      if (Files.exists(file)) {
        throw SinkFailure.permanent(
            "%s is there, but %s is not: put it aside, or name another directory"
                .formatted(file, files.index()));
      }
    }
  }

  @Override
  public CommitReceipt commit(Batch batch) {
    NextBatch.checkStream(batch, files.stream());
    return ask(
        open -> {
          CommitReceipt last = open.position().receipt();
          if (NextBatch.isHeld(batch, last)) {
            return last;
          }
          open.keep(batch);
          return open.position().receipt();
        });
  }

  @Override
  public Optional<Checkpoint> checkpoint(StreamName of) {
    return ask(open -> position(of, open).flatMap(Position::lastCheckpoint));
  }

  /** Those of posts that were received in the last 25 hours, whether their segments are there. */
  @Override
  public PostIds ids(StreamName of, TimeRange created) {
    return ask(
        open -> {
          Optional<Position> position = position(of, open);
          return position.isEmpty()
              ? PostIds.none()
              : SegmentIds.read(new StreamFiles(files.directory(), of), position.get(), created);
        });
  }

  /** Another stream may be written by somebody else meanwhile; empty when it never was. */
  private Optional<Position> position(StreamName of, JsonlSession open) throws IOException {
    if (of.equals(files.stream())) {
      return Optional.of(open.position());
    }
    StreamFiles others = new StreamFiles(files.directory(), of);
    return Files.exists(others.index()) ? Optional.of(Index.read(others)) : Optional.empty();
  }

  private interface Question<T> {
    T of(JsonlSession open) throws IOException;
  }

  private <T> T ask(Question<T> question) {
    try {
      if (session == null) {
        session = JsonlSession.open(disk, files, settings);
      }
      return question.of(session);
    } catch (IOException e) {
      giveUp();
      throw JsonlFailures.of(e, files.directory());
    } catch (RuntimeException e) {
      giveUp();
      throw e;
    }
  }

  /** Gives up the files, and with them what is not committed. */
  private void giveUp() {
    if (session != null) {
      try {
        session.close();
      } catch (IOException e) {
        // What was committed is synced; files that fail even here have nothing more to lose.
      }
      session = null;
    }
  }

  /** Leaves the last segment as it is, and one that is being compressed to the next start. */
  @Override
  public void close() {
    giveUp();
    lock.close();
  }
}
