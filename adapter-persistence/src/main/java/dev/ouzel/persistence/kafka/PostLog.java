package dev.ouzel.persistence.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.PostIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Finds posts again on their topic. */
final class PostLog {
  /** How far this machine's clock may be behind X's, and posts still be found. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  private static final Instant FIRST = Instant.EPOCH.plus(CLOCK_DIFFERENCE);
  private static final int LONGEST_ID = 19;

  private final CommittedLog log;
  private final List<TopicPartition> partitions;

  PostLog(CommittedLog log, List<TopicPartition> partitions) {
    this.log = log;
    this.partitions = partitions;
  }

  /**
   * Ids of posts created then, or of those appended last. A record's time is that of its receipt,
   * and nothing is received before it is created: reading begins with what was received at the
   * range's beginning, and goes to the end, since a gap may be repaired late.
   */
  PostIds ids(TimeRange created) {
    PostIds ids = new PostIds();
    for (TopicPartition partition : partitions) {
      long end = log.offset(partition, OffsetSpec.latest());
      long from = log.offset(partition, OffsetSpec.forTimestamp(received(created.from())));
      if (from >= 0) {
        long most = PostIds.MOST / partitions.size();
        CommittedLog.Span span = new CommittedLog.Span(partition, Math.max(from, end - most), end);
        log.readAll(span, entry -> add(ids, entry.key(), created));
      }
    }
    return ids;
  }

  private static long received(Instant created) {
    return created.isBefore(FIRST) ? 0 : created.minus(CLOCK_DIFFERENCE).toEpochMilli();
  }

  private static void add(PostIds ids, byte[] key, TimeRange created) {
    long id = id(key);
    if (PostId.isSnowflake(id) && created.contains(Instant.ofEpochMilli(PostId.millis(id)))) {
      ids.add(id);
    }
  }

  /** The id that a key tells; 0 for a key that is none of ours. */
  private static long id(byte[] key) {
    if (key == null || key.length > LONGEST_ID) {
      return 0;
    }
    try {
      return Long.parseLong(new String(key, US_ASCII));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
