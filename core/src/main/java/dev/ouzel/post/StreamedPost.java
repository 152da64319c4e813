package dev.ouzel.post;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * What one frame of a post stream tells: a post, the rules that it matched, and what it refers to.
 * A view on the frame, made by {@link PostCodec}; the frame itself is what is kept.
 */
@Value.Immutable
public abstract class StreamedPost implements Published {
  private static final Pattern USERNAME = Pattern.compile("\\w{1,50}");

  StreamedPost() {}

  /** The post ({@code data} on the wire). */
  public abstract Optional<Post> post();

  /** What came along with it. */
  public abstract Optional<Includes> includes();

  /** The rules that it matched; none on streams without rules. */
  public abstract List<MatchingRule> matchingRules();

  /** What X could not tell of it, and why. */
  public abstract List<Problem> errors();

  /** The post's id. */
  public Optional<PostId> id() {
    return post().flatMap(Post::id);
  }

  /** Who posted it; absent unless the author came along. */
  public Optional<User> author() {
    return post().flatMap(post -> along().author(post));
  }

  /** The post that it refers to in that way; absent unless that came along. */
  public Optional<Post> referenced(ReferenceType type) {
    return post().flatMap(post -> along().referenced(post, type));
  }

  /** The media attached to it that came along, in its order. */
  public List<Media> media() {
    return post().map(post -> along().media(post)).orElse(List.of());
  }

  /** The polls attached to it that came along. */
  public List<Poll> polls() {
    return post().map(post -> along().polls(post)).orElse(List.of());
  }

  /** Where it was made; absent unless the place came along. */
  public Optional<Place> place() {
    return post().flatMap(post -> along().place(post));
  }

  /**
   * The whole text: of a long post what {@code text} cuts short; of a repost the whole text of what
   * was reposted, if that came along, behind X's own {@code RT @name: }. As X writes it, so still
   * to be unescaped with {@link PostText#unescape}.
   */
  public Optional<String> fullText() {
    Optional<String> reposted = referenced(ReferenceType.REPOSTED).flatMap(Post::wholeText);
    Optional<String> text = post().flatMap(Post::wholeText);
    return reposted
        .map(whole -> text.map(StreamedPost::repostHead).orElse("") + whole)
        .or(() -> text);
  }

  private static String repostHead(String text) {
    int end = text.startsWith("RT @") ? text.indexOf(": ") : -1;
    return end < 0 ? "" : text.substring(0, end + 2);
  }

  /** Where people read it on X. Works without the author's name, too. */
  public Optional<String> permalink() {
    String name =
        author()
            .flatMap(User::username)
            .or(() -> post().flatMap(Post::username))
            .filter(username -> USERNAME.matcher(username).matches())
            .orElse("i");
    return id().map(id -> "https://x.com/" + name + "/status/" + id);
  }

  private Includes along() {
    return includes().orElseGet(() -> Includes.builder().build());
  }

  /** A {@code StreamedPost} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StreamedPost}. Not safe for use by several threads. */
  public static class Builder extends ImmutableStreamedPost.Builder {
    Builder() {}
  }
}
