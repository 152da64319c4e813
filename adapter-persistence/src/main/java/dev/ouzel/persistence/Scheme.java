package dev.ouzel.persistence;

import dev.ouzel.sink.SinkFailure;
import java.util.Optional;
import java.util.stream.Stream;

/** How a sink's URI begins, and which driver the sink needs. */
enum Scheme {
  SQLITE("sqlite:", "org.sqlite.JDBC", "org.xerial:sqlite-jdbc"),
  POSTGRESQL("postgresql://", "org.postgresql.Driver", "org.postgresql:postgresql"),
  KAFKA(
      "kafka://",
      "org.apache.kafka.clients.producer.KafkaProducer",
      "org.apache.kafka:kafka-clients"),
  /** Needs its library for one way of compressing alone, and says so itself. */
  JSONL("jsonl:", "", ""),
  STDOUT("-", "", "");

  private final String beginning;
  private final String driver;
  private final String artifact;

  Scheme(String beginning, String driver, String artifact) {
    this.beginning = beginning;
    this.driver = driver;
    this.artifact = artifact;
  }

  /** The scheme of a URI; empty when it names no sink. */
  static Optional<Scheme> of(String uri) {
    return Stream.of(values())
        .filter(scheme -> scheme == STDOUT ? uri.equals("-") : uri.startsWith(scheme.beginning))
        .findFirst();
  }

  /** What follows the beginning. */
  String rest(String uri) {
    return uri.substring(beginning.length());
  }

  /**
   * Fails when the driver is missing: drivers are optional dependencies, so that an embedder
   * carries those alone that it uses.
   */
  void require(String shown) {
    if (driver.isEmpty()) {
      return;
    }
    try {
      Class.forName(driver);
    } catch (ClassNotFoundException missing) {
      throw SinkFailure.permanent(
          "the sink '%s' needs a driver: add %s to the class path".formatted(shown, artifact),
          missing);
    }
  }
}
