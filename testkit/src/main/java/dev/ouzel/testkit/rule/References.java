package dev.ouzel.testkit.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which posts a post refers to, and how. */
record References(List<Reference> all) {
  static final Set<String> REPOSTED = Set.of("retweeted", "reposted");
  static final Set<String> QUOTED = Set.of("quoted");
  static final Set<String> REPLIED_TO = Set.of("replied_to");

  /** Those whose content a post shows as well. */
  static final Set<String> SHOWN = Set.of("retweeted", "reposted", "quoted");

  /** One of them. */
  record Reference(String type, String id) {}

  static References of(JsonView post) {
    return new References(
        post.objects("referenced_tweets", "referenced_posts").stream()
            .map(
                reference ->
                    new Reference(
                        reference.text("type").orElse(""), reference.text("id").orElse("")))
            .toList());
  }

  boolean has(Set<String> types) {
    return all.stream().anyMatch(reference -> types.contains(reference.type()));
  }

  Set<String> ids(Set<String> types) {
    return all.stream()
        .filter(reference -> types.contains(reference.type()))
        .map(Reference::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
