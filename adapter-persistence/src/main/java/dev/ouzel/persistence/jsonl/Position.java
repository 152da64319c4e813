package dev.ouzel.persistence.jsonl;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.FlatJson;
import dev.ouzel.sink.ReceivedPost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a stream is kept: what each record of the index says. What the files hold beyond these
 * lengths was never acknowledged.
 *
 * @param receipt what the last batch was answered; number 0 before the first
 * @param segment the number of the segment that is written, from 1
 * @param from when the first of its posts was received; 1970 while it has none
 * @param to when the last of its posts was received; 1970 while it has none
 * @param lengths how long the files are
 * @param checkpoint the text of the last batch's; empty before the first
 */
record Position(
    CommitReceipt receipt,
    long segment,
    Instant from,
    Instant to,
    Lengths lengths,
    String checkpoint) {
  private static final long VERSION = 1;

  /**
   * The lengths in bytes of the files that are appended to.
   *
   * @param posts of the active segment
   * @param ids of its posts' ids
   * @param deadLetters of the dead letters
   * @param ledger of the ledger
   */
  record Lengths(long posts, long ids, long deadLetters, long ledger) {}

  static Position start() {
    return new Position(
        new CommitReceipt(0, 0, 0), 1, Instant.EPOCH, Instant.EPOCH, new Lengths(0, 0, 0, 0), "");
  }

  /** The position once {@code batch} is kept and the files have become this long. */
  Position after(Batch batch, Lengths grown) {
    List<ReceivedPost> posts = batch.posts();
    CommitReceipt answer = new CommitReceipt(batch.checkpoint().sequence(), posts.size(), 0);
    Instant first = hasPosts() || posts.isEmpty() ? from : posts.get(0).receivedAt();
    Instant last = posts.isEmpty() ? to : posts.get(posts.size() - 1).receivedAt();
    return new Position(answer, segment, first, last, grown, batch.checkpoint().toText());
  }

  /** The position once the segment is sealed. */
  Position sealed() {
    return new Position(
        receipt,
        segment + 1,
        Instant.EPOCH,
        Instant.EPOCH,
        new Lengths(0, 0, lengths.deadLetters(), lengths.ledger()),
        checkpoint);
  }

  /** The same, of files of other lengths. */
  Position with(Lengths others) {
    return new Position(receipt, segment, from, to, others, checkpoint);
  }

  boolean hasPosts() {
    return lengths.posts() > 0;
  }

  /** Empty before the first batch. */
  Optional<Checkpoint> lastCheckpoint() {
    return receipt.sequence() == 0 ? Optional.empty() : Optional.of(Checkpoint.parse(checkpoint));
  }

  String toJson() {
    return new FlatJson()
        .number("version", VERSION)
        .number("sequence", receipt.sequence())
        .number("stored", receipt.stored())
        .number("segment", segment)
        .text("from", from.toString())
        .text("to", to.toString())
        .number("posts", lengths.posts())
        .number("ids", lengths.ids())
        .number("dead_letters", lengths.deadLetters())
        .number("ledger", lengths.ledger())
        .text("checkpoint", checkpoint)
        .toString();
  }

  /** Empty when a newer program wrote it. */
  static Optional<Position> of(String json) {
    Map<String, String> values = FlatJson.read(json);
    if (number(values, "version") != VERSION) {
      return Optional.empty();
    }
    return Optional.of(
        new Position(
            new CommitReceipt(number(values, "sequence"), (int) number(values, "stored"), 0),
            number(values, "segment"),
            Instant.parse(values.get("from")),
            Instant.parse(values.get("to")),
            new Lengths(
                number(values, "posts"),
                number(values, "ids"),
                number(values, "dead_letters"),
                number(values, "ledger")),
            values.get("checkpoint")));
  }

  private static long number(Map<String, String> values, String key) {
    return Long.parseLong(values.get(key));
  }
}
