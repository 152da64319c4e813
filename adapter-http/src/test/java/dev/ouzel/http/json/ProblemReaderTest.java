package dev.ouzel.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemReaderTest {
  private static final String EVERY_PART =
      """
      {"title":"a title","type":"https://api.x.com/2/problems/streaming-connection",
       "detail":"a detail","details":["one","two"],"status":429,
       "connection_issue":"TooManyConnections","disconnect_type":"SlowReader",
       "reason":"client-not-enrolled","period":"Monthly","scope":"Product",
       "parameter":"tweet.fields","value":"foo","resource_id":"456","unknown":{"deep":[1]}}
      """;

  @Test
  void readsEveryPartOfAProblem() {
    assertThat(read(EVERY_PART))
        .containsExactly(
            Problem.builder()
                .title("a title")
                .type("https://api.x.com/2/problems/streaming-connection")
                .detail("a detail")
                .addDetails("one", "two")
                .status(429)
                .connectionIssue("TooManyConnections")
                .disconnectType("SlowReader")
                .reason("client-not-enrolled")
                .period("Monthly")
                .scope("Product")
                .parameter("tweet.fields")
                .value("foo")
                .resourceId("456")
                .build());
  }

  @Test
  void tellsTheMostGeneralProblemFirst() {
    List<Problem> problems =
        read(
            """
            {"errors":[{"title":"outer","errors":[{"title":"inner"},{"title":"inner too"}]},
                       {"title":"last"}],
             "title":"top"}
            """);

    assertThat(problems)
        .extracting(problem -> problem.title().orElseThrow())
        .containsExactly("top", "outer", "inner", "inner too", "last");
  }

  @Test
  void readsErrorsBesideData() {
    assertThat(
            read(
                """
                {"data":{"id":"1","text":"hello"},"errors":[{"title":"Not Found Error",
                 "resource_id":"456","resource_type":"tweet","parameter":"referenced_tweets.id"}]}
                """))
        .containsExactly(
            Problem.builder()
                .title("Not Found Error")
                .resourceId("456")
                .parameter("referenced_tweets.id")
                .build());
  }

  @Test
  void readsTheOlderShapesOfAnError() {
    assertThat(
            read(
                """
                {"errors":[{"parameters":{"tweet.fields":["foo","bar"]},"message":"not one of"},
                           {"parameters":{"partition":[]},"message":"can not be empty"},
                           {"code":88,"message":"Rate limit exceeded"},
                           "only words"]}
                """))
        .containsExactly(
            Problem.builder()
                .detail("not one of")
                .parameter("tweet.fields")
                .value("foo, bar")
                .build(),
            Problem.builder().detail("can not be empty").parameter("partition").build(),
            Problem.builder().detail("Rate limit exceeded").build(),
            Problem.builder().detail("only words").build());
  }

  @Test
  void takesTheIdOfARuleProblemAsTheResource() {
    assertThat(read("{\"errors\":[{\"value\":\"cat\",\"id\":16056,\"title\":\"DuplicateRule\"}]}"))
        .containsExactly(
            Problem.builder().value("cat").resourceId("16056").title("DuplicateRule").build());
  }

  @Test
  void acceptsOneErrorWithoutAList() {
    assertThat(read("{\"errors\":{\"title\":\"alone\"}}"))
        .containsExactly(Problem.builder().title("alone").build());
  }

  @Test
  void skipsWhatIsOfAnUnexpectedType() {
    assertThat(
            read(
                """
                {"title":["two","titles"],"type":{"not":"a text"},"detail":null,"status":"503",
                 "details":"no list","connection_issue":false,"period":[],"value":1e3,
                 "errors":[null,7,[],{},{"id":"only"},{"title":{}},{"detail":""},true]}
                """))
        .containsExactly(
            Problem.builder()
                .title("two, titles")
                .status(503)
                .connectionIssue("false")
                .value("1000.0")
                .build());
  }

  @Test
  void ignoresAStatusThatIsNoWholeNumber() {
    assertThat(read("{\"title\":\"t\",\"status\":4.5}").get(0).status()).isEmpty();
    assertThat(read("{\"title\":\"t\",\"status\":99999999999}").get(0).status()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<html><body>502 Bad Gateway</body></html>",
        "{",
        "{\"title\":",
        "null",
        "[]",
        "\"title\"",
        "42",
        "{}",
        "{\"data\":{\"id\":\"1\"}}",
        "{\"errors\":[]}",
        "{\"errors\":[\" \"]}",
        "{\"errors\":null}",
        "{\"id\":\"1\",\"value\":\"2\"}"
      })
  void findsNothingWhereThereIsNoProblem(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void readsPastADamagedCharacter() {
    byte[] bytes = "{\"title\":\"?\",\"disconnect_type\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    bytes[10] = (byte) 0xFF;

    assertThat(ProblemReader.read(Payload.wrap(bytes, 0, bytes.length)))
        .singleElement()
        .extracting(Problem::disconnectType)
        .isEqualTo(Optional.of("x"));
  }

  @Test
  void refusesToNestWithoutEnd() {
    String deep = "{\"title\":\"t\",\"errors\":[".repeat(10_000) + "]}".repeat(10_000);

    assertThat(read(deep)).isEmpty();
  }

  @Test
  void readsOnlySoManyProblemsAndBytes() {
    String entry = "{\"title\":\"t\"}";
    String many = "{\"errors\":[" + (entry + ",").repeat(5_000) + entry + "]}";
    String tooLong = "{\"title\":\"t\",\"detail\":\"" + "x".repeat(JsonTree.MOST_BYTES) + "\"}";
    String manyTokens = "{\"title\":\"t\",\"errors\":[" + "[],".repeat(500_000) + "[]]}";

    assertThat(read(many)).hasSize(ProblemReader.MOST_PROBLEMS);
    assertThat(read(tooLong)).isEmpty();
    assertThat(read(manyTokens)).isEmpty();
  }

  @Test
  void neverThrowsOnDamagedInput() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = EVERY_PART.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int i = 0; i < 5 && bytes.length > 0; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThatCode(() -> ProblemReader.read(Payload.copyOf(bytes)))
          .as("seed %d, round %d", seed, round)
          .doesNotThrowAnyException();
    }
  }

  private static List<Problem> read(String text) {
    return ProblemReader.read(Payload.ofText(text));
  }
}
