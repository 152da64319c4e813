package dev.ouzel.testkit.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What X marked in a text. All is folded.
 *
 * @param hashtags without their sign, as cashtags and mentions are
 * @param names of what was recognised in the text
 */
record Marks(
    Set<String> hashtags,
    Set<String> cashtags,
    Set<String> mentions,
    List<Link> links,
    Set<String> names) {

  /**
   * A link.
   *
   * @param addresses the address as it stands in the text, and where it leads
   * @param words the same, cut into words
   */
  record Link(List<String> addresses, List<Words> words, Words title, Words description) {
    static Link of(JsonView url) {
      List<String> addresses =
          Stream.of("url", "expanded_url", "unwound_url")
              .flatMap(name -> url.text(name).stream())
              .map(Words::fold)
              .distinct()
              .toList();
      return new Link(
          addresses,
          addresses.stream().map(Words::of).toList(),
          Words.of(url.text("title").orElse("")),
          Words.of(url.text("description").orElse("")));
    }
  }

  /** What is marked in any of these: a long post has entities of its own beside the usual ones. */
  static Marks of(List<JsonView> entities) {
    return new Marks(
        folded(entities, "hashtags", "tag"),
        folded(entities, "cashtags", "tag"),
        folded(entities, "mentions", "username"),
        each(entities, "urls").map(Link::of).toList(),
        folded(entities, "annotations", "normalized_text"));
  }

  private static Stream<JsonView> each(List<JsonView> entities, String list) {
    return entities.stream().flatMap(marked -> marked.objects(list).stream());
  }

  private static Set<String> folded(List<JsonView> entities, String list, String member) {
    return each(entities, list)
        .flatMap(entity -> entity.text(member).stream())
        .map(Words::fold)
        .collect(Collectors.toUnmodifiableSet());
  }
}
