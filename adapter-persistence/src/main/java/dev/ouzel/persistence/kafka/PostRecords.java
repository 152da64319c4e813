package dev.ouzel.persistence.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ouzel.post.PostId;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Posts, rematches and dead letters of one stream as records. Times are milliseconds since 1970. A
 * record's own time is that of its receipt: an id may lie about when a post was created, and
 * brokers refuse records from the future and drop those of long ago.
 */
final class PostRecords {
  static final String STREAM = "stream";
  static final String RECEIVED_AT = "received_at";
  static final String CREATED_AT = "created_at";
  static final String RULE_IDS = "rule_ids";
  static final String REASON = "reason";

  /** The header of a dead letter of which only the beginning was kept: its length in bytes. */
  static final String LENGTH = "length";

  private final Topics topics;
  private final int roomForLetter;
  private final byte[] stream;

  PostRecords(Topics topics, int roomForLetter, StreamName stream) {
    this.topics = topics;
    this.roomForLetter = roomForLetter;
    this.stream = stream.value().getBytes(UTF_8);
  }

  ProducerRecord<byte[], byte[]> of(ReceivedPost post) {
    byte[] frame = post.payload().toByteArray();
    ProducerRecord<byte[], byte[]> entry =
        entry(topics.posts(), post.receivedAt(), number(post.id()), frame);
    if (PostId.isSnowflake(post.id())) {
      entry.headers().add(CREATED_AT, number(PostId.millis(post.id())));
    }
    return withRules(entry, RuleIds.ofFrame(frame));
  }

  ProducerRecord<byte[], byte[]> of(Rematch rematch) {
    byte[] rules = rematch.rules().toByteArray();
    return withRules(
        entry(topics.rematches(), rematch.receivedAt(), number(rematch.id()), rules),
        RuleIds.ofRules(rules));
  }

  ProducerRecord<byte[], byte[]> of(DeadLetter letter) {
    int size = letter.payload().size();
    byte[] reason = letter.reason().getBytes(UTF_8);
    boolean fits = size <= roomForLetter - reason.length;
    byte[] bytes =
        (fits ? letter.payload() : letter.payload().slice(0, Topics.KEPT_OF_TOO_LARGE))
            .toByteArray();
    ProducerRecord<byte[], byte[]> entry =
        entry(topics.deadLetters(), letter.receivedAt(), null, bytes);
    entry.headers().add(REASON, reason);
    if (!fits) {
      entry.headers().add(LENGTH, number(size));
    }
    return entry;
  }

  private ProducerRecord<byte[], byte[]> entry(
      String topic, Instant receivedAt, byte[] key, byte[] value) {
    long millis = receivedAt.toEpochMilli();
    ProducerRecord<byte[], byte[]> entry = new ProducerRecord<>(topic, null, millis, key, value);
    entry.headers().add(STREAM, stream).add(RECEIVED_AT, number(millis));
    return entry;
  }

  private static ProducerRecord<byte[], byte[]> withRules(
      ProducerRecord<byte[], byte[]> entry, String ruleIds) {
    if (!ruleIds.isEmpty()) {
      entry.headers().add(RULE_IDS, ruleIds.getBytes(US_ASCII));
    }
    return entry;
  }

  private static byte[] number(long number) {
    return Long.toString(number).getBytes(US_ASCII);
  }
}
