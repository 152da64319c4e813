package dev.ouzel.app.transfer;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.PostQuery;
import dev.ouzel.sink.PostReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes a store's posts to a file, in order of their ids, a piece at a time. */
public final class Export {
  /** Posts read at once: a few megabytes at most, whatever the posts. */
  private static final int PIECE = 1_000;

  /** How often a file is synced and noted: so much is written again after a crash. */
  private static final int PIECES_BETWEEN_NOTES = 50;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ExportPlan plan;
  private final PostReader reader;
  private final Gauge gauge;
  private final AtomicBoolean told = new AtomicBoolean();

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

  /** Runs to the end, or until stopped. */
  public Outcome run(OutputStream standardOutput) throws IOException {
    if (plan.file().isEmpty()) {
      OutputStream out = new BufferedOutputStream(standardOutput, BUFFER_BYTES);
      return write(out, Optional.empty());
    }
    try (PartFile file = PartFile.open(plan.file().get(), plan.print())) {
      OutputStream out = new BufferedOutputStream(file.out(), BUFFER_BYTES);
      Outcome outcome = write(out, Optional.of(file));
      if (outcome.whole()) {
        file.finish();
      }
      return outcome;
    }
  }

  private Outcome write(OutputStream out, Optional<PartFile> file) throws IOException {
    PartFile.Reached from = file.map(PartFile::reached).orElse(new PartFile.Reached(0, 0, 0));
    if (from.posts() == 0 && plan.form() == ExportForm.CSV) {
      List<Optional<String>> names = reader.columns().stream().map(Optional::of).toList();
      out.write(bytes(CsvLine.of(names)));
    }
    PostQuery query = plan.query().after(Math.max(from.after(), plan.query().after()));
    // Of what comes meanwhile nothing is taken, or an export of a busy store would never end.
    long last = reader.lastId(query).orElse(0);
    long posts = from.posts();
    gauge.begin(query.firstId(), last);
    boolean more = last > 0;
    for (int pieces = 1; more && !told.get(); pieces++) {
      List<Line> piece = piece(query).stream().filter(line -> line.id() <= last).toList();
      for (Line line : piece) {
        line.bytes().writeTo(out);
      }
      more = piece.size() == PIECE;
      posts += piece.size();
      query = piece.isEmpty() ? query : query.after(piece.get(piece.size() - 1).id());
      gauge.at(query.after(), posts);
      if (file.isPresent() && (pieces % PIECES_BETWEEN_NOTES == 0 || told.get())) {
        out.flush();
        file.get().reached(query.after(), posts);
      }
    }
    out.flush();
    return new Outcome(posts, !more);
  }

  /**
   * A post as it is written.
   *
   * @param id its id
   * @param bytes its line
   */
  private record Line(long id, Payload bytes) {}

  private List<Line> piece(PostQuery query) {
    return plan.form() == ExportForm.CSV
        ? reader.rows(query, PIECE).stream()
            .map(row -> new Line(row.id(), Payload.ofText(CsvLine.of(row.values()))))
            .toList()
        : reader.frames(query, PIECE).stream()
            .map(post -> new Line(post.id(), withFeed(post.frame())))
            .toList();
  }

  private static Payload withFeed(Payload frame) {
    byte[] line = Arrays.copyOf(frame.toByteArray(), frame.size() + 1);
    line[frame.size()] = '\n';
    return Payload.wrap(line, 0, line.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
