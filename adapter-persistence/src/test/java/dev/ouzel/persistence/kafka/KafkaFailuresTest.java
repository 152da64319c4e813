package dev.ouzel.persistence.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ouzel.sink.SinkFailure;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class KafkaFailuresTest {
  private static final KafkaAddress ADDRESS = KafkaAddress.parse("kafka://host:9092/posts");

  static Stream<Arguments> meanings() {
    return Stream.of(
        arguments(new TimeoutException("words"), true, "did not answer in time"),
        arguments(new DisconnectException("words"), true, "cannot take it now"),
        arguments(new NotLeaderOrFollowerException("words"), true, "cannot take it now"),
        arguments(new CoordinatorNotAvailableException("words"), true, "cannot take it now"),
        arguments(new KafkaStorageException("words"), true, "cannot take it now"),
        arguments(new UnknownServerException("words"), true, "cannot take it now"),
        arguments(new UnknownTopicOrPartitionException("words"), true, "cannot take it now"),
        arguments(new NotEnoughReplicasException("words"), true, "min.insync.replicas"),
        arguments(new ProducerFencedException("words"), true, "ended the transaction"),
        arguments(new InvalidProducerEpochException("words"), true, "ended the transaction"),
        arguments(new InvalidPidMappingException("words"), true, "ended the transaction"),
        arguments(new OutOfOrderSequenceException("words"), true, "ended the transaction"),
        arguments(new SaslAuthenticationException("words"), false, "credentials"),
        arguments(new SslAuthenticationException("words"), false, "credentials"),
        arguments(new TopicAuthorizationException("words"), false, "Write"),
        arguments(new TransactionalIdAuthorizationException("words"), false, "begin with ouzel-"),
        arguments(new ClusterAuthorizationException("words"), false, "docs/sinks.md"),
        arguments(new InvalidTimestampException("words"), false, "clock"),
        arguments(new UnsupportedVersionException("words"), false, "too old"),
        arguments(new PolicyViolationException("words"), false, "topic."),
        arguments(new InvalidReplicationFactorException("words"), false, "topic."),
        arguments(new InvalidTxnTimeoutException("words"), false, "transaction.max.timeout.ms"),
        arguments(new RecordTooLargeException("words"), false, "max.message.bytes"));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void eachExceptionSaysWhatToDo(RuntimeException exception, boolean worthRetrying, String words) {
    SinkFailure failure = KafkaFailures.of(exception, ADDRESS);

    assertThat(failure)
        .hasMessageStartingWith("the brokers of kafka://host:9092/posts ")
        .hasMessageContaining(words)
        .hasMessageEndingWith("(words)")
        .hasCause(exception);
    assertThat(failure.isWorthRetrying()).isEqualTo(worthRetrying);
    assertThat(failure.rejectedPost()).isEmpty();
  }

  @Test
  void looksForTheMeaningInTheCauses() {
    Exception wrapped =
        new ExecutionException(
            new KafkaException("in an error state", new TopicAuthorizationException("denied")));

    assertThat(KafkaFailures.of(wrapped, ADDRESS))
        .hasMessageContaining("deny the user a topic")
        .hasMessageContaining("denied");
    assertThat(KafkaFailures.isFenced(new KafkaException(new ProducerFencedException("x"))))
        .isTrue();
    assertThat(KafkaFailures.isFenced(wrapped)).isFalse();
  }

  @Test
  void whatItDoesNotKnowIsPermanentAndShown() {
    SinkFailure failure = KafkaFailures.of(new KafkaException("something new"), ADDRESS);

    assertThat(failure.isWorthRetrying()).isFalse();
    assertThat(failure)
        .hasMessageContaining("kafka://host:9092/posts")
        .hasMessageContaining("something new");
  }

  @Test
  void aFailureOfTheSinksOwnStaysAsItIs() {
    SinkFailure told = SinkFailure.permanent("told");

    assertThat(KafkaFailures.of(told, ADDRESS)).isSameAs(told);
  }
}
