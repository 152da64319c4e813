package dev.ouzel.app.bench;

import dev.ouzel.app.transfer.Gauge;
import dev.ouzel.app.transfer.Import;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostQuery;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.PostReader.StoredFrame;
import dev.ouzel.sink.PostSink;
import dev.ouzel.testkit.load.FrameSize;
import dev.ouzel.testkit.load.LoadCheck;
import dev.ouzel.testkit.load.LoadSum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Holds a store against what was sent: each post, and each byte of it. */
final class StoreCheck {
  private static final int PIECE = 5_000;

  private StoreCheck() {}

  /** True when the tables have exactly the posts that were sent, each as it was sent. */
  static boolean tableHoldsExactly(String uri, FrameSize size, LoadSum sent) {
    LoadCheck check = new LoadCheck(size);
    try (PostReader reader = Wiring.posts(uri)) {
      PostQuery query = PostQuery.builder().build();
      List<StoredFrame> piece = reader.frames(query, PIECE);
      while (!piece.isEmpty()) {
        piece.forEach(post -> check.kept(post.id(), post.frame().toByteArray()));
        query = query.within(piece.get(piece.size() - 1).id(), Long.MAX_VALUE);
        piece = reader.frames(query, PIECE);
      }
    }
    return holdsExactly(check, sent);
  }

  /** True when the files have exactly the posts that were sent, each once, and no other line. */
  static boolean filesHoldExactly(List<Path> files, FrameSize size, LoadSum sent)
      throws IOException {
    LoadCheck check = new LoadCheck(size);
    boolean only = true;
    try (Gauge gauge = new Gauge(IngestRun.SILENT);
        InputStream none = InputStream.nullInputStream()) {
      for (Path file : files) {
        Import read = new Import(stream -> PostSink.of(batch -> keep(batch, check)), gauge);
        Import.Outcome outcome = read.run(file.toString(), none);
        only &= outcome.duplicates() == 0 && outcome.deadLetters() == 0;
      }
    }
    return only && holdsExactly(check, sent);
  }

  private static void keep(Batch batch, LoadCheck check) {
    batch.posts().forEach(post -> check.kept(post.id(), post.payload().toByteArray()));
  }

  private static boolean holdsExactly(LoadCheck check, LoadSum sent) {
    return check.damaged() == 0 && check.kept().equals(sent);
  }
}
