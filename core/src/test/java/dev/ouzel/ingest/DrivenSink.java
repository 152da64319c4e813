package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import java.util.Optional;

/** What a sink keeps that a test drives, and the batch lined up for it. */
final class DrivenSink {
  private final PostIds ids = PostIds.none();
  private Optional<Checkpoint> checkpoint = Optional.empty();
  private Optional<Batch> linedUp = Optional.empty();
  private boolean keepsAll;

  void keepAll(boolean all) {
    keepsAll = all;
  }

  /** True when it keeps the batch without being told to. */
  boolean keepsAtOnce(Batch batch) {
    return keepsAll || CommandLog.isRecord(batch);
  }

  /** Keeps a batch, of whose posts it held some already. */
  CommitReceipt keep(Batch batch, int duplicates) {
    checkpoint.ifPresent(
        last ->
            assertThat(batch.checkpoint().sequence())
                .as("the number of a new batch")
                .isEqualTo(last.sequence() + 1));
    checkpoint = Optional.of(batch.checkpoint());
    batch.posts().forEach(post -> ids.add(post.id()));
    int stored = batch.posts().size() - duplicates;
    return new CommitReceipt(batch.checkpoint().sequence(), stored, duplicates);
  }

  /** The checkpoint that it keeps. */
  Checkpoint checkpoint() {
    return checkpoint.orElseThrow();
  }

  void lineUp(Batch batch) {
    assertThat(linedUp).as("lined up already").isEmpty();
    linedUp = Optional.of(batch);
  }

  Optional<Batch> takeLinedUp() {
    Optional<Batch> next = linedUp;
    linedUp = Optional.empty();
    return next;
  }

  /** The sink after a restart. */
  DrivenSink reopened() {
    DrivenSink next = new DrivenSink();
    next.keepsAll = keepsAll;
    ids.forEach(next.ids::add);
    next.checkpoint = checkpoint.map(kept -> Checkpoint.parse(kept.toText()));
    return next;
  }

  /** What it remembers. */
  Resumption resumption() {
    return new Resumption(checkpoint, ids, true);
  }
}
