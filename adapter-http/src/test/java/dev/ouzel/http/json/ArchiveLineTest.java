package dev.ouzel.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.http.frame.FrameScanner;
import dev.ouzel.post.Payload;
import dev.ouzel.stream.Frame.PostFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What posts a line of somebody else's archive is taken to hold. */
class ArchiveLineTest {
  private static final String PAGE =
      """
      {"data": [
         {"id":"1","author_id":"10","text":"a","attachments":{"media_keys":["3_7"]}},
         {"id":"2","author_id":"11","text":"b","referenced_tweets":[{"id":"5"}]},
         {"text":"c","id":"3"} ],
       "includes":{
         "users":[{"id":"10","name":"A"},{"id":"11","name":"B"},{"id":"12","name":"C"}],
         "media":[{"media_key":"3_7","url":"u"},{"media_key":"3_8"}],
         "tweets":[{"id":"5","author_id":"12","text":"quoted"}]},
       "meta":{"result_count":3}, "__twarc":{"version":"2.14.0"}}""";

  private static List<String> posts(String line) {
    return ArchiveLine.posts(Payload.ofText(line)).map(ArchiveLineTest::text).toList();
  }

  private static String text(Payload payload) {
    return new String(payload.toByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void givesEachPostOfAPageWhatItNamesAndWhatThatNames() {
    assertThat(posts(PAGE))
        .containsExactly(
            "{\"data\":{\"id\":\"1\",\"author_id\":\"10\",\"text\":\"a\","
                + "\"attachments\":{\"media_keys\":[\"3_7\"]}},"
                + "\"includes\":{\"users\":[{\"id\":\"10\",\"name\":\"A\"}],"
                + "\"media\":[{\"media_key\":\"3_7\",\"url\":\"u\"}]}}",
            "{\"data\":{\"id\":\"2\",\"author_id\":\"11\",\"text\":\"b\","
                + "\"referenced_tweets\":[{\"id\":\"5\"}]},"
                + "\"includes\":{\"users\":[{\"id\":\"11\",\"name\":\"B\"},"
                + "{\"id\":\"12\",\"name\":\"C\"}],"
                + "\"tweets\":[{\"id\":\"5\",\"author_id\":\"12\",\"text\":\"quoted\"}]}}",
            "{\"data\":{\"text\":\"c\",\"id\":\"3\"}}");
  }

  @Test
  void makesFramesThatAStreamWouldBring() {
    FrameScanner scanner = new FrameScanner(ProblemReader::read);

    assertThat(ArchiveLine.posts(Payload.ofText(PAGE)))
        .map(frame -> scanner.scan(frame.toByteArray(), 0, frame.size()))
        .allSatisfy(frame -> assertThat(frame).isInstanceOf(PostFrame.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"1\",\"n\":1.000000000000000000000000000000000000000000000001e+0400}",
        "{ \"id\" : \"1\", \"text\":\"\\u0000 \\ud800 \\/ \\uD83D\\uDE00 é 😀\" }",
        "{\"id\":\"1\",\"a\":1,\"a\":2,\"id\":\"2\"}",
        "{\"id\":\"1\",\"text\":\"\t\u0001\"}",
        "{\"id\":\"1\",\"text\":\"\\q\"}"
      })
  void keepsTheBytesOfAPost(String post) {
    assertThat(posts("{\"data\":[ " + post + " ]}")).containsExactly("{\"data\":" + post + "}");
  }

  @Test
  void keepsBytesThatAreNoText() {
    byte[] line = "{\"data\":[{\"id\":\"1\",\"text\":\"?\"}]}".getBytes(StandardCharsets.UTF_8);
    line[line.length - 5] = (byte) 0xFF;

    assertThat(ArchiveLine.posts(Payload.copyOf(line)))
        .singleElement()
        .satisfies(frame -> assertThat(frame.toByteArray()).contains((byte) 0xFF));
  }

  @Test
  void takesNumbersAndTextsOfAnyLength() {
    String post =
        "{\"id\":\"1\",\"n\":" + "9".repeat(100_000) + ",\"t\":\"" + "x".repeat(30_000_000) + "\"}";

    assertThat(posts("{\"data\":[" + post + "]}")).containsExactly("{\"data\":" + post + "}");
  }

  @Test
  void wrapsAPostThatStandsAlone() {
    assertThat(posts("{\"id\":\"1\", \"text\":\"a\",\"author\":{\"id\":\"2\"}}"))
        .containsExactly("{\"data\":{\"id\":\"1\", \"text\":\"a\",\"author\":{\"id\":\"2\"}}}");
  }

  @Test
  void keepsTheNamesOfWhatAPageIncludes() {
    String included = "[{\"id\":\"10\"}]";
    String page =
        "{\"includes\":{\"a\\\"\\n\\u4e2d\":%s,\"é\":%s,\"\":%s,\"none\":[],\"odd\":{\"id\":\"10\"}},"
            .formatted(included, included, included);

    assertThat(posts(page + "\"data\":[{\"id\":\"1\",\"author_id\":\"10\"}]}"))
        .containsExactly(
            "{\"data\":{\"id\":\"1\",\"author_id\":\"10\"},\"includes\":"
                + "{\"a\\\"\\n\\u4e2d\":%s,\"é\":%s,\"\":%s}}"
                    .formatted(included, included, included));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "[{\"id\":\"1\",\"text\":\"a\"}]",
        "{\"data\":[]}",
        "{\"data\":[null,7,\"x\",[{\"id\":\"1\"}]]}",
        "{\"data\":{\"id\":\"1\"},\"__twarc\":{}}",
        "{\"data\":null,\"id\":\"1\",\"text\":\"a\"}",
        "{\"id\":\"2244994945\",\"name\":\"X Dev\",\"username\":\"XDevelopers\"}",
        "{\"errors\":[{\"title\":\"gone\"}]}",
        "{\"data\":[{\"id\":\"1\"}",
        "{\"data\":[{\"id\":\"1\"}]",
        "{\"data\":[{\"id\":\"1\"}]} {}",
        "{\"id\":\"1\",\"text\":\"a\"} x",
        "{\"id\":\"1\",\"text\":\"a"
      })
  void findsNoPostInOtherLines(String line) {
    assertThat(posts(line)).isEmpty();
  }

  @Test
  void livesThroughAnyBytes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(8); change >= 0; change--) {
        int at = random.nextInt(bytes.length);
        bytes[at] =
            random.nextBoolean() ? (byte) random.nextInt(256) : bytes[random.nextInt(bytes.length)];
      }
      Payload line = Payload.wrap(bytes, 0, 1 + random.nextInt(bytes.length));
      assertThat(ArchiveLine.posts(line)).as("seed %s, line %s", seed, i).doesNotContainNull();
    }
  }
}
