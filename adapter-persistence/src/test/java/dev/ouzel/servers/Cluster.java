package dev.ouzel.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** Two brokers that hold everything twice, and a controller that is never killed. */
public final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final List<Integer> NODES = List.of(2, 3);

  private final Broker controller;
  private final Map<Integer, Broker> brokers = new HashMap<>();

  /** Starts them on a directory that is empty. */
  public Cluster(Path directory) {
    controller =
        Broker.launch(
            newDirectory(directory, "controller"),
            Map.of("process.roles", "controller", "default.replication.factor", "2"));
    for (int node : NODES) {
      Map<String, String> settings = new HashMap<>();
      settings.put("process.roles", "broker");
      settings.put("node.id", "" + node);
      settings.put("controller.quorum.voters", "1@" + controller.controller());
      settings.put("offsets.topic.replication.factor", "2");
      settings.put("transaction.state.log.replication.factor", "2");
      brokers.put(node, Broker.launch(newDirectory(directory, "broker-" + node), settings));
    }
    brokers.values().forEach(Broker::awaitAnswer);
  }

  private static Path newDirectory(Path parent, String name) {
    try {
      return Files.createDirectory(parent.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients find both brokers. */
  public String servers() {
    return String.join(",", brokers.values().stream().map(Broker::servers).toList());
  }

  /** Kills the broker that leads the topic's first partition and starts it again. */
  public void killLeader(String topic) {
    awaitBoth();
    Broker leader = brokers.get(topics().get(topic).partitions().get(0).leader().id());
    leader.kill();
    leader.start();
  }

  /** Waits until both brokers hold all of every topic. */
  private void awaitBoth() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (topics().values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.isr().size() == NODES.size())) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new AssertionError("a broker that came back does not catch up");
  }

  /** All topics, Kafka's own too. */
  private Map<String, TopicDescription> topics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      Set<String> names =
          join(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
      return join(admin.describeTopics(names).allTopicNames());
    }
  }

  private static <T> T join(KafkaFuture<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    brokers.values().forEach(Broker::close);
    controller.close();
  }
}
