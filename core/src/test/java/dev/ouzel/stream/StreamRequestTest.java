package dev.ouzel.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRequestTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void asksForNothingUnlessTold() {
    assertThat(StreamRequest.builder().build().query()).isEmpty();
  }

  @Test
  void sendsEachParameterAsXReadsIt() {
    StreamRequest request =
        StreamRequest.builder()
            .endpoint(StreamEndpoint.FIREHOSE)
            .partition(7)
            .backfillMinutes(3)
            .startTime(NOON.plusMillis(999))
            .endTime(NOON.plusSeconds(60))
            .fields(
                FieldSelection.minimal()
                    .with(FieldList.USER_FIELDS, List.of("name"))
                    .with(FieldList.TWEET_FIELDS, List.of("id", "text")))
            .build();
    assertThat(request.query().entrySet())
        .extracting(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .containsExactly(
            "partition=7",
            "backfill_minutes=3",
            "start_time=2026-11-22T12:00:00Z",
            "end_time=2026-11-22T12:01:00Z",
            "tweet.fields=id,text",
            "user.fields=name");
    assertThat(request.streamName()).hasToString("firehose_stream.7");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6})
  void refusesBackfillBeyondFiveMinutes(int minutes) {
    assertRefused(StreamRequest.builder().backfillMinutes(minutes), "0 to 5");
  }

  @Test
  void refusesATimeRangeThatIsEmptyInWholeSeconds() {
    assertRefused(
        StreamRequest.builder().startTime(NOON).endTime(NOON.plusMillis(900)), "before end_time");
    assertRefused(StreamRequest.builder().startTime(NOON).endTime(NOON.minusSeconds(1)), "before");
  }

  @Test
  void refusesAReplayOfTheSample() {
    assertRefused(
        StreamRequest.builder().endpoint(StreamEndpoint.SAMPLE).startTime(NOON), "start_time");
  }

  @ParameterizedTest
  @EnumSource(StreamEndpoint.class)
  void wantsAPartitionWhereThereAreAnyAndOnlyThere(StreamEndpoint endpoint) {
    StreamRequest.Builder without = StreamRequest.builder().endpoint(endpoint);
    StreamRequest.Builder first = StreamRequest.builder().endpoint(endpoint).partition(1);
    StreamRequest.Builder beyond =
        StreamRequest.builder().endpoint(endpoint).partition(endpoint.partitions() + 1);
    if (endpoint.partitions() == 0) {
      assertThat(without.build().partition()).isEmpty();
      assertRefused(first, "no partitions");
    } else {
      assertThat(first.build().query()).containsEntry("partition", "1");
      assertRefused(without, "needs a partition");
      assertRefused(beyond, "needs a partition");
    }
  }

  @Test
  void refusesFieldsThatTheStreamDoesNotHave() {
    StreamRequest.Builder request =
        StreamRequest.builder()
            .endpoint(StreamEndpoint.TWEET_LABEL)
            .fields(FieldSelection.standard());
    assertRefused(request, "tweet_label_stream takes no");
  }

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void asksForEverythingWithoutPrivateFields(EventKind events) {
    FieldSelection all = FieldSelection.all(events);
    assertThat(all.lists().keySet()).isEqualTo(events.fieldLists());
    assertThat(all.lists().values().stream().flatMap(List::stream))
        .doesNotContain("non_public_metrics", "organic_metrics", "promoted_metrics")
        .doesNotContain("confirmed_email", "receives_your_dm", "connection_status");
  }

  @Test
  void namesTheUnknownFieldAndTheNearestKnown() {
    assertThatThrownBy(
            () -> FieldSelection.minimal().with(FieldList.TWEET_FIELDS, List.of("publik_metrics")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("publik_metrics")
        .hasMessageContaining("did you mean 'public_metrics'?")
        .hasMessageContaining("tweet.fields");
  }

  @Test
  void refusesListsThatXRefuses() {
    FieldSelection none = FieldSelection.minimal();
    assertThatThrownBy(() -> none.with(FieldList.EXPANSIONS, List.of()))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> none.with(FieldList.POLL_FIELDS, List.of("id", "id")))
        .hasMessageContaining("twice");
  }

  @Test
  void readsBothSpellingsOfTheFilteredStream() {
    assertThat(StreamEndpoint.named("filtered_stream")).contains(StreamEndpoint.FILTERED);
    assertThat(StreamEndpoint.named("filter_stream")).contains(StreamEndpoint.FILTERED);
    assertThat(StreamEndpoint.named("webhook")).isEmpty();
  }

  private static void assertRefused(StreamRequest.Builder request, String words) {
    assertThatThrownBy(request::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
