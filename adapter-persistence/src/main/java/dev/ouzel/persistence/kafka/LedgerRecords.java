package dev.ouzel.persistence.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.LedgerJson;
import dev.ouzel.stream.StreamName;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a batch tells of a stream's time and connections, as records of the ledger. Their keys are
 * chosen so that compaction drops what was told anew, and nothing else.
 */
final class LedgerRecords {
  static final String CHECKPOINT = "checkpoint/";
  static final String WRITER = "writer/";
  static final String COVERAGE = "coverage/";
  static final String CONNECTION = "connection/";

  /** The header that says which version of these records it is. */
  static final String FORMAT = "format";

  static final String THIS_FORMAT = "1";

  /** The header of a checkpoint that says how many posts came with it. */
  static final String STORED = "stored";

  /** The header that names who wrote a checkpoint, or opened the stream. */
  static final String WRITTEN_BY = "written_by";

  private final String topic;
  private final String writer;

  LedgerRecords(Topics topics, String writer) {
    this.topic = topics.ledger();
    this.writer = writer;
  }

  /** Says that {@code stream} is written by this writer from now on. */
  ProducerRecord<byte[], byte[]> opening(StreamName stream) {
    ProducerRecord<byte[], byte[]> opening = entry(WRITER + stream, writer);
    opening.headers().add(WRITTEN_BY, writer.getBytes(UTF_8));
    return opening;
  }

  /** What a batch adds, its checkpoint last. */
  List<ProducerRecord<byte[], byte[]>> of(Batch batch) {
    Checkpoint checkpoint = batch.checkpoint();
    StreamName stream = checkpoint.stream();
    List<ProducerRecord<byte[], byte[]>> entries = new ArrayList<>();
    for (int i = 0; i < batch.coverage().size(); i++) {
      String key = COVERAGE + stream + "/" + checkpoint.sequence() + "/" + i;
      entries.add(entry(key, LedgerJson.of(batch.coverage().get(i))));
    }
    for (ConnectionRecord connection : batch.connections()) {
      String key = CONNECTION + stream + "/" + connection.number();
      entries.add(entry(key, LedgerJson.of(connection)));
    }
    ProducerRecord<byte[], byte[]> last = entry(CHECKPOINT + stream, checkpoint.toText());
    last.headers().add(STORED, Integer.toString(batch.posts().size()).getBytes(UTF_8));
    last.headers().add(WRITTEN_BY, writer.getBytes(UTF_8));
    entries.add(last);
    return entries;
  }

  private ProducerRecord<byte[], byte[]> entry(String key, String value) {
    ProducerRecord<byte[], byte[]> entry =
        new ProducerRecord<>(topic, 0, key.getBytes(UTF_8), value.getBytes(UTF_8));
    entry.headers().add(FORMAT, THIS_FORMAT.getBytes(UTF_8));
    return entry;
  }
}
