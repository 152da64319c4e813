package dev.ouzel.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A post. Names follow X's newer vocabulary; the older one is read alike. Without further wishes X
 * sends {@code id}, {@code text} and the edit history.
 */
@Value.Immutable
public abstract class Post implements Published {
  Post() {}

  /** The post's id. */
  public abstract Optional<PostId> id();

  /**
   * The text, of a long post or a repost cut short with an ellipsis: see {@link
   * StreamedPost#fullText()}. Ampersands and angle brackets are written as HTML entities: see
   * {@link PostText#unescape}.
   */
  public abstract Optional<String> text();

  /** Who posted it; the user may be in {@link Includes#users}. */
  public abstract Optional<UserId> authorId();

  /**
   * The author's name without {@code @}. It stands in X's description of the object, though no
   * field asks for it.
   */
  public abstract Optional<String> username();

  /**
   * When it was posted, in whole seconds: the milliseconds that X writes are zero. {@link
   * PostId#createdAt()} is more exact.
   */
  public abstract Optional<Instant> createdAt();

  /** The language as X detected it, a BCP 47 tag; {@code und} when it could not. */
  public abstract Optional<String> lang();

  /** The post that the conversation began with. */
  public abstract Optional<PostId> conversationId();

  /** Whom it answers. */
  public abstract Optional<UserId> inReplyToUserId();

  /**
   * Which post it answers ({@code in_reply_to_tweet_id}). Seen on the wire, in none of X's
   * descriptions.
   */
  public abstract Optional<PostId> inReplyToPostId();

  /**
   * The posts that it repeats, quotes or answers ({@code referenced_tweets} on the wire, {@code
   * referenced_posts} in the newer vocabulary).
   */
  public abstract List<PostReference> referencedPosts();

  /**
   * All its versions, oldest first, itself the last ({@code edit_history_tweet_ids} on the wire,
   * {@code edit_history_post_ids} in the newer vocabulary).
   */
  public abstract List<PostId> editHistoryPostIds();

  /** Whether it may still be edited. */
  public abstract Optional<EditControls> editControls();

  /** The whole of a long post. */
  public abstract Optional<NotePost> notePost();

  /** Which part of the text X shows: the first code point, and the first one behind. */
  public abstract List<Integer> displayTextRange();

  /** What is in the text. */
  public abstract Optional<Entities> entities();

  /** What is attached. */
  public abstract Optional<Attachments> attachments();

  /** What it is about, as X infers it. */
  public abstract List<ContextAnnotation> contextAnnotations();

  /** Where it was made. */
  public abstract Optional<PostGeo> geo();

  /** What everybody may count. */
  public abstract Optional<PostMetrics> publicMetrics();

  /**
   * What its author may count. Only the author may ask for them. X's description 2.167 leaves open
   * what is inside.
   */
  public abstract Optional<PostMetrics> nonPublicMetrics();

  /**
   * What came without promotion. Only the author may ask for them. X's description 2.167 leaves
   * open what is inside.
   */
  public abstract Optional<PostMetrics> organicMetrics();

  /**
   * What came by promotion. Only the author may ask for them. X's description 2.167 leaves open
   * what is inside.
   */
  public abstract Optional<PostMetrics> promotedMetrics();

  /** True when a link may lead to what is not for everyone. */
  public abstract Optional<Boolean> possiblySensitive();

  /** True when the author declares a paid partnership. */
  public abstract Optional<Boolean> paidPartnership();

  /** Who may reply. */
  public abstract Optional<ReplySettings> replySettings();

  /** Where it is not shown. */
  public abstract Optional<Withheld> withheld();

  /** Who gets to see it, of a promoted post. */
  public abstract Optional<Scopes> scopes();

  /** The community that it was posted to, digits. */
  public abstract Optional<String> communityId();

  /** The app it was posted with. Deprecated by X. */
  public abstract Optional<String> source();

  /** The card shown with it. */
  public abstract Optional<String> cardUri();

  /** The article that it carries. X documents nothing of what is inside. */
  public abstract Optional<RawJson> article();

  /**
   * About the article's title, an object by X's description 2.167, which documents nothing of what
   * is inside.
   */
  public abstract Optional<RawJson> articleTitle();

  /** What the author says of the attached media. */
  public abstract List<MediaMetadata> mediaMetadata();

  /**
   * Community notes that match its media. X's description 2.166 has one object here, 2.167 a list;
   * either is read.
   */
  public abstract List<MatchedMediaNote> matchedMediaNotes();

  /**
   * Suggestions for a community note. X's description 2.166 has one object here, 2.167 a list;
   * either is read.
   */
  public abstract List<NoteRequestSuggestion> noteRequestSuggestions();

  /**
   * Links that were suggested as sources for a community note. X's description 2.166 has links with
   * their parts here, 2.167 plain texts, which are read as the links' {@code url}.
   */
  public abstract List<UrlEntity> suggestedSourceLinks();

  /**
   * The same with how often each was suggested. X's description 2.166 has one object here, 2.167 a
   * list; either is read.
   */
  public abstract List<CountedLink> suggestedSourceLinksWithCounts();

  /** When it was posted: to the millisecond as its id tells, or else as {@link #createdAt} does. */
  public Optional<Instant> postedAt() {
    return id().flatMap(PostId::createdAt).or(this::createdAt);
  }

  /** The first post that it refers to in that way. */
  public Optional<PostId> referenced(ReferenceType type) {
    return referencedPosts().stream()
        .filter(reference -> reference.type().equals(Optional.of(type)))
        .flatMap(reference -> reference.id().stream())
        .findFirst();
  }

  /**
   * Its text, of a long post the whole. A repost's is cut short all the same: {@link
   * StreamedPost#fullText()} looks up what was reposted.
   */
  public Optional<String> wholeText() {
    return notePost().flatMap(NotePost::text).or(this::text);
  }

  /** A {@code Post} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Post}. Not safe for use by several threads. */
  public static class Builder extends ImmutablePost.Builder {
    Builder() {}
  }
}
