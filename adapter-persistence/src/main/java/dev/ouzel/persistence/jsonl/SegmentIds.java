package dev.ouzel.persistence.jsonl;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.PostIds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** The ids of a stream's latest posts: eight bytes each, the highest first, a file a segment. */
final class SegmentIds {
  /** X replays what is at most 24 h old, and asks then whether it is held. */
  private static final Duration KEPT = Duration.ofHours(25);

  private static final int CHUNK_BYTES = 1024 * 1024;
  private static final Instant NO_POST_AFTER =
      Instant.ofEpochMilli(PostId.millis(Long.MAX_VALUE) + 1);
  private static final int NANOS_SHORT_OF_A_MILLI = 999_999;

  private final long fromMilli;
  private final long toMilli;
  private final PostIds found = new PostIds();

  private SegmentIds(TimeRange created) {
    fromMilli = firstMilli(created.from());
    toMilli = firstMilli(created.to());
  }

  /** The first whole millisecond that is not before {@code time}. */
  private static long firstMilli(Instant time) {
    if (time.isBefore(Instant.EPOCH)) {
      return 0;
    }
    return time.isAfter(NO_POST_AFTER)
        ? NO_POST_AFTER.toEpochMilli()
        : time.plusNanos(NANOS_SHORT_OF_A_MILLI).toEpochMilli();
  }

  /** Of the posts created within {@code created}, the last to arrive first. */
  static PostIds read(StreamFiles files, Position position, TimeRange created) throws IOException {
    SegmentIds ids = new SegmentIds(created);
    Path active = files.ids(position.segment());
    for (Path segment : files.ids()) {
      try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
        ids.addAll(channel, segment.equals(active) ? position.lengths().ids() : channel.size());
      }
    }
    return ids.found;
  }

  private void addAll(FileChannel segment, long length) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    for (long end = length - length % Long.BYTES; end > 0 && !found.isFull(); ) {
      int size = (int) Math.min(CHUNK_BYTES, end);
      end -= size;
      chunk.clear().limit(size);
      while (chunk.hasRemaining() && segment.read(chunk, end + chunk.position()) >= 0) {
        // Reads on.
      }
      for (int at = size - Long.BYTES; at >= 0; at -= Long.BYTES) {
        add(chunk.getLong(at));
      }
    }
  }

  private void add(long id) {
    if (PostId.isSnowflake(id)) {
      long milli = PostId.millis(id);
      if (milli >= fromMilli && milli < toMilli) {
        found.add(id);
      }
    }
  }

  /** Deletes the files of segments that nobody will ask about. */
  static void forgetOld(Disk disk, StreamFiles files, Instant now) throws IOException {
    Instant oldest = now.minus(KEPT);
    long kept = 0;
    for (Path segment : files.ids()) {
      if (kept >= PostIds.MOST || Files.getLastModifiedTime(segment).toInstant().isBefore(oldest)) {
        disk.delete(segment);
      } else {
        kept += Files.size(segment) / Long.BYTES;
      }
    }
  }
}
