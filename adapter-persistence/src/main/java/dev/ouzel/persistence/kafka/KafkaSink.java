package dev.ouzel.persistence.kafka;

import dev.ouzel.persistence.store.BlockingSink;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * Publishes one stream's posts on a Kafka topic, which several streams may share. A commit
 * completes when the brokers have committed its transaction. All waiting, but that of opening, is
 * done on a thread of the sink's own.
 *
 * <p>Who opens a stream takes it over: a sink that was open for it elsewhere fails at its next
 * commit, and keeps nothing of that.
 */
public final class KafkaSink {
  private KafkaSink() {}

  /**
   * Opens the topic that {@code uri} names, as {@code
   * kafka://host:9092[,host2:9092]/topic?property=value}, and makes it and those named after it
   * when they do not exist. Parameters are properties of Kafka's producer; {@code config} names a
   * file with more of them, secret ones too; those that begin with {@code topic.} are settings of
   * topics that are made.
   *
   * @throws IllegalArgumentException when the URI is none of these, or sets what would break a
   *     promise
   * @throws SinkFailure when the brokers cannot be reached or do not allow it
   */
  public static PostSink open(String uri, StreamName stream) {
    KafkaClients clients = new KafkaClients(KafkaAddress.parse(uri));
    return new BlockingSink(SinkKind.LOG, KafkaStore.open(clients, stream, thisWriter()));
  }

  /** Names this opening of a sink, and no other. */
  private static String thisWriter() {
    long process = ProcessHandle.current().pid();
    return "process %d on %s, since %s".formatted(process, host(), Instant.now());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "a machine without a name";
    }
  }
}
