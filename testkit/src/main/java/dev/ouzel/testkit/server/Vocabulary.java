package dev.ouzel.testkit.server;

/** The names that X gives to the parts of a post. */
public enum Vocabulary {
  /** {@code referenced_tweets}, {@code retweet_count}: what its streams have spoken so far. */
  TWEET,
  /** {@code referenced_posts}, {@code repost_count}: what its newest description has. */
  POST
}
