package dev.ouzel.testkit.rule;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user as far as a frame tells of them.
 *
 * @param names their id and their username, folded; none when nothing is known
 * @param affiliations the ids of the users whose affiliate they are
 * @param counts their public metrics by X's usual names
 */
record Person(
    Set<String> names,
    Profile profile,
    boolean verified,
    Set<String> affiliations,
    Map<String, Long> counts) {
  static final Person NOBODY = of(JsonView.EMPTY);

  /** What a user says of themselves. */
  record Profile(Words bio, Words name, Words location) {}

  static Person of(JsonView user) {
    return new Person(
        Stream.of("id", "username")
            .flatMap(name -> user.text(name).stream())
            .filter(name -> !name.isEmpty())
            .map(Words::fold)
            .collect(Collectors.toUnmodifiableSet()),
        new Profile(words(user, "description"), words(user, "name"), words(user, "location")),
        user.isTrue("verified")
            || user.text("verified_type").filter(type -> !type.equals("none")).isPresent(),
        Set.copyOf(user.object("affiliation").texts("user_id")),
        counts(user.object("public_metrics")));
  }

  /** Somebody of whom no more is known; either may be empty. */
  static Person known(String id, String username) {
    return of(JsonView.of(new JsonObject().put("id", id).put("username", username)));
  }

  private static Words words(JsonView user, String member) {
    return Words.of(user.text(member).orElse(""));
  }

  private static Map<String, Long> counts(JsonView metrics) {
    return Stream.of("followers_count", "following_count", "listed_count", "tweet_count")
        .flatMap(name -> count(metrics, name))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Stream<Map.Entry<String, Long>> count(JsonView metrics, String name) {
    OptionalLong count =
        name.equals("tweet_count") ? metrics.number(name, "post_count") : metrics.number(name);
    return count.stream().mapToObj(number -> Map.entry(name, number));
  }

  /** True for this user's id or username, folded. */
  boolean isNamed(String name) {
    return names.contains(name);
  }
}
