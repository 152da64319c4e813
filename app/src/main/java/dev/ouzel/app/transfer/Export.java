package dev.ouzel.app.transfer;

import dev.ouzel.app.transfer.PartFile.Reached;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.PostQuery;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.PostReader.StoredFrame;
import dev.ouzel.sink.SinkFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes a store's posts to a file, in order of their ids, a piece at a time. */
public final class Export {
  /** A piece has as many posts as make this, by the length of those before. */
  private static final long PIECE_BYTES = 4L << 20;

  private static final int FIRST_PIECE = 50;
  private static final int LARGEST_PIECE = 1_000;

  /** How often a file is synced and noted: so much is written again after a crash. */
  private static final int POSTS_BETWEEN_NOTES = 50_000;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ExportPlan plan;
  private final PostReader reader;
  private final Gauge gauge;
  private final AtomicBoolean told = new AtomicBoolean();
  private int pieceSize = FIRST_PIECE;

  /**
   * An export that is not yet started.
   *
   * @param reader the store, which stays the caller's to close
   * @param gauge is told how far it is
   */
  public Export(ExportPlan plan, PostReader reader, Gauge gauge) {
    this.plan = plan;
    this.reader = reader;
    this.gauge = gauge;
  }

  /**
   * What became of an export.
   *
   * @param posts written, those of an earlier run included
   * @param whole false when it was stopped early
   */
  public record Outcome(long posts, boolean whole) {}

  /** Lets {@link #run} end early, as soon as a piece is written. */
  public void stop() {
    told.set(true);
  }

  /**
   * Runs to the end, or until stopped. Fails with {@link SinkFailure} when the store cannot be read
   * or the output cannot be written.
   */
  public Outcome run(PrintStream standardOutput) {
    Reached end = plan.file().isPresent() ? write(plan.file().get()) : write(standardOutput);
    return new Outcome(end.posts(), !end.hasMore());
  }

  private Reached write(Path name) {
    try (PartFile file = PartFile.open(name, plan.asked())) {
      OutputStream out = new BufferedOutputStream(file.out(), BUFFER_BYTES);
      Reached end =
          write(
              file.noted(),
              out,
              reached -> {
                long noted = file.noted().map(Reached::posts).orElse(0L);
                if (reached.posts() - noted >= POSTS_BETWEEN_NOTES) {
                  out.flush();
                  file.note(reached);
                }
              });
      if (end.hasMore()) {
        file.note(end);
      } else {
        file.finish();
      }
      return end;
    } catch (IOException e) {
      throw SinkFailure.permanent(
          "%s cannot be written: %s; once it can, the same command goes on where it was"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private Reached write(PrintStream standardOutput) {
    OutputStream out = new BufferedOutputStream(standardOutput, BUFFER_BYTES);
    try {
      return write(
          Optional.empty(),
          out,
          reached -> {
            out.flush();
            // It throws nothing, not even when nobody reads it any more.
            if (standardOutput.checkError()) {
              throw new IOException("nobody reads it any more");
            }
          });
    } catch (IOException e) {
      throw SinkFailure.permanent("standard output cannot be written: " + e.getMessage(), e);
    }
  }

  /** Is told after each piece. */
  private interface Mark {
    void at(Reached reached) throws IOException;
  }

  private Reached write(Optional<Reached> noted, OutputStream out, Mark mark) throws IOException {
    Reached reached = noted.orElseGet(this::start);
    if (noted.isEmpty() && plan.form() == ExportForm.CSV) {
      List<Optional<String>> names = reader.columns().stream().map(Optional::of).toList();
      out.write(CsvLine.of(names).getBytes(StandardCharsets.UTF_8));
    }
    gauge.begin(firstId(reached), reached.last(), reached.posts());
    while (reached.hasMore() && !told.get()) {
      reached = piece(reached, out);
      gauge.at(reached.after(), reached.posts());
      mark.at(reached);
    }
    out.flush();
    return reached;
  }

  /** Of what comes meanwhile nothing is taken, or an export of a busy store would never end. */
  private Reached start() {
    long above = plan.query().idsAbove();
    return new Reached(above, reader.lastId(plan.query()).orElse(above), 0);
  }

  /** Where ids begin: far from 1, so that progress must not be reckoned from there. */
  private long firstId(Reached from) {
    PostQuery all = PostQuery.builder().idsAbove(from.after()).idsUpTo(from.last()).build();
    return reader.frames(all, 1).stream()
        .mapToLong(StoredFrame::id)
        .findFirst()
        .orElse(from.last());
  }

  private Reached piece(Reached from, OutputStream out) throws IOException {
    List<Line> lines = lines(plan.query().within(from.after(), from.last()));
    long bytes = 0;
    for (Line line : lines) {
      line.bytes().writeTo(out);
      bytes += line.bytes().size();
    }
    boolean more = lines.size() == pieceSize;
    long id = more ? lines.get(lines.size() - 1).id() : from.last();
    if (bytes > 0) {
      pieceSize = (int) Math.max(1, Math.min(LARGEST_PIECE, lines.size() * PIECE_BYTES / bytes));
    }
    return new Reached(id, from.last(), from.posts() + lines.size());
  }

  /**
   * A post as it is written.
   *
   * @param id its id
   * @param bytes its line
   */
  private record Line(long id, Payload bytes) {}

  private List<Line> lines(PostQuery query) {
    return plan.form() == ExportForm.CSV
        ? reader.rows(query, pieceSize).stream()
            .map(row -> new Line(row.id(), Payload.ofText(CsvLine.of(row.values()))))
            .toList()
        : reader.frames(query, pieceSize).stream()
            .map(post -> new Line(post.id(), withFeed(post.frame())))
            .toList();
  }

  private static Payload withFeed(Payload frame) {
    byte[] line = Arrays.copyOf(frame.toByteArray(), frame.size() + 1);
    line[frame.size()] = '\n';
    return Payload.wrap(line, 0, line.length);
  }
}
