package dev.ouzel.http.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.Frame.SystemFrame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Asks Jackson what a frame is, and the scanner, and compares. */
class FrameScannerOracleTest {
  private static final String[] NAMES = {
    "data", "id", "matching_rules", "errors", "text", "dat", "data2", "", "i d", "é\\\"",
  };
  private static final String[] SCALARS = {
    "\"7\"",
    "\"1346889436626259968\"",
    "1346889436626259968",
    "7",
    "0",
    "-7",
    "\"\"",
    "\"a\"",
    "\"a\\\\\\\"b\"",
    "\"long enough to be skipped eight at a time\"",
    "true",
    "false",
    "null",
    "1.5",
    "-0.25e+7",
    "1E9",
    "9223372036854775808",
    "\"9223372036854775808\"",
  };
  private static final String MUTATIONS = "{}[]:,\" \tdat01.eE-+tn\u00e9<";

  /** Jackson, as generous within strings as the scanner is. */
  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  private final FrameScanner scanner = new FrameScanner(payload -> List.of());

  @Test
  void agreesWithJacksonOnRandomAndDamagedJson() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] kinds = new int[3];
    for (int round = 0; round < 30_000; round++) {
      String json = object(random, 0);
      for (int damage = random.nextInt(3); damage > 0; damage--) {
        json = damaged(json, random);
      }
      byte[] bytes = json.getBytes(ISO_8859_1);
      Frame frame = scanner.scan(bytes, 0, bytes.length);
      String as = "seed " + seed + ", round " + round + ": " + json;
      Optional<Map<String, Object>> oracle = jackson(json);
      if (oracle.isEmpty()) {
        kinds[0]++;
        assertThat(frame).as(as).isInstanceOf(UnreadableFrame.class);
      } else if (oracle.get().getOrDefault("data", "null").equals("null")) {
        kinds[1]++;
        assertThat(frame).as(as).isInstanceOf(SystemFrame.class);
      } else {
        kinds[2]++;
        agreeOnPost(frame, oracle.get(), as);
      }
    }
    assertThat(kinds).as("each kind, seed %d", seed).doesNotContain(0);
    assertThat(Arrays.stream(kinds).min().orElseThrow()).as("seed %d", seed).isGreaterThan(1_000);
  }

  private static void agreeOnPost(Frame frame, Map<String, Object> oracle, String as) {
    String id =
        oracle.get("data") instanceof Map<?, ?> data ? String.valueOf(data.get("id")) : "none";
    if (id.matches("[0-9]{1,19}") && isPositiveLong(id)) {
      assertThat(frame).as(as).isInstanceOf(PostFrame.class);
      PostFrame post = (PostFrame) frame;
      assertThat(post.id()).as(as).isEqualTo(Long.parseLong(id));
      String rules = post.rules().isEmpty() ? "{}" : "{\"r\":" + latin(post) + "}";
      assertThat(jackson(rules).orElseThrow().get("r"))
          .as(as)
          .isEqualTo(oracle.get("matching_rules"));
    } else {
      assertThat(frame).as(as).isInstanceOf(UnreadableFrame.class);
    }
  }

  private static String latin(PostFrame post) {
    return new String(post.rules().toByteArray(), ISO_8859_1);
  }

  private static boolean isPositiveLong(String digits) {
    return new BigInteger(digits).bitLength() < 64 && !digits.matches("0+");
  }

  /** The object, of members named twice the first; empty when it is no JSON object. */
  private static Optional<Map<String, Object>> jackson(String json) {
    try (JsonParser parser = JACKSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, Object> object = members(parser);
      return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> members(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.putIfAbsent(name, value(parser));
    }
    return members;
  }

  /** An object, a list, or a scalar's text. */
  private static Object value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return members(parser);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(parser));
      }
      return elements;
    }
    return parser.currentToken() == JsonToken.VALUE_NULL ? "null" : parser.getText();
  }

  private static String object(Random random, int depth) {
    StringBuilder object = new StringBuilder("{");
    for (int members = random.nextInt(5); members > 0; members--) {
      object.append('"').append(NAMES[random.nextInt(NAMES.length)]).append("\":");
      object.append(value(random, depth + 1)).append(members > 1 ? "," : "");
    }
    return object.append('}').toString();
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 4 ? 1 : 4)) {
      case 1 -> object(random, depth);
      case 2 -> list(random, depth);
      default -> SCALARS[random.nextInt(SCALARS.length)];
    };
  }

  private static String list(Random random, int depth) {
    StringBuilder list = new StringBuilder("[");
    for (int elements = random.nextInt(4); elements > 0; elements--) {
      list.append(value(random, depth + 1)).append(elements > 1 ? " , " : "");
    }
    return list.append(']').toString();
  }

  /** With a character dropped, changed or added. */
  private static String damaged(String json, Random random) {
    int at = random.nextInt(json.length() + 1);
    int to = Math.min(json.length(), at + random.nextInt(2));
    String patch =
        random.nextBoolean() ? "" : "" + MUTATIONS.charAt(random.nextInt(MUTATIONS.length()));
    return json.substring(0, at) + patch + json.substring(to);
  }
}
