package dev.ouzel.app.transfer;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.transfer.ArchiveFile.Damaged;
import dev.ouzel.http.frame.FrameScanner;
import dev.ouzel.http.frame.FrameSplitter;
import dev.ouzel.http.json.ArchiveLine;
import dev.ouzel.http.json.ProblemReader;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Reads archives through the splitter and the scanner that streams go through, into a sink. A file
 * again is not twice: a keyed sink knows each post by its id, and a log the file by its content.
 * What a log is given from standard input it keeps each time.
 */
public final class Import {
  private static final StreamName ANY = new StreamName("import");
  private static final int READ_BYTES = 256 * 1024;

  /** A page of posts with all it includes is far longer than a frame. */
  private static final int LONGEST_LINE = 64 << 20;

  private final Function<StreamName, PostSink> sinks;
  private final Gauge gauge;
  private final FrameScanner scanner = new FrameScanner(ProblemReader::read);
  private final CountDownLatch told = new CountDownLatch(1);

  /**
   * An import that is not yet started.
   *
   * @param sinks opens the sink for a stream
   * @param gauge is told how far it is
   */
  public Import(Function<StreamName, PostSink> sinks, Gauge gauge) {
    this.sinks = sinks;
    this.gauge = gauge;
  }

  /**
   * What became of a file.
   *
   * @param stored posts that the sink did not hold before
   * @param duplicates posts that it held, or that the file holds again
   * @param deadLetters what was kept and is no post
   * @param skipped posts in batches that an earlier run brought
   * @param whole false when it was stopped early
   */
  public record Outcome(
      long stored, long duplicates, long deadLetters, long skipped, boolean whole) {}

  /** Lets {@link #run} end early, once the sink has the batch that it was offered. */
  public void stop() {
    told.countDown();
  }

  /** True once it was told to stop. */
  public boolean isStopped() {
    return told.getCount() == 0;
  }

  /**
   * Imports a file, named as it is in a shell; {@code -} is {@code standardInput}. Fails with
   * {@link Mistake} when it cannot be read to its end, and as the sink does.
   */
  public Outcome run(String name, InputStream standardInput) {
    ArchiveFile file = ArchiveFile.of(name);
    try (ArchiveFile.Lines lines = file.open(standardInput)) {
      PostSink sink = sinks.apply(ANY);
      if (sink.kind() == SinkKind.LOG && file.path().isPresent()) {
        sink.close();
        StreamName own = new StreamName(ANY + "." + file.print());
        try (PostSink log = sinks.apply(own)) {
          return run(file, lines, new Target(log, own, 0));
        }
      }
      try (sink) {
        return run(file, lines, new Target(sink, ANY, last(sink, ANY)));
      }
    } catch (Damaged e) {
      throw new Mistake(
          "%s is damaged: %s; what came before is imported".formatted(file.name(), e.getMessage()));
    } catch (IOException e) {
      throw new Mistake(
          "%s cannot be read to its end: %s; import it again once it can"
              .formatted(file.name(), e.getMessage()));
    }
  }

  private static long last(PostSink sink, StreamName stream) {
    return Delivery.await(sink.resume(stream)).map(Checkpoint::sequence).orElse(0L);
  }

  /**
   * Where a file goes.
   *
   * @param sink the sink
   * @param stream the name under which it keeps the file's batches
   * @param after the number that the file's first batch follows
   */
  private record Target(PostSink sink, StreamName stream, long after) {}

  private Outcome run(ArchiveFile file, ArchiveFile.Lines lines, Target target) throws IOException {
    BatchCutter cutter = new BatchCutter(target.stream(), target.after(), InstantSource.system());
    Delivery delivery = new Delivery(target.sink(), last(target.sink(), target.stream()), told);
    FrameSplitter splitter = new FrameSplitter(LONGEST_LINE, scanner);
    gauge.begin(0, file.size(), 0);
    int read = 0;
    while (read >= 0 && !isStopped()) {
      // Frames are slices of the array, so each read has one of its own.
      byte[] bytes = new byte[READ_BYTES];
      try {
        read = lines.read(bytes);
      } catch (Damaged e) {
        // Not so after other failures: a run that reads on must find the same batches.
        cutter.rest().ifPresent(delivery::offer);
        delivery.finish(false);
        throw e;
      }
      if (read >= 0) {
        splitter.read(bytes, 0, read);
      } else if (splitter.unfinishedBytes() > 0) {
        splitter.read(new byte[] {'\n'}, 0, 1);
      }
      splitter.turn().frames().forEach(frame -> take(frame, cutter, delivery));
      gauge.at(lines.position(), delivery.posts());
    }
    if (read < 0) {
      cutter.rest().ifPresent(delivery::offer);
    }
    return delivery.finish(read < 0);
  }

  private void take(Frame frame, BatchCutter cutter, Delivery delivery) {
    Iterator<Payload> posts =
        frame instanceof PostFrame
            ? Collections.emptyIterator()
            : ArchiveLine.posts(frame.payload()).iterator();
    if (!posts.hasNext()) {
      cutter.add(frame).ifPresent(delivery::offer);
    }
    while (posts.hasNext()) {
      byte[] bytes = posts.next().toByteArray();
      cutter.add(scanner.scan(bytes, 0, bytes.length)).ifPresent(delivery::offer);
    }
  }
}
