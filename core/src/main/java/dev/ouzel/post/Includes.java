package dev.ouzel.post;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.immutables.value.Value;

/**
 * The objects that posts of a frame refer to, each once, as far as the request asked for them to
 * come along.
 */
@Value.Immutable
public abstract class Includes implements Published {
  Includes() {}

  /** Referenced posts ({@code tweets} on the wire, {@code posts} in the newer vocabulary). */
  public abstract List<Post> posts();

  /** Authors, and users who are mentioned or answered. */
  public abstract List<User> users();

  /** Attached media. */
  public abstract List<Media> media();

  /** Attached polls. */
  public abstract List<Poll> polls();

  /** Tagged places. */
  public abstract List<Place> places();

  /** Topics of Spaces; no stream is known to send them. */
  public abstract List<Topic> topics();

  /** The post with this id. */
  public Optional<Post> post(PostId id) {
    return posts().stream().filter(post -> post.id().equals(Optional.of(id))).findFirst();
  }

  /** The user with this id. */
  public Optional<User> user(UserId id) {
    return users().stream().filter(user -> user.id().equals(Optional.of(id))).findFirst();
  }

  /** Who posted it. */
  public Optional<User> author(Post post) {
    return post.authorId().flatMap(this::user);
  }

  /** What the post refers to in that way. */
  public Optional<Post> referenced(Post post, ReferenceType type) {
    return post.referenced(type).flatMap(this::post);
  }

  /** The media attached to the post, in its order. */
  public List<Media> media(Post post) {
    return attached(post, Attachments::mediaKeys, media(), Media::mediaKey);
  }

  /** The polls attached to the post. */
  public List<Poll> polls(Post post) {
    return attached(post, Attachments::pollIds, polls(), Poll::id);
  }

  private static <T> List<T> attached(
      Post post,
      Function<Attachments, List<String>> keys,
      List<T> all,
      Function<T, Optional<String>> key) {
    Map<String, T> byKey = new HashMap<>();
    all.forEach(one -> key.apply(one).ifPresent(name -> byKey.putIfAbsent(name, one)));
    return post.attachments().map(keys).orElse(List.of()).stream()
        .flatMap(name -> Optional.ofNullable(byKey.get(name)).stream())
        .toList();
  }

  /** Where the post was made. */
  public Optional<Place> place(Post post) {
    Optional<String> id = post.geo().flatMap(PostGeo::placeId);
    return places().stream().filter(place -> id.isPresent() && place.id().equals(id)).findFirst();
  }

  /** An {@code Includes} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link Includes}. Not safe for use by several threads. */
  public static class Builder extends ImmutableIncludes.Builder {
    Builder() {}
  }
}
