package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.StreamSignal;

/** Counts, for {@link Tally}. */
final class Books {
  private long attempts;
  private long openings;
  private long bytes;
  private long keepAlives;
  private long posts;
  private long systemMessages;
  private long unreadable;
  private long windowDuplicates;
  private long rematches;
  private long stored;
  private long sinkDuplicates;
  private long rejected;
  private long unfinishedBytes;
  private Usage usage = Usage.none();

  void attempt() {
    attempts++;
  }

  void opening() {
    openings++;
  }

  void turn(StreamSignal.Frames turn) {
    bytes += turn.bytes();
    keepAlives += turn.keepAlives();
  }

  /** Goes on from what was delivered before a restart. */
  void resume(Usage before) {
    usage = before;
  }

  /** Posts that are new were delivered. */
  void delivered(long newPosts, Moment now) {
    usage = newPosts == 0 ? usage : usage.plus(newPosts, now.wall());
  }

  Usage usage() {
    return usage;
  }

  void post() {
    posts++;
  }

  void systemMessage() {
    systemMessages++;
  }

  void unreadable() {
    unreadable++;
  }

  void windowDuplicate(boolean rematch) {
    windowDuplicates++;
    rematches += rematch ? 1 : 0;
  }

  void receipt(CommitReceipt receipt) {
    stored += receipt.stored();
    sinkDuplicates += receipt.duplicates();
  }

  void rejection() {
    rejected++;
  }

  long rejected() {
    return rejected;
  }

  void unfinished(int count) {
    unfinishedBytes += count;
  }

  long stored() {
    return stored;
  }

  long sinkDuplicates() {
    return sinkDuplicates;
  }

  /** The tally, while {@code inMemory} posts await the sink. */
  Tally tally(long inMemory) {
    return Tally.builder()
        .attempts(attempts)
        .openings(openings)
        .bytes(bytes)
        .keepAlives(keepAlives)
        .frames(posts + systemMessages + unreadable)
        .posts(posts)
        .systemMessages(systemMessages)
        .unreadable(unreadable)
        .windowDuplicates(windowDuplicates)
        .rematches(rematches)
        .stored(stored)
        .sinkDuplicates(sinkDuplicates)
        .rejected(rejected)
        .inMemory(inMemory)
        .unfinishedBytes(unfinishedBytes)
        .build();
  }
}
