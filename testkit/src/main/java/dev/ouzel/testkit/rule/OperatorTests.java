package dev.ouzel.testkit.rule;

import dev.ouzel.rule.BoundingBox;
import dev.ouzel.rule.ContextPair;
import dev.ouzel.rule.CountRange;
import dev.ouzel.rule.PointRadius;
import dev.ouzel.rule.RuleArea;
import dev.ouzel.rule.RuleOperator;
import java.util.Set;
import java.util.function.Predicate;

/** What each operator asks of a post. */
final class OperatorTests {
  /** The applications with which posts are made for promotion only. */
  private static final Set<String> PROMOTION =
      Set.of("twitter for advertisers", "twitter for advertisers (legacy)");

  private OperatorTests() {}

  static Predicate<PublishedPost> of(RuleOperator operator, String value) {
    String folded = Words.fold(value);
    Words words = Words.of(value);
    return switch (operator) {
      case FROM -> post -> post.author().isNamed(folded);
      case TO -> post -> post.addressee().isNamed(folded);
      case RETWEETS_OF -> post -> post.original().isNamed(folded);
      case FROM_AFFILIATE_OF -> post -> post.isAffiliate(post.author(), folded);
      case TO_AFFILIATE_OF -> post -> post.isAffiliate(post.addressee(), folded);
      case URL, URL_TITLE, URL_DESCRIPTION, URL_CONTAINS -> link(operator, folded, words);
      case CONTEXT -> context(ContextPair.of(value).orElseThrow());
      case ENTITY -> RuleTests.content(content -> content.names(folded));
      case BIO -> post -> words.isPhraseOf(post.author().profile().bio());
      case BIO_NAME -> post -> words.isPhraseOf(post.author().profile().name());
      case BIO_LOCATION -> post -> words.isPhraseOf(post.author().profile().location());
      case PLACE -> post -> post.place().isAt(folded, words);
      case PLACE_COUNTRY -> post -> post.place().country().filter(folded::equals).isPresent();
      case POINT_RADIUS -> within(PointRadius.of(value).orElseThrow());
      case BOUNDING_BOX -> within(BoundingBox.of(value).orElseThrow());
      case FOLLOWERS_COUNT, MIN_FOLLOWERS -> count("followers_count", value);
      case FOLLOWING_COUNT -> count("following_count", value);
      case LISTED_COUNT -> count("listed_count", value);
      case TWEETS_COUNT -> count("tweet_count", value);
      case EMBEDDING -> post -> false;
      case EMBEDDING_THRESHOLD -> post -> true;
      default -> ofPostItself(operator, folded);
    };
  }

  private static Predicate<PublishedPost> ofPostItself(RuleOperator operator, String folded) {
    return switch (operator) {
      case CONVERSATION_ID -> member(folded, "conversation_id");
      case LANG -> member(folded, "lang");
      case SOURCE -> member(folded, "source");
      case IN_REPLY_TO_TWEET_ID ->
          member(folded, "in_reply_to_tweet_id", "in_reply_to_post_id")
              .or(post -> post.references().ids(References.REPLIED_TO).contains(folded));
      case RETWEETS_OF_TWEET_ID ->
          post -> post.references().ids(References.REPOSTED).contains(folded);
      case SAMPLE -> sample(Integer.parseInt(folded));
      case IS_RETWEET -> PublishedPost::isRepost;
      case IS_QUOTE -> post -> post.references().has(References.QUOTED);
      case IS_VERIFIED -> post -> post.author().verified();
      case IS_NULLCAST -> post -> post.member("source").filter(PROMOTION::contains).isPresent();
      case HAS_GEO -> post -> post.place().tagged();
      default -> RuleTests.content(ofContent(operator));
    };
  }

  private static Predicate<Content> ofContent(RuleOperator operator) {
    return switch (operator) {
      case IS_REPLY -> Content::reply;
      case HAS_HASHTAGS -> content -> !content.marks().hashtags().isEmpty();
      case HAS_CASHTAGS -> content -> !content.marks().cashtags().isEmpty();
      case HAS_MENTIONS -> content -> !content.marks().mentions().isEmpty();
      case HAS_LINKS -> content -> content.attached() || !content.marks().links().isEmpty();
      case HAS_MEDIA -> Content::attached;
      case HAS_IMAGES -> content -> content.media().contains("photo");
      case HAS_VIDEO_LINK -> content -> content.media().contains("video");
      default -> throw new IllegalArgumentException("no test for " + operator);
    };
  }

  private static Predicate<PublishedPost> link(RuleOperator operator, String folded, Words words) {
    Predicate<Marks.Link> test =
        switch (operator) {
          case URL_TITLE -> link -> words.isPhraseOf(link.title());
          case URL_DESCRIPTION -> link -> words.isPhraseOf(link.description());
          case URL_CONTAINS ->
              link -> link.addresses().stream().anyMatch(address -> address.contains(folded));
          default -> link -> link.words().stream().anyMatch(words::isPhraseOf);
        };
    return RuleTests.content(content -> content.marks().links().stream().anyMatch(test));
  }

  private static Predicate<PublishedPost> context(ContextPair pair) {
    return RuleTests.content(
        content ->
            content.annotations().stream()
                .anyMatch(found -> pair.matches(found.domain(), found.entity())));
  }

  private static Predicate<PublishedPost> within(RuleArea area) {
    return post -> post.place().isWithin(area);
  }

  private static Predicate<PublishedPost> count(String name, String value) {
    CountRange range = CountRange.of(value).orElseThrow();
    return post -> {
      Long count = post.author().counts().get(name);
      return count != null && range.contains(count);
    };
  }

  private static Predicate<PublishedPost> member(String folded, String... names) {
    return post -> post.member(names).filter(folded::equals).isPresent();
  }

  /** Each post falls into one of a hundred parts by its id alone, so that samples repeat. */
  private static Predicate<PublishedPost> sample(int percent) {
    return post -> Math.floorMod(scatter(post.id().hashCode()), 100) < percent;
  }

  /** Ids that follow each other have hash codes that do too. */
  private static int scatter(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x7feb352d;
    mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
    return mixed ^ (mixed >>> 16);
  }
}
