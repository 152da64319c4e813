package dev.ouzel.testkit.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one post says and shows.
 *
 * @param text the whole text, of a long post too
 * @param attached true when media are attached, whether they came along or not
 * @param media the types of the media that came along
 */
record Content(
    Words text,
    Marks marks,
    boolean attached,
    Set<String> media,
    List<Annotation> annotations,
    boolean reply) {

  /** A context annotation: two ids, and the entity's name, folded. */
  record Annotation(String domain, String entity, String name) {}

  static Content of(JsonView post, List<JsonView> media) {
    JsonView note = post.object("note_tweet", "note_post");
    return new Content(
        Words.of(plain(note.text("text").or(() -> post.text("text")).orElse(""))),
        Marks.of(List.of(post.object("entities"), note.object("entities"))),
        !post.object("attachments").texts("media_keys").isEmpty(),
        media.stream()
            .flatMap(item -> item.text("type").stream())
            .collect(Collectors.toUnmodifiableSet()),
        post.objects("context_annotations").stream().map(Content::annotation).toList(),
        References.of(post).has(References.REPLIED_TO));
  }

  private static Annotation annotation(JsonView context) {
    return new Annotation(
        context.object("domain").text("id").orElse(""),
        context.object("entity").text("id").orElse(""),
        Words.fold(context.object("entity").text("name").orElse("")));
  }

  /** True when X recognised a thing of this name, folded, in it. */
  boolean names(String name) {
    return marks.names().contains(name)
        || annotations.stream().anyMatch(annotation -> annotation.name().equals(name));
  }

  /** The text without the escapes that X makes for three characters. */
  private static String plain(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
