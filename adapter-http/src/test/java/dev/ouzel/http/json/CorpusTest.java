package dev.ouzel.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.post.Deviation;
import dev.ouzel.post.Payload;
import dev.ouzel.post.StreamedPost;
import dev.ouzel.testkit.generate.RichFrames;
import dev.ouzel.testkit.spec.SpecFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The codec on frames that use all that X publishes, compared with their JSON member by member.
 * {@code -Dseed=N} takes other frames; {@code -Dmutated=1000} mutates every one of them.
 */
class CorpusTest {
  private static final int FRAMES = Integer.getInteger("frames", 1_000);
  private static final int MUTATED = Integer.getInteger("mutated", 5);
  private static final long SEED = Long.getLong("seed", 4);
  private static final String SEED_NOTE = "-Dseed=" + SEED + " frame %s";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final JacksonPostCodec TACIT = new JacksonPostCodec();
  private static final Map<String, String> PAIRS = SpecFields.load().pairs();

  private ObjectNode frame;
  private String note;
  private final List<Deviation> deviations = new ArrayList<>();
  private final JacksonPostCodec codec = new JacksonPostCodec(deviations::add);

  /** A thousand posts, and the first of them in every other way to write them. */
  static Stream<Arguments> frames() {
    RichFrames frames = RichFrames.of(SEED);
    return Stream.of(
        Arguments.of(frames, FRAMES),
        Arguments.of(frames.inPostWords(), FRAMES / 5),
        Arguments.of(frames.withTwins(), FRAMES / 5),
        Arguments.of(frames.inPostWords().withTwins(), FRAMES / 5));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void losesNoMemberOfAnyFrame(RichFrames frames, int count) {
    for (int number = 0; number < count; number++) {
      Payload frame = frames.frame(number);
      StreamedPost streamed = codec.decode(frame).orElseThrow();
      Payload written = codec.encode(streamed);
      assertThat(Normal.of(tree(written))).as(SEED_NOTE, number).isEqualTo(Normal.of(tree(frame)));
      assertThat(codec.decode(written)).as(SEED_NOTE, number).contains(streamed);
    }
    assertThat(deviations)
        .extracting(Deviation::kind)
        .doesNotContain(
            Deviation.Kind.WRONG_TYPE,
            Deviation.Kind.UNKNOWN_MEMBER,
            Deviation.Kind.UNKNOWN_VALUE,
            Deviation.Kind.UNREADABLE);
  }

  @Test
  void keepsAllOtherMembersWhateverBecomesOfOne() {
    for (int number = 0; number < MUTATED; number++) {
      frame = (ObjectNode) tree(RichFrames.of(SEED).frame(number));
      note = SEED_NOTE.formatted(number);
      mutate(frame, List.of());
    }
  }

  private void mutate(JsonNode node, List<String> path) {
    if (node instanceof ObjectNode object) {
      for (String name : names(object)) {
        mutate(object, name, below(path, name));
        mutate(object.get(name), below(path, name));
      }
      object.put("plumage", "brown");
      assertKept(below(path, ""), "with a member more");
      object.remove("plumage");
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      mutate(node.get(i), below(path, Integer.toString(i)));
    }
  }

  private void mutate(ObjectNode object, String name, List<String> path) {
    JsonNode value = object.get(name);
    String renamed = PAIRS.getOrDefault(name, name);
    object.remove(name);
    assertKept(path, "without it");
    object.set(renamed, value);
    assertKept(below(path.subList(0, path.size() - 1), ""), "as " + renamed);
    object.remove(renamed);
    for (JsonNode odd : odd(value)) {
      object.set(name, odd);
      assertKept(path, "with " + odd + " there");
    }
    object.set(name, value);
  }

  /** Null, and values of other types than the one that stands there. */
  private static List<JsonNode> odd(JsonNode value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return List.of(
        make.nullNode(),
        make.objectNode().set("odd", make.arrayNode().add(1)),
        make.arrayNode().add(make.arrayNode().add(true)),
        value.isTextual() ? make.booleanNode(true) : make.textNode("odd"),
        value.isNumber() ? make.textNode("") : make.numberNode(-1.5));
  }

  /** All but the member at the path is read; what becomes of that one is other tests' business. */
  private void assertKept(List<String> path, String what) {
    Payload mutant = Payload.ofText(frame.toString());
    Payload written = TACIT.encode(TACIT.decode(mutant).orElseThrow());
    JsonNode expected = without(Normal.of(tree(mutant)), path);
    JsonNode actual = without(Normal.of(tree(written)), path);
    if (!actual.equals(expected)) {
      assertThat(actual).as(note + " " + path + " " + what).isEqualTo(expected);
    }
  }

  private static JsonNode without(JsonNode tree, List<String> path) {
    JsonNode node = tree;
    for (String step : path.subList(0, path.size() - 1)) {
      boolean isIndex = Character.isDigit(step.charAt(0));
      // One object may stand for a list of one.
      node = node.isArray() && !isIndex ? node.path(0) : node;
      node = isIndex ? node.path(Integer.parseInt(step)) : node.path(Normal.older(step));
    }
    node = node.isArray() ? node.path(0) : node;
    if (node instanceof ObjectNode object) {
      object.remove(Normal.older(path.get(path.size() - 1)));
    }
    return tree;
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> below(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private static JsonNode tree(Payload frame) {
    try {
      return MAPPER.readTree(frame.text());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
