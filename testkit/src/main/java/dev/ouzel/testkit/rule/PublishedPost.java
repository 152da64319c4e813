package dev.ouzel.testkit.rule;

import dev.ouzel.post.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A post as a stream delivers it, read once for many rules. What its frame does not carry is not
 * known, and matches nothing: publish it with all of X's fields and expansions. Both of X's
 * vocabularies are understood. Immutable.
 */
public final class PublishedPost {
  private final Payload frame;
  private final JsonView data;
  private final JsonView includes;
  private final References references;
  private final List<Content> contents;
  private final Person author;
  private final Person repliedTo;
  private final Person reposted;
  private final Whereabouts whereabouts;

  private PublishedPost(Payload frame, JsonView data, JsonView includes) {
    this.frame = frame;
    this.data = data;
    this.includes = includes;
    this.references = References.of(data);
    this.contents = List.copyOf(contents());
    this.author = person(data.text("author_id").orElse(""), data.text("username").orElse(""));
    this.repliedTo = repliedTo();
    this.reposted = reposted();
    this.whereabouts = isRepost() ? Whereabouts.NOWHERE : whereabouts();
  }

  /** The post of a frame; empty when the frame has no {@code data} object with an id. */
  public static Optional<PublishedPost> of(Payload frame) {
    return JsonView.of(frame)
        .filter(whole -> whole.object("data").text("id").isPresent())
        .map(whole -> new PublishedPost(frame, whole.object("data"), whole.object("includes")));
  }

  /** The frame it was read from. */
  public Payload frame() {
    return frame;
  }

  /** X's id for it. */
  public String id() {
    return data.text("id").orElseThrow();
  }

  /** Its text as X sends it, of a long post the whole one; empty when it has none. */
  public String text() {
    return data.object("note_tweet", "note_post")
        .text("text")
        .or(() -> data.text("text"))
        .orElse("");
  }

  /** The id of who wrote it. */
  public Optional<String> authorId() {
    return data.text("author_id");
  }

  /** A text member of the post itself, by any of these names, folded. */
  Optional<String> member(String... names) {
    return data.text(names).map(Words::fold);
  }

  /** What it says and shows itself, then what the posts that it quotes or repeats do. */
  List<Content> everything() {
    return contents;
  }

  References references() {
    return references;
  }

  boolean isRepost() {
    return references.has(References.REPOSTED);
  }

  Person author() {
    return author;
  }

  Person addressee() {
    return repliedTo;
  }

  Person original() {
    return reposted;
  }

  Whereabouts place() {
    return whereabouts;
  }

  /** True when the frame says so: affiliations name ids, whose usernames it may include. */
  boolean isAffiliate(Person person, String of) {
    return person.affiliations().stream().anyMatch(id -> person(id, "").isNamed(of));
  }

  private List<Content> contents() {
    List<Content> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<JsonView> shown = new ArrayDeque<>(List.of(data));
    while (!shown.isEmpty()) {
      JsonView post = shown.removeFirst();
      if (seen.add(post.text("id").orElse(""))) {
        found.add(Content.of(post, media(post)));
        for (String id : References.of(post).ids(References.SHOWN)) {
          find("tweets", "posts", id).ifPresent(shown::addLast);
        }
      }
    }
    return found;
  }

  private List<JsonView> media(JsonView post) {
    List<String> keys = post.object("attachments").texts("media_keys");
    return includes.objects("media").stream()
        .filter(item -> keys.contains(item.text("media_key").orElse("")))
        .toList();
  }

  private Optional<JsonView> find(String list, String otherName, String id) {
    return includes.objects(list, otherName).stream()
        .filter(object -> object.text("id").filter(id::equals).isPresent())
        .findFirst();
  }

  /** The user with this id, of whom perhaps no more is known than the id, or the name given. */
  private Person person(String id, String username) {
    return find("users", "users", id).map(Person::of).orElseGet(() -> Person.known(id, username));
  }

  private Person repliedTo() {
    Optional<String> id = data.text("in_reply_to_user_id");
    Optional<String> mentioned =
        data.object("entities").objects("mentions").stream()
            .filter(mention -> mention.text("id").equals(id))
            .findFirst()
            .flatMap(mention -> mention.text("username"));
    return id.map(known -> person(known, mentioned.orElse(""))).orElse(Person.NOBODY);
  }

  /** Who wrote what this post repeats: the post itself tells, or at least its {@code RT @name:}. */
  private Person reposted() {
    if (!isRepost()) {
      return Person.NOBODY;
    }
    String id =
        references.ids(References.REPOSTED).stream()
            .flatMap(post -> find("tweets", "posts", post).stream())
            .findFirst()
            .flatMap(post -> post.text("author_id"))
            .orElse("");
    String text = data.text("text").orElse("");
    int end = text.indexOf(':');
    boolean named = text.startsWith("RT @") && end > 4;
    return person(id, named ? text.substring(4, end) : "");
  }

  private Whereabouts whereabouts() {
    JsonView geo = data.object("geo");
    return Whereabouts.of(
        geo,
        geo.text("place_id").flatMap(id -> find("places", "places", id)).orElse(JsonView.EMPTY));
  }
}
