package dev.ouzel.persistence.kafka;

import java.io.IOException;
import java.io.Reader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a URI says: {@code kafka://host:9092,host2:9092/topic?property=value&topic.setting=value}.
 *
 * @param servers the brokers to ask first
 * @param topic the topic of the posts, after which the others are named
 * @param properties of Kafka's clients, those of the file named by {@code config} included
 * @param topicSettings of topics that are made, without the {@code topic.} before them
 */
record KafkaAddress(
    String servers,
    String topic,
    Map<String, String> properties,
    Map<String, String> topicSettings) {
  private static final String SCHEME = "kafka://";
  private static final String USUAL_PORT = ":9092";
  private static final String FILE = "config";
  private static final String OF_TOPICS = "topic.";

  /** Leaves room for the longest name after it. */
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,235}");

  private static final Pattern SERVER =
      Pattern.compile("(?:[^\\s@/?:]+|\\[[0-9a-fA-F:.]+])(?<port>:[0-9]{1,5})?");

  /** Fails with {@link IllegalArgumentException} that shows no value. */
  static KafkaAddress parse(String uri) {
    String rest = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : "";
    int query = rest.indexOf('?');
    String place = query < 0 ? rest : rest.substring(0, query);
    int slash = place.indexOf('/');
    List<Matcher> servers =
        Stream.of(place.substring(0, Math.max(slash, 0)).split(",", -1))
            .map(SERVER::matcher)
            .toList();
    String topic = place.substring(slash + 1);
    if (!servers.stream().allMatch(Matcher::matches) || !isTopic(topic)) {
      throw new IllegalArgumentException(
          "a Kafka sink is kafka://host:9092/topic, with more hosts after commas, and with"
              + " property=value pairs after a '?'; a password goes into a file named by config=");
    }
    Map<String, String> parameters = parameters(query < 0 ? "" : rest.substring(query + 1));
    String file = parameters.remove(FILE);
    Map<String, String> topicSettings = new HashMap<>();
    Map<String, String> properties = new HashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (name.startsWith(OF_TOPICS)) {
            topicSettings.put(name.substring(OF_TOPICS.length()), value);
          } else {
            PropertyRules.checkInUri(name);
            properties.put(name, value);
          }
        });
    if (file != null) {
      read(file).forEach(properties::putIfAbsent);
    }
    properties.forEach(PropertyRules::check);
    return new KafkaAddress(
        withPorts(servers), topic, Map.copyOf(properties), Map.copyOf(topicSettings));
  }

  private static String withPorts(List<Matcher> servers) {
    return servers.stream()
        .map(server -> server.group() + (server.group("port") == null ? USUAL_PORT : ""))
        .collect(Collectors.joining(","));
  }

  private static boolean isTopic(String name) {
    return TOPIC.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("after the '?' of a Kafka sink go property=value pairs");
      }
      String name = decoded(pair.substring(0, equals));
      if (parameters.put(name, decoded(pair.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("'" + name + "' is there twice");
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      // A plus is a plus: this is no form.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a '%' in the parameters of a Kafka sink is written %25, or begins such a code");
    }
  }

  private static Map<String, String> read(String file) {
    Properties read = new Properties();
    try (Reader text = Files.newBufferedReader(Path.of(file))) {
      read.load(text);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "cannot read Kafka properties from '%s' (%s)"
              .formatted(file, e.getClass().getSimpleName()));
    }
    Map<String, String> properties = new HashMap<>();
    read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    return properties;
  }

  /** Where the posts go; no property, since some are secret. */
  @Override
  public String toString() {
    return SCHEME + servers + "/" + topic;
  }
}
