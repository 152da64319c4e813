package dev.ouzel.persistence.jsonl;

import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.contract.OtherWriter;
import dev.ouzel.testkit.contract.PostSinkContract;
import dev.ouzel.testkit.contract.SinkOpener;
import dev.ouzel.testkit.contract.StoreTrouble;
import dev.ouzel.testkit.contract.Stored;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Segments of a few batches, so that the contract meets seals and compression too. */
final class JsonlSinkTest extends PostSinkContract {
  @TempDir Path store;
  @TempDir Path attic;
  private FaultyDisk disk;

  @BeforeEach
  void makeDisk() {
    disk = new FaultyDisk(attic);
  }

  private String uri() {
    return "jsonl:" + store + "?segment=500KB";
  }

  @Override
  protected PostSink open(StreamName stream) {
    return JsonlSink.open(disk, JsonlSettings.parse(uri()), stream);
  }

  @Override
  protected Stored stored() {
    return new Archive(store).stored();
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.of(JsonlReader.open(uri()));
  }

  /** On a disk that syncs. */
  @Override
  protected Optional<OtherWriter> writerElsewhere() {
    return Optional.of(new OtherWriter(Elsewhere.class, uri()));
  }

  static final class Elsewhere implements SinkOpener {
    @Override
    public PostSink open(String store, StreamName stream) {
      return JsonlSink.open(store, stream);
    }
  }

  @Override
  protected Optional<Runnable> beginTrouble(StoreTrouble trouble) {
    return switch (trouble) {
      case UNREACHABLE -> Optional.empty();
      case STALLED -> Optional.of(stalled());
      case READ_ONLY ->
          Optional.of(
              failing(
                  (step, file) -> {
                    throw new IOException("Read-only file system");
                  }));
      case FULL ->
          Optional.of(
              failing(
                  (step, file) -> {
                    if (step.equals("write")) {
                      throw new IOException("No space left on device");
                    }
                  }));
      case FORBIDDEN ->
          Optional.of(
              failing(
                  (step, file) -> {
                    throw new AccessDeniedException(file.toString());
                  }));
      case NEWER_SCHEMA -> Optional.of(newer());
    };
  }

  private Runnable failing(FaultyDisk.Fault fault) {
    disk.failWith(fault);
    return () -> disk.failWith((step, file) -> {});
  }

  private Runnable stalled() {
    CountDownLatch over = new CountDownLatch(1);
    disk.failWith(
        (step, file) -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            throw new InterruptedIOException();
          }
        });
    return over::countDown;
  }

  private Runnable newer() {
    Path index = new StreamFiles(store, Batches.STREAM).index();
    try {
      byte[] ours = Files.readAllBytes(index);
      String theirs = Position.start().toJson().replace("\"version\":1", "\"version\":99");
      Files.write(index, Index.line(theirs).array());
      return () -> {
        try {
          Files.write(index, ours);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
