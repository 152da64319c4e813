package dev.ouzel.persistence.postgres;

import dev.ouzel.post.MatchingRule;
import dev.ouzel.post.Post;
import dev.ouzel.post.PostMetrics;
import dev.ouzel.post.StreamedPost;
import dev.ouzel.post.User;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the table's columns hold of a frame.
 *
 * @param counts likes, reposts, replies, quotes, bookmarks and impressions
 * @param rules those that matched it, in the frame's order
 */
record PostColumns(
    OptionalLong authorId,
    List<OptionalLong> counts,
    Optional<String> username,
    Optional<String> lang,
    Optional<String> text,
    List<Rule> rules) {
  private static final Post NO_POST = Post.builder().build();
  private static final PostMetrics NO_METRICS = PostMetrics.builder().build();

  PostColumns {
    counts = List.copyOf(counts);
    rules = List.copyOf(rules);
  }

  /**
   * A rule that matched.
   *
   * @param id its id, if told
   * @param tag its tag, if it has one
   */
  record Rule(Optional<String> id, Optional<String> tag) {
    static Rule of(MatchingRule rule) {
      return new Rule(rule.id(), rule.tag());
    }
  }

  static PostColumns of(StreamedPost streamed) {
    Post post = streamed.post().orElse(NO_POST);
    PostMetrics metrics = post.publicMetrics().orElse(NO_METRICS);
    return new PostColumns(
        post.authorId().map(id -> OptionalLong.of(id.value())).orElse(OptionalLong.empty()),
        List.of(
            metrics.likeCount(),
            metrics.repostCount(),
            metrics.replyCount(),
            metrics.quoteCount(),
            metrics.bookmarkCount(),
            metrics.impressionCount()),
        streamed.author().flatMap(User::username).or(post::username),
        post.lang(),
        post.wholeText(),
        streamed.matchingRules().stream().map(Rule::of).toList());
  }
}
