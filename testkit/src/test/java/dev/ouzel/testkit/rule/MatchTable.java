package dev.ouzel.testkit.rule;

import dev.ouzel.post.Payload;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules and posts of {@code matches.txt} and {@code posts.json}. */
final class MatchTable {
  /** One rule and one post, and whether they match. */
  record Case(String rule, String post, boolean expected) {
    @Override
    public String toString() {
      return rule + (expected ? " matches " : " does not match ") + post;
    }
  }

  private MatchTable() {}

  static List<Case> cases() {
    return text("matches.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("# "))
        .flatMap(MatchTable::cases)
        .toList();
  }

  private static Stream<Case> cases(String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length != 3) {
      throw new IllegalArgumentException("not three columns: " + line);
    }
    String rule = columns[0].strip();
    return Stream.concat(
        names(columns[1]).map(post -> new Case(rule, post, true)),
        names(columns[2]).map(post -> new Case(rule, post, false)));
  }

  private static Stream<String> names(String column) {
    return Arrays.stream(column.strip().split(" ")).filter(name -> !name.isEmpty());
  }

  static Map<String, PublishedPost> posts() {
    JsonObject posts = new JsonObject(text("posts.json"));
    return posts.fieldNames().stream()
        .collect(Collectors.toMap(name -> name, name -> post(posts.getJsonObject(name))));
  }

  private static PublishedPost post(JsonObject frame) {
    return PublishedPost.of(Payload.ofText(frame.encode())).orElseThrow();
  }

  private static String text(String resource) {
    try (InputStream in = MatchTable.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
