package dev.ouzel.persistence.kafka;

import static dev.ouzel.persistence.kafka.Batches.NOW;
import static dev.ouzel.persistence.kafka.Batches.STREAM;
import static dev.ouzel.persistence.kafka.Batches.post;
import static dev.ouzel.persistence.kafka.Batches.unfinished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.servers.Broker;
import dev.ouzel.servers.Cluster;
import dev.ouzel.servers.CommittedRecords;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a sink makes of brokers that die while it writes. There are two: a broker alone that dies
 * between accepting a commit and writing so to the topics was seen, in Kafka 4.3, to forget the
 * latter when it comes back, which leaves the transaction open for ever.
 */
@Timeout(3_600)
final class KafkaCrashTest {
  /** How often the broker is killed; the property {@code kills} sets it. */
  private static final int KILLS = Integer.getInteger("kills", 2);

  private static final int POSTS_IN_A_BATCH = 400;

  private final String topic = Broker.newTopic();

  private PostSink open(String servers) {
    return KafkaSink.open(
        "kafka://"
            + servers
            + "/"
            + topic
            + "?request.timeout.ms=2000&delivery.timeout.ms=3000&max.block.ms=5000",
        STREAM);
  }

  private static Batch batchOf(long sequence) {
    int first = (int) (sequence - 1) * POSTS_IN_A_BATCH;
    List<ReceivedPost> posts =
        IntStream.range(first, first + POSTS_IN_A_BATCH)
            .mapToObj(number -> post(number, "dipper ".repeat(100)))
            .toList();
    return unfinished(sequence)
        .addAllPosts(posts)
        .addDeadLetters(new DeadLetter(NOW, "no JSON", Payload.ofText("letter " + sequence)))
        .build();
  }

  @Test
  void keepsEachPostOnceHoweverOftenLeadersDie(@TempDir Path directory) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    long kept;
    try (Cluster cluster = new Cluster(directory)) {
      try (PostSink sink = open(cluster.servers());
          Load load = Load.start(sink, KafkaCrashTest::batchOf)) {
        for (int kill = 1; kill <= KILLS; kill++) {
          load.awaitMore(1 + random.nextInt(12));
          cluster.killLeader(kill % 2 == 1 ? topic : topic + ".ledger");
        }
        load.awaitMore(3);
        kept = load.stop();
      }
      checkStored(cluster.servers(), kept, "seed " + seed);
    }
  }

  private void checkStored(String servers, long kept, String where) {
    List<Long> ids = new ArrayList<>();
    try (CommittedRecords committed = new CommittedRecords(servers)) {
      // One by one: what is written during many kills may be more than memory holds.
      committed.forEach(topic, entry -> ids.add(OtherConsumer.id(entry)));
      assertThat(committed.of(topic + ".dead-letters")).as(where).hasSize((int) kept);
    }
    assertThat(ids)
        .as(where)
        .isEqualTo(
            IntStream.range(0, (int) kept * POSTS_IN_A_BATCH).mapToObj(Batches::id).toList());
  }
}
