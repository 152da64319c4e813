package dev.ouzel.persistence.kafka;

import dev.ouzel.sink.SinkFailure;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a sink: their names, and that they are there and fit. */
final class Topics {
  /** What is kept of a dead letter that is too large for its topic. */
  static final int KEPT_OF_TOO_LARGE = 64 << 10;

  /** Room for a record's headers and what Kafka adds. */
  static final int OVERHEAD_BYTES = 4 << 10;

  /** A ledger is read at each start, from the last segment that is not compacted yet. */
  private static final Map<String, String> OF_LEDGER =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG,
          Integer.toString(4 << 20));

  private static final String PARTITIONS = "partitions";
  private static final String REPLICATION = "replication.factor";

  private final KafkaClients clients;
  private final KafkaAddress address;

  Topics(KafkaClients clients) {
    this.clients = clients;
    this.address = clients.address();
  }

  /** Key: post id; value: the frame. */
  String posts() {
    return address.topic();
  }

  /** Key: post id; value: the rules of the later frame. */
  String rematches() {
    return address.topic() + ".rematches";
  }

  /** Value: the frame that is no post. */
  String deadLetters() {
    return address.topic() + ".dead-letters";
  }

  /** What is known of streams, of one partition, compacted. */
  String ledger() {
    return address.topic() + ".ledger";
  }

  private List<String> all() {
    return List.of(posts(), rematches(), deadLetters(), ledger());
  }

  /**
   * Makes what is missing and checks what is there. Tells how many bytes the payload of a dead
   * letter may have.
   */
  int prepare(Admin admin) {
    Map<String, TopicDescription> there = describe(admin);
    Map<String, Config> settings = settings(admin, there.keySet());
    settings.putAll(create(admin, there.keySet()));
    if (there.containsKey(ledger())) {
      checkLedger(there.get(ledger()), settings.get(ledger()));
    }
    settings.forEach(Topics::checkRoom);
    return roomIn(settings.get(deadLetters())) - OVERHEAD_BYTES;
  }

  /** True when an ingest has written here. */
  boolean isThere(Admin admin) {
    return describe(admin).containsKey(ledger());
  }

  /** The partitions of the posts. */
  List<TopicPartition> partitions(Admin admin) {
    return Stream.ofNullable(describe(admin).get(posts()))
        .flatMap(topic -> topic.partitions().stream())
        .map(partition -> new TopicPartition(posts(), partition.partition()))
        .toList();
  }

  /** Those that there are, by name. */
  private Map<String, TopicDescription> describe(Admin admin) {
    Map<String, TopicDescription> there = new HashMap<>();
    admin
        .describeTopics(all())
        .topicNameValues()
        .forEach((name, answer) -> presence(answer).ifPresent(topic -> there.put(name, topic)));
    return there;
  }

  private Optional<TopicDescription> presence(KafkaFuture<TopicDescription> answer) {
    try {
      return Optional.of(clients.answer(answer));
    } catch (SinkFailure e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Makes all but those that are there; tells the settings that they got. */
  private Map<String, Config> create(Admin admin, Collection<String> there) {
    List<String> missing = all().stream().filter(name -> !there.contains(name)).toList();
    CreateTopicsResult made = admin.createTopics(missing.stream().map(this::newTopic).toList());
    Map<String, Config> settings = new HashMap<>();
    missing.forEach(name -> settings.put(name, clients.answer(made.config(name))));
    return settings;
  }

  private Map<String, Config> settings(Admin admin, Collection<String> names) {
    List<ConfigResource> asked =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Config> settings = new HashMap<>();
    clients
        .answer(admin.describeConfigs(asked).all())
        .forEach((topic, config) -> settings.put(topic.name(), config));
    return settings;
  }

  private NewTopic newTopic(String name) {
    Map<String, String> settings = new HashMap<>();
    if (!name.equals(ledger())) {
      settings.put(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(KafkaClients.MOST_RECORD_BYTES));
    }
    settings.putAll(address.topicSettings());
    settings.remove(PARTITIONS);
    settings.remove(REPLICATION);
    if (name.equals(ledger())) {
      settings.putAll(OF_LEDGER);
    }
    boolean single = name.equals(ledger()) || name.equals(deadLetters());
    Optional<Integer> partitions = single ? Optional.of(1) : number(PARTITIONS);
    return new NewTopic(name, partitions, number(REPLICATION).map(Integer::shortValue))
        .configs(settings);
  }

  private Optional<Integer> number(String name) {
    return Optional.ofNullable(address.topicSettings().get(name))
        .map(
            text -> {
              try {
                return Integer.valueOf(text.strip());
              } catch (NumberFormatException e) {
                throw SinkFailure.permanent("topic." + name + " is a number");
              }
            });
  }

  private void checkLedger(TopicDescription topic, Config settings) {
    String policy = settings.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw SinkFailure.permanent(
          ("the topic %s has cleanup.policy=%s and would forget how far a stream is kept: set it to"
                  + " compact")
              .formatted(ledger(), policy));
    }
    if (topic.partitions().size() != 1) {
      throw SinkFailure.permanent(
          "the topic %s has %d partitions; it needs to be of one, so that it has an order"
              .formatted(ledger(), topic.partitions().size()));
    }
  }

  private static void checkRoom(String name, Config settings) {
    int least = KEPT_OF_TOO_LARGE + OVERHEAD_BYTES;
    if (roomIn(settings) < least) {
      throw SinkFailure.permanent(
          "the topic %s takes no record above %d bytes, too few to work with: set"
                  .formatted(name, roomIn(settings))
              + " max.message.bytes to %d, or to %d at the very least"
                  .formatted(KafkaClients.MOST_RECORD_BYTES, least));
    }
  }

  private static int roomIn(Config settings) {
    return Integer.parseInt(settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
  }
}
