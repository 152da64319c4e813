package dev.ouzel.persistence.kafka;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which of Kafka's properties may be set, and where. */
final class PropertyRules {
  private static final Pattern SECRET =
      Pattern.compile("password|passwd|secret|jaas|credential|token\\.value|private");

  /** What some property must be, and why. */
  private static final Map<String, Rule> RULES =
      Map.of(
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          new Rule(Set.of("true"), "without it a batch sent again would be there twice"),
          ProducerConfig.ACKS_CONFIG,
          new Rule(Set.of("all", "-1"), "with less, what is acknowledged could be lost"),
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          new Rule(Set.of(), "it follows from topic and stream, to fence off a second writer"),
          ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG,
          new Rule(Set.of("false"), "nobody else would finish a transaction left open"),
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          new Rule(Set.of(), "keys are post ids as text"),
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          new Rule(Set.of(), "values are the bytes that X sent"),
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          new Rule(Set.of(), "the hosts of the URI are that"));

  private record Rule(Set<String> allowed, String reason) {}

  private PropertyRules() {}

  /** Refuses what would break a promise. */
  static void check(String name, String value) {
    Rule rule = RULES.get(name);
    if (rule != null && !rule.allowed.contains(value.strip().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Kafka's property %s cannot be set%s: %s"
              .formatted(name, rule.allowed.isEmpty() ? "" : " to that", rule.reason));
    }
  }

  /** Refuses what does not belong into a URI, which others may see. */
  static void checkInUri(String name) {
    if (isSecret(name)) {
      throw new IllegalArgumentException(
          "Kafka's property %s is secret: put it into a file and name that by config=FILE"
              .formatted(name));
    }
    if (!ProducerConfig.configNames().contains(name)) {
      throw new IllegalArgumentException(
          ("'%s' is no property of Kafka's producer; one of a plug-in goes into a file named by"
                  + " config=FILE")
              .formatted(name));
    }
  }

  /** True for what Kafka itself would not show, and for what is named like it. */
  static boolean isSecret(String name) {
    ConfigDef.ConfigKey key = ProducerConfig.configDef().configKeys().get(name);
    return (key != null && key.type == ConfigDef.Type.PASSWORD)
        || SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
  }
}
