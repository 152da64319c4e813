package dev.ouzel.persistence.spool;

import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;

/**
 * How far a spool keeps its stream.
 *
 * @param checkpoint of the last batch
 * @param stored the posts of the last batch
 */
record Progress(Checkpoint checkpoint, int stored) {
  long sequence() {
    return checkpoint.sequence();
  }

  CommitReceipt receipt() {
    return new CommitReceipt(sequence(), stored, 0);
  }
}
