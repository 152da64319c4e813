package dev.ouzel.app.bench;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.testkit.load.FrameSize;
import dev.ouzel.testkit.load.LoadSum;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kafka topic, and those named after it.
 *
 * @param servers brokers, as the URI has them
 * @param topic the name of the topic of posts
 * @param parameters what else the URI says
 */
record NewTopics(String servers, String topic, Optional<String> parameters) implements NewStore {
  static final String SCHEME = "kafka://";
  static final String FORM = "kafka://HOST:9092/TOPIC";

  private static final Pattern URI =
      Pattern.compile(
          SCHEME + "(?<servers>[^/?@]+)/(?<topic>[a-zA-Z0-9._-]+)(?:\\?(?<parameters>.+))?");

  static NewTopics of(String uri) {
    Matcher form = URI.matcher(uri);
    if (!form.matches()) {
      throw new Mistake("--sink is " + FORM + " here; passwords go into a file named by config=");
    }
    String topic = "%s-%08x".formatted(form.group("topic"), ThreadLocalRandom.current().nextInt());
    return new NewTopics(
        form.group("servers"), topic, Optional.ofNullable(form.group("parameters")));
  }

  @Override
  public String uri() {
    return SCHEME + servers + "/" + topic + parameters.map(some -> "?" + some).orElse("");
  }

  @Override
  public String name() {
    return uri();
  }

  @Override
  public NewTopics beside() {
    return new NewTopics(servers, topic + "-sink", parameters);
  }

  /** The receipts alone are counted: Ouzel has no reader of the posts in a topic. */
  @Override
  public Optional<Boolean> holdsExactly(FrameSize size, LoadSum sent) {
    return Optional.empty();
  }

  /** Deletes nothing: topics are deleted by those who run the brokers. */
  @Override
  public Optional<String> remove() {
    return Optional.of(
        ("the topics named %s and after it stay; delete them by: kafka-topics.sh"
                + " --bootstrap-server %s --delete --topic '%s.*'")
            .formatted(topic, servers, topic));
  }
}
