package dev.ouzel.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.coverage.Timeline;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What X published, what is stored of it, and what the store claims. */
final class Claims {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Long, Payload> published;
  private final List<Payload> stored;
  private final Timeline timeline;

  Claims(List<Payload> published, List<Payload> stored, Timeline timeline) {
    this.published = new LinkedHashMap<>();
    for (Payload frame : published) {
      id(frame).ifPresent(id -> this.published.putIfAbsent(id, frame));
    }
    this.stored = stored;
    this.timeline = timeline;
  }

  /** The post's id; empty when the frame is no post. */
  private static OptionalLong id(Payload frame) {
    try {
      String id = JSON.readTree(frame.toByteArray()).path("data").path("id").asText();
      return id.matches("[0-9]{1,19}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    } catch (JsonProcessingException noJson) {
      return OptionalLong.empty();
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /**
   * What holds in every scene: each stored frame is one that X published, byte for byte, and none
   * twice; time has no holes; and whatever was published in time that is called covered or repaired
   * is stored.
   */
  void check() {
    Map<Long, Payload> kept = new LinkedHashMap<>();
    for (Payload frame : stored) {
      long id = id(frame).orElseThrow();
      assertThat(kept.put(id, frame)).as("post %s is stored twice", id).isNull();
      assertThat(frame).as("post %s", id).isEqualTo(published.get(id));
    }
    for (int i = 1; i < timeline.stretches().size(); i++) {
      assertThat(timeline.stretches().get(i).range().from())
          .as("there is nothing between stretches of time")
          .isEqualTo(timeline.stretches().get(i - 1).range().to());
    }
    assertThat(missing().stream().filter(this::isCovered))
        .as("posts missing in time that is called covered:\n%s", this)
        .isEmpty();
  }

  private boolean isCovered(Payload post) {
    Instant created = new PostId(id(post).orElseThrow()).createdAt().orElse(Instant.MIN);
    return timeline.stretches().stream()
        .filter(stretch -> isKept(stretch))
        .anyMatch(stretch -> stretch.range().contains(created));
  }

  private static boolean isKept(Stretch stretch) {
    return stretch instanceof Covered || ((Gap) stretch).state() == Gap.State.REPAIRED;
  }

  /** Posts that were published and are not stored. */
  List<Payload> missing() {
    Map<Long, Payload> missing = new LinkedHashMap<>(published);
    stored.forEach(frame -> missing.remove(id(frame).orElseThrow()));
    return List.copyOf(missing.values());
  }

  /** How many posts are stored. */
  int stored() {
    return new HashSet<>(stored).size();
  }

  /** The gaps, whatever became of them, in order. */
  List<Gap> gaps() {
    return timeline.stretches().stream()
        .filter(Gap.class::isInstance)
        .map(Gap.class::cast)
        .toList();
  }

  /** The gaps in this state, in order. */
  List<Gap> gaps(Gap.State state) {
    return gaps().stream().filter(gap -> gap.state() == state).toList();
  }

  /** The gaps that are neither repaired nor lost. */
  List<Gap> unrepaired() {
    return gaps().stream()
        .filter(gap -> gap.state() == Gap.State.OPEN || gap.state() == Gap.State.REPAIRING)
        .toList();
  }

  /** How much of {@code time} is called covered, or repaired. */
  Duration kept(TimeRange time) {
    return timeline.stretches().stream()
        .filter(Claims::isKept)
        .flatMap(stretch -> stretch.range().within(time).stream())
        .map(TimeRange::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** True when all of {@code time} is called covered or repaired. */
  boolean isKept(TimeRange time) {
    return kept(time).equals(time.length());
  }

  /** How far the timeline reaches. */
  Instant frontier() {
    List<Stretch> stretches = timeline.stretches();
    return stretches.isEmpty() ? Instant.EPOCH : stretches.get(stretches.size() - 1).range().to();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    timeline.stretches().forEach(stretch -> lines.add(stretch.toString()));
    return String.join("\n", lines);
  }
}
