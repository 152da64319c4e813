package dev.ouzel.app.transfer;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.http.frame.FrameScanner;
import dev.ouzel.http.frame.FrameSplitter;
import dev.ouzel.http.json.ArchiveLine;
import dev.ouzel.http.json.ProblemReader;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Reads archives through the splitter and the scanner that streams go through, into a sink. Again
 * is not twice: a keyed sink knows each post by its id, and a log each file by its content.
 */
public final class Import {
  private static final StreamName ANY = new StreamName("import");
  private static final int READ_BYTES = 256 * 1024;

  /** A page of posts with all it includes is far longer than a frame. */
  private static final int LONGEST_LINE = 64 << 20;

  private final Function<StreamName, PostSink> sinks;
  private final Gauge gauge;
  private final FrameScanner scanner = new FrameScanner(ProblemReader::read);
  private final AtomicBoolean told = new AtomicBoolean();

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
   * @param deadLetters lines that are no posts
   * @param skipped batches that an earlier run brought
   * @param whole false when it was stopped early
   */
  public record Outcome(
      long stored, long duplicates, long deadLetters, long skipped, boolean whole) {}

  /** Lets {@link #run} end early, after the batch at hand. */
  public void stop() {
    told.set(true);
  }

  /** True once it was told to stop. */
  public boolean isStopped() {
    return told.get();
  }

  /** Imports a file, named as it is in a shell; {@code -} is {@code standardInput}. */
  public Outcome run(String name, InputStream standardInput) throws IOException {
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
    } catch (IOException e) {
      throw new Mistake(
          "%s cannot be read to its end: %s; what came before is imported"
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
    Delivery delivery = new Delivery(target.sink(), last(target.sink(), target.stream()));
    FrameSplitter splitter = new FrameSplitter(LONGEST_LINE, scanner);
    gauge.begin(0, file.size());
    boolean more = true;
    while (more && !told.get()) {
      // Frames are slices of the array, so each read has one of its own.
      byte[] bytes = new byte[READ_BYTES];
      int read = lines.text().readNBytes(bytes, 0, READ_BYTES);
      splitter.read(bytes, 0, read);
      more = read == READ_BYTES;
      if (!more && splitter.unfinishedBytes() > 0) {
        splitter.read(new byte[] {'\n'}, 0, 1);
      }
      for (Frame frame : splitter.turn().frames()) {
        take(frame, cutter, delivery);
      }
      gauge.at(lines.raw().count(), delivery.posts());
    }
    if (!told.get()) {
      cutter.rest().ifPresent(delivery::offer);
    }
    return delivery.finish(!more);
  }

  private void take(Frame frame, BatchCutter cutter, Delivery delivery) {
    List<Payload> posts =
        frame instanceof PostFrame ? List.of() : ArchiveLine.posts(frame.payload());
    if (posts.isEmpty()) {
      offer(frame, cutter, delivery);
    }
    for (Payload post : posts) {
      byte[] bytes = post.toByteArray();
      offer(scanner.scan(bytes, 0, bytes.length), cutter, delivery);
    }
  }

  private static void offer(Frame frame, BatchCutter cutter, Delivery delivery) {
    Optional<Batch> full = cutter.add(frame);
    delivery.frame(frame instanceof PostFrame);
    full.ifPresent(delivery::offer);
  }
}
