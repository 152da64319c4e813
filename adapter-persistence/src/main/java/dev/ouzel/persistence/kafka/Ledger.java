package dev.ouzel.persistence.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ouzel.persistence.kafka.CommittedLog.Span;
import dev.ouzel.persistence.kafka.CommittedLog.Visitor;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads the ledger's topic. */
final class Ledger {
  private static final int FIRST_LOOK = 256;
  private static final int WIDER = 8;

  private final CommittedLog log;
  private final TopicPartition partition;

  Ledger(CommittedLog log, Topics topics) {
    this.log = log;
    this.partition = new TopicPartition(topics.ledger(), 0);
  }

  /**
   * Where a stream stands.
   *
   * @param checkpoint of its last batch
   * @param receipt what that batch was answered; number 0 when there was none
   * @param writer who opened the stream last; empty when nobody did
   */
  record Standing(
      Optional<Checkpoint> checkpoint, CommitReceipt receipt, Optional<String> writer) {}

  /** How {@code stream} stands, after all that was begun before. */
  Standing standing(StreamName stream) {
    return find(stream, log::readAll);
  }

  /** How {@code stream} stands by what is committed now, without waiting for what is begun. */
  Standing glance(StreamName stream) {
    return find(stream, log::readPresent);
  }

  /**
   * Looks from the end, wider each time: the last batch is among the last records, even of a ledger
   * that is not compacted yet.
   */
  private Standing find(StreamName stream, BiConsumer<Span, Visitor> reading) {
    long begin = log.offset(partition, OffsetSpec.earliest());
    long end = log.offset(partition, OffsetSpec.latest());
    Found found = new Found(stream);
    for (long look = FIRST_LOOK; end > begin && found.checkpoint == null; look *= WIDER) {
      Found earlier = new Found(stream);
      long from = Math.max(begin, end - look);
      reading.accept(new Span(partition, from, end), earlier);
      found.addEarlier(earlier);
      end = from;
    }
    return found.standing();
  }

  /** The last value under each key, in the order of the keys' first, of what is committed now. */
  Map<String, String> all() {
    Map<String, ConsumerRecord<byte[], byte[]>> last = new LinkedHashMap<>();
    long begin = log.offset(partition, OffsetSpec.earliest());
    long end = log.offset(partition, OffsetSpec.latest());
    log.readPresent(new Span(partition, begin, end), entry -> last.put(key(entry), entry));
    Map<String, String> values = new LinkedHashMap<>();
    last.forEach((key, entry) -> values.put(key, value(entry)));
    return values;
  }

  private static String key(ConsumerRecord<byte[], byte[]> entry) {
    return entry.key() == null ? "" : new String(entry.key(), UTF_8);
  }

  private static String value(ConsumerRecord<byte[], byte[]> entry) {
    String format = header(entry, LedgerRecords.FORMAT).orElse(LedgerRecords.THIS_FORMAT);
    if (!format.equals(LedgerRecords.THIS_FORMAT)) {
      throw SinkFailure.permanent(
          "the topic %s was written by a newer Ouzel (format %s); use that version"
              .formatted(entry.topic(), format));
    }
    return entry.value() == null ? "" : new String(entry.value(), UTF_8);
  }

  static Optional<String> header(ConsumerRecord<byte[], byte[]> entry, String name) {
    return Optional.ofNullable(entry.headers().lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, UTF_8));
  }

  /** Remembers the last of what it visits of one stream. */
  private static final class Found implements Visitor {
    private final String checkpointKey;
    private final String writerKey;
    private ConsumerRecord<byte[], byte[]> checkpoint;
    private String writer;

    Found(StreamName stream) {
      checkpointKey = LedgerRecords.CHECKPOINT + stream;
      writerKey = LedgerRecords.WRITER + stream;
    }

    @Override
    public void visit(ConsumerRecord<byte[], byte[]> entry) {
      String key = key(entry);
      if (key.equals(checkpointKey) || key.equals(writerKey)) {
        writer = header(entry, LedgerRecords.WRITTEN_BY).orElse("");
        checkpoint = key.equals(checkpointKey) ? entry : checkpoint;
      }
    }

    void addEarlier(Found earlier) {
      checkpoint = checkpoint == null ? earlier.checkpoint : checkpoint;
      writer = writer == null ? earlier.writer : writer;
    }

    Standing standing() {
      if (checkpoint == null) {
        return new Standing(
            Optional.empty(), new CommitReceipt(0, 0, 0), Optional.ofNullable(writer));
      }
      Checkpoint last = Checkpoint.parse(value(checkpoint));
      int stored = Integer.parseInt(header(checkpoint, LedgerRecords.STORED).orElse("0"));
      return new Standing(
          Optional.of(last),
          new CommitReceipt(last.sequence(), stored, 0),
          Optional.ofNullable(writer));
    }
  }
}
