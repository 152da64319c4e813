package dev.ouzel.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.ReceivedPost;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RuleMeters meters = new RuleMeters(new Meters(registry), new JacksonPostCodec());

  private Map<String, Double> count(String... frames) {
    meters.count(
        Stream.of(frames)
            .map(frame -> new ReceivedPost(1, Instant.EPOCH, Payload.ofText(frame)))
            .toList());
    Map<String, Double> counts = new TreeMap<>();
    for (Counter counter : registry.find("ouzel_rule_posts_total").counters()) {
      counts.put(counter.getId().getTag("rule"), counter.count());
    }
    return counts;
  }

  private static String matching(String rules) {
    return "{\"data\":{\"id\":\"1\",\"text\":\"t\"},\"matching_rules\":" + rules + "}";
  }

  @Test
  void countsAPostForEachRuleThatItMatchedByTagOrElseById() {
    String both = matching("[{\"id\":\"11\",\"tag\":\"cats\"},{\"id\":\"12\"}]");

    assertThat(count(both, both, matching("[{\"id\":\"11\",\"tag\":\"cats\"}]")))
        .isEqualTo(Map.of("cats", 3.0, "12", 2.0));
  }

  @Test
  void countsAPostOnceForTwoRulesOfOneTag() {
    assertThat(count(matching("[{\"id\":\"1\",\"tag\":\"pets\"},{\"id\":\"2\",\"tag\":\"pets\"}]")))
        .isEqualTo(Map.of("pets", 1.0));
  }

  @Test
  void readsTagsWithWhateverIsInThem() {
    assertThat(
            count(
                matching(
                    "[ { \"tag\" : \"a ] } \\\" \\u00e9 \\\\\" , \"id\" : 3 } ] , \"more\" : [1]")))
        .isEqualTo(Map.of("a ] } \" é \\", 1.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"id\":\"1\"}}",
        "{\"data\":{\"id\":\"1\"},\"matching_rules\":null}",
        "{\"data\":{\"id\":\"1\"},\"matching_rules\":[]}",
        "{\"data\":{\"id\":\"1\"},\"matching_rules\":[{\"id\":\"1\"",
        "{\"data\":{\"id\":\"1\",\"text\":\"\\\"matching_rules\\\":[{}]\"}}",
        "\"matching_rules\"",
        "",
      })
  void countsNothingWhereNoRuleIsTold(String frame) {
    assertThat(count(frame)).isEmpty();
  }

  @Test
  void looksForTheRulesWhereverTheyAre() {
    assertThat(
            count("{\"matching_rules\":[{\"id\":\"7\"}],\"data\":{\"text\":\"matching_rules\"}}"))
        .isEqualTo(Map.of("7", 1.0));
  }

  @Test
  void tellsNoMoreThan200RulesApart() {
    String[] frames =
        IntStream.range(0, 3_000)
            .mapToObj(i -> matching("[{\"id\":\"%d\",\"tag\":\"tag %d\"}]".formatted(i, i)))
            .toArray(String[]::new);

    Map<String, Double> counts = count(frames);
    assertThat(counts).hasSize(201).containsEntry("other", 2_800.0).containsEntry("tag 199", 1.0);
    assertThat(counts.values().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(3_000);
  }
}
