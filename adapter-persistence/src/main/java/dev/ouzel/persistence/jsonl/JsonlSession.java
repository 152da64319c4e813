package dev.ouzel.persistence.jsonl;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stream's files, open for writing. After a failure it must be closed: another one, opened on
 * what the disk holds, cuts back what was not committed.
 */
final class JsonlSession implements Closeable {
  private final Disk disk;
  private final StreamFiles files;
  private final JsonlSettings settings;
  private final PieceWriter writer = new PieceWriter();
  private final Compressor compressor;
  private LogFile posts;
  private LogFile ids;
  private LogFile deadLetters;
  private LogFile ledger;
  private Index index;
  private Position position;

  private JsonlSession(Disk disk, StreamFiles files, JsonlSettings settings) {
    this.disk = disk;
    this.files = files;
    this.settings = settings;
    compressor = new Compressor(disk, files, settings);
  }

  /** Opens the files of a stream that has an index. */
  static JsonlSession open(Disk disk, StreamFiles files, JsonlSettings settings)
      throws IOException {
    JsonlSession session = new JsonlSession(disk, files, settings);
    try {
      session.recover();
      return session;
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private void recover() throws IOException {
    position = Index.read(files);
    if (position.hasPosts()
        && Files.notExists(files.active())
        && Files.exists(files.sealed(position))) {
      // A crash came between the two steps of sealing.
      position = position.sealed();
    }
    Position.Lengths lengths = position.lengths();
    posts = LogFile.open(disk, files.active(), lengths.posts());
    ids = LogFile.open(disk, files.ids(position.segment()), lengths.ids());
    deadLetters = LogFile.open(disk, files.deadLetters(), lengths.deadLetters());
    ledger = LogFile.open(disk, files.ledger(), lengths.ledger());
    position = position.with(lengths());
    // A sync may have failed that would have kept the names of what is here.
    disk.forceDirectory(files.directory());
    index = Index.write(disk, files, position);
    disk.delete(files.unfinished("segment"));
    Optional<Path> last = files.sealed(position.segment() - 1);
    if (last.isPresent()) {
      compressor.start(last.get());
    }
  }

  private Position.Lengths lengths() {
    return new Position.Lengths(
        posts.length(), ids.length(), deadLetters.length(), ledger.length());
  }

  Position position() {
    return position;
  }

  /** Keeps a batch that is the next. */
  void keep(Batch batch) throws IOException {
    index.requireInPlace();
    for (LogFile file : new LogFile[] {posts, ids, deadLetters, ledger}) {
      file.noticeLoss();
    }
    position = position.with(lengths());
    Instant now = batch.checkpoint().takenAt();
    if (isFull(now)) {
      seal(now);
    }
    if (!batch.posts().isEmpty()) {
      appendPosts(batch);
    }
    append(deadLetters, batch.deadLetters().stream().map(BatchLines::of));
    append(
        ledger,
        Stream.of(
                batch.rematches().stream().map(BatchLines::of),
                batch.coverage().stream().map(BatchLines::of),
                batch.connections().stream().map(BatchLines::of))
            .flatMap(lines -> lines));
    Position kept = position.after(batch, lengths());
    index.append(kept);
    position = kept;
  }

  /** The last batch may take a segment beyond its length. */
  private boolean isFull(Instant now) {
    return position.hasPosts()
        && (position.lengths().posts() >= settings.segmentBytes()
            || Duration.between(position.from(), now).compareTo(settings.age()) >= 0);
  }

  private void appendPosts(Batch batch) throws IOException {
    writer.to(posts::append);
    for (ReceivedPost post : batch.posts()) {
      post.payload().writeTo(writer);
      writer.write('\n');
    }
    writer.flush();
    writer.to(ids::append);
    for (ReceivedPost post : batch.posts()) {
      writer.writeLong(post.id());
    }
    writer.flush();
    posts.force();
    ids.force();
  }

  private void append(LogFile file, Stream<String> lines) throws IOException {
    long before = file.length();
    writer.to(file::append);
    for (String line : (Iterable<String>) lines::iterator) {
      writer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    writer.flush();
    if (file.length() > before) {
      file.force();
    }
  }

  /**
   * Gives the active segment its lasting name, says so in the index and begins another. Waits for
   * the segment before, which may still be compressed.
   */
  private void seal(Instant now) throws IOException {
    compressor.await();
    Path sealed = files.sealed(position);
    if (Files.exists(sealed)) {
      throw SinkFailure.permanent(sealed + " is in the way: put it aside and start again");
    }
    posts.close();
    ids.close();
    disk.move(files.active(), sealed);
    disk.forceDirectory(files.directory());
    position = position.sealed();
    index.rewrite(position);
    posts = LogFile.open(disk, files.active(), 0);
    ids = LogFile.open(disk, files.ids(position.segment()), 0);
    SegmentIds.forgetOld(disk, files, now);
    compressor.start(sealed);
  }

  @Override
  public void close() throws IOException {
    compressor.close();
    for (Closeable file : new Closeable[] {posts, ids, deadLetters, ledger, index}) {
      if (file != null) {
        file.close();
      }
    }
  }
}
