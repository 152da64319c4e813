package dev.ouzel.testkit.contract;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log of the simplest kind, for what takes a second process: a line a post, one a commit. */
final class LineFile implements PostSink {
  private static final String END = "end ";

  private final Path file;
  private final boolean writesAhead;
  private Optional<Batch> held = Optional.empty();

  /**
   * Opens the log.
   *
   * @param writesAhead false for a sink that is broken: it answers before it writes
   */
  LineFile(Path file, boolean writesAhead) {
    this.file = file;
    this.writesAhead = writesAhead;
    List<String> kept = lines();
    while (!kept.isEmpty() && !kept.get(kept.size() - 1).startsWith(END)) {
      kept.remove(kept.size() - 1);
    }
    write(String.join("\n", kept) + (kept.isEmpty() ? "" : "\n"), false);
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String text, boolean append) {
    StandardOpenOption how =
        append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SinkKind kind() {
    return SinkKind.LOG;
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    long sequence = batch.checkpoint().sequence();
    long last = checkpoint().map(Checkpoint::sequence).orElse(0L);
    if (sequence > last) {
      if (writesAhead) {
        append(batch);
      } else {
        held.ifPresent(this::append);
        held = Optional.of(batch);
      }
    }
    return CompletableFuture.completedFuture(new CommitReceipt(sequence, batch.posts().size(), 0));
  }

  private void append(Batch batch) {
    StringBuilder lines = new StringBuilder();
    for (Stored.Post post : Offer.asStored(batch)) {
      lines.append(post.id()).append(' ').append(encoded(post.frame())).append('\n');
    }
    String checkpoint = encoded(Payload.ofText(batch.checkpoint().toText()));
    write(lines.append(END).append(checkpoint).append('\n').toString(), true);
  }

  private static String encoded(Payload bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static byte[] decoded(String line) {
    return Base64.getDecoder().decode(line.substring(line.indexOf(' ') + 1));
  }

  List<Stored.Post> posts() {
    return lines().stream()
        .filter(line -> !line.startsWith(END))
        .map(
            line ->
                new Stored.Post(
                    Long.parseLong(line.substring(0, line.indexOf(' '))),
                    Payload.copyOf(decoded(line))))
        .toList();
  }

  private Optional<Checkpoint> checkpoint() {
    return lines().stream()
        .filter(line -> line.startsWith(END))
        .reduce((before, after) -> after)
        .map(line -> Checkpoint.parse(new String(decoded(line), StandardCharsets.UTF_8)));
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return CompletableFuture.completedFuture(checkpoint());
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return CompletableFuture.completedFuture(PostIds.none());
  }

  @Override
  public void close() {
    held.ifPresent(this::append);
  }
}
