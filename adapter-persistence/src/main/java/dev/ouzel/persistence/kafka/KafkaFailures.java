package dev.ouzel.persistence.kafka;

import dev.ouzel.sink.SinkFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What Kafka's exceptions mean for whoever runs the program. */
final class KafkaFailures {
  private static final int SHORTEST_TELLING = 3;

  /** The first whose type fits counts: the special come before the general. */
  private static final List<Meaning> MEANINGS =
      List.of(
          permanent(
              "do not accept the credentials: check sasl.* and ssl.* and the protocol in"
                  + " security.protocol",
              AuthenticationException.class),
          permanent(
              "deny the user this transactional id: allow it Write and Describe on"
                  + " transactional ids that begin with ouzel-",
              TransactionalIdAuthorizationException.class),
          permanent(
              "deny the user a topic: allow it Read, Write, Describe, DescribeConfigs and, or"
                  + " make the topics yourself, Create on this topic and those named after it",
              TopicAuthorizationException.class),
          permanent(
              "deny the user the cluster: allow it what docs/sinks.md lists",
              ClusterAuthorizationException.class,
              AuthorizationException.class),
          permanent(
              "refuse the time of a record: check this machine's clock, and"
                  + " message.timestamp.* of the topics",
              InvalidTimestampException.class),
          permanent(
              "are too old for what the sink needs: run Kafka 2.5 or newer",
              UnsupportedVersionException.class),
          permanent(
              "refuse settings: correct those that begin with topic., or make the topics"
                  + " yourself",
              PolicyViolationException.class,
              InvalidReplicationFactorException.class,
              InvalidConfigurationException.class,
              InvalidTopicException.class,
              InvalidPartitionsException.class),
          permanent(
              "refuse transaction.timeout.ms: set it below transaction.max.timeout.ms",
              InvalidTxnTimeoutException.class),
          permanent(
              "refuse a record that is no post as too large: raise max.message.bytes of the"
                  + " topics",
              RecordTooLargeException.class),
          passing(
              "have fewer replicas in sync than min.insync.replicas asks for",
              NotEnoughReplicasException.class,
              NotEnoughReplicasAfterAppendException.class),
          passing(
              "did not answer in time: check that they run and that the address is right",
              TimeoutException.class),
          passing(
              "ended the transaction by themselves",
              ProducerFencedException.class,
              InvalidProducerEpochException.class,
              InvalidPidMappingException.class,
              InvalidTxnStateException.class,
              OutOfOrderSequenceException.class,
              UnknownProducerIdException.class,
              TransactionAbortedException.class,
              TransactionAbortableException.class,
              ApplicationRecoverableException.class),
          passing("cannot take it now", RetriableException.class, UnknownServerException.class));

  private record Meaning(boolean worthRetrying, String words, List<Class<?>> types) {
    boolean fits(Throwable fault) {
      return types.stream().anyMatch(type -> type.isInstance(fault));
    }
  }

  private KafkaFailures() {}

  private static Meaning permanent(String words, Class<?>... types) {
    return new Meaning(false, words, List.of(types));
  }

  private static Meaning passing(String words, Class<?>... types) {
    return new Meaning(true, words, List.of(types));
  }

  /** What a client's failure means; a {@link SinkFailure} means what it says. */
  static SinkFailure of(Throwable failure, KafkaAddress address) {
    if (failure instanceof SinkFailure told) {
      return told;
    }
    for (Throwable fault : chain(failure)) {
      for (Meaning meaning : MEANINGS) {
        if (meaning.fits(fault)) {
          return of(meaning, fault, address);
        }
      }
    }
    return SinkFailure.permanent("Kafka cannot use " + address + ": " + failure, failure);
  }

  private static SinkFailure of(Meaning meaning, Throwable fault, KafkaAddress address) {
    String message =
        "the brokers of %s %s (%s)".formatted(address, meaning.words, fault.getMessage());
    return meaning.worthRetrying
        ? SinkFailure.transientFailure(message, fault)
        : SinkFailure.permanent(message, fault);
  }

  /**
   * Why a client could not even be made. Kafka may quote the properties that it cannot use, so its
   * words are kept only when there is no piece of a secret in them, and its exception never is.
   */
  static SinkFailure ofSettings(Throwable failure, KafkaAddress address) {
    List<String> words = chain(failure).stream().map(fault -> "" + fault.getMessage()).toList();
    Optional<Throwable> unresolved =
        chain(failure).stream()
            .filter(fault -> String.valueOf(fault.getMessage()).contains("resolvable"))
            .findFirst();
    if (unresolved.isPresent()) {
      return SinkFailure.transientFailure(
          "no host of " + address + " has an address now: check the names and the network");
    }
    boolean telling = words.stream().anyMatch(text -> tellsASecret(text, address));
    return SinkFailure.permanent(
        "Kafka's clients cannot be set up for "
            + address
            + (telling
                ? ": check the properties in the file named by config="
                : ": " + words.get(words.size() - 1)));
  }

  private static boolean tellsASecret(String text, KafkaAddress address) {
    return address.properties().entrySet().stream()
        .filter(property -> PropertyRules.isSecret(property.getKey()))
        .flatMap(property -> Stream.of(property.getValue().split("[\\s\"'=;]+")))
        .filter(piece -> piece.length() >= SHORTEST_TELLING)
        .anyMatch(text::contains);
  }

  private static List<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, fault -> fault != null, Throwable::getCause).limit(10).toList();
  }

  /** True when the brokers let another producer take the place of the one that failed. */
  static boolean isFenced(Throwable failure) {
    return chain(failure).stream()
        .anyMatch(
            fault ->
                fault instanceof ProducerFencedException
                    || fault instanceof InvalidProducerEpochException);
  }

  /** True when the record was too large, for the client or for the topic. */
  static boolean isTooLarge(Throwable failure) {
    return chain(failure).stream().anyMatch(RecordTooLargeException.class::isInstance);
  }
}
