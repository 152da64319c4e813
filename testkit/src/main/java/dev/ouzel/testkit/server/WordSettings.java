package dev.ouzel.testkit.server;

import java.util.Map;
import org.immutables.value.Value;

/**
 * How X puts things where its sources contradict each other or say nothing. Part of {@link
 * FakeXSettings}.
 */
public interface WordSettings {
  /** What the connection history calls the filtered stream. */
  @Value.Default
  default FilteredStreamName filteredStreamName() {
    return FilteredStreamName.EITHER;
  }

  /** Whether a page of the connection history without connections leaves {@code data} out. */
  @Value.Default
  default boolean omitsEmptyData() {
    return true;
  }

  /** The shape in which requests to end connections are answered. */
  @Value.Default
  default TerminationAnswer terminationAnswer() {
    return TerminationAnswer.COUNTS;
  }

  /** The {@code disconnect_reason} for each kind of end that shall have another than its usual. */
  Map<ConnectionEnd, String> disconnectReasons();

  /** In which vocabulary X speaks of what is {@linkplain FakeX#create created}. */
  @Value.Default
  default Vocabulary vocabulary() {
    return Vocabulary.TWEET;
  }

  /**
   * Whether a text twin stands beside each number: {@code "like_count_str":"7"}; not unless set.
   */
  @Value.Default
  default boolean twins() {
    return false;
  }

  /** Whether rules that matched have numbers for ids, as X sent them in 2021; not unless set. */
  @Value.Default
  default boolean numericRuleIds() {
    return false;
  }

  /** Whether a rule without a tag has an empty one where it matched; not unless set. */
  @Value.Default
  default boolean emptyTags() {
    return false;
  }

  /** The status with which X answers when it adds none of the rules it was sent; 201 unless set. */
  @Value.Default
  default int nothingAddedStatus() {
    return 201;
  }

  /** In which of X's forms a request beyond the rate limit is refused. */
  @Value.Default
  default RateLimitWords rateLimitWords() {
    return RateLimitWords.PLAIN;
  }

  /** Which host the types of X's problems name. */
  @Value.Default
  default ProblemHost problemHost() {
    return ProblemHost.TWITTER;
  }
}
