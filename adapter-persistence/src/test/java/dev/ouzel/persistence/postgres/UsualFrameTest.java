package dev.ouzel.persistence.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostCodec;
import dev.ouzel.testkit.contract.TrickyFrame;
import dev.ouzel.testkit.generate.RichFrames;
import dev.ouzel.testkit.load.FrameSize;
import dev.ouzel.testkit.load.LoadPosts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a frame is what the codec reads. */
@PropertyDefaults(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
final class UsualFrameTest {
  private static final PostCodec CODEC = new JacksonPostCodec();

  private static final List<String> NAMES =
      Stream.concat(
              Stream.of("user_id", "post_id", "tweet_id", "name", "counts", "note", "id_string"),
              Stream.of(Member.values()).map(member -> member.name().toLowerCase(Locale.ROOT)))
          .flatMap(name -> Stream.of(name, name, name + "_str", name.replace("id", "\\u0069d")))
          .toList();

  private static final List<String> VALUES =
      List.of(
          "\"7\"",
          "\"1234567890123456789\"",
          "\"9223372036854775808\"",
          "\"0\"",
          "\"007\"",
          "\"\"",
          "\"é 😀\"",
          "\"\\\\\\\"\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"",
          "\"\\u0000\\ud83d\"",
          "\"\\x\\é\"",
          "\"\\u00g0\"",
          "\"\\u٠٠٠٠\"",
          "\"a\rb\"",
          "7",
          "0",
          "-0",
          "-7",
          "7.0",
          "7e0",
          "1E400",
          "07",
          "+7",
          "123456789012345678",
          "9223372036854775808",
          "1".repeat(60),
          "null",
          "true",
          "false",
          "nul",
          "nullo",
          "",
          "{}",
          "[]",
          "[7,]",
          "{\"a\":}",
          "[\"7\",{\"id\":\"7\",\"username\":\"cat\",\"tag\":\"t\"},null]",
          "[".repeat(70) + "]".repeat(70),
          "[".repeat(1_200) + "]".repeat(1_200));

  /** Holds for every frame; tells whether it was read without the codec. */
  private static boolean isReadAlike(byte[] frame) {
    Optional<PostColumns> read =
        Optional.of(frame).filter(Text::isText).flatMap(UsualFrame::columns);
    if (read.isPresent()) {
      assertThat(read)
          .as(() -> new String(frame, UTF_8))
          .isEqualTo(CODEC.decode(Payload.copyOf(frame)).map(PostColumns::of));
    }
    return read.isPresent();
  }

  private static boolean isReadAlike(String frame) {
    return isReadAlike(frame.getBytes(UTF_8));
  }

  @Test
  void usualPostsAreReadWithoutTheCodec() {
    for (FrameSize size : FrameSize.values()) {
      LoadPosts posts = new LoadPosts(size);
      long read = LongStream.range(0, 1_000).filter(id -> isReadAlike(posts.frame(id))).count();
      // All but those whose text has more characters than an ordinary post.
      assertThat(read).as("of posts of size %s", size).isGreaterThan(900);
    }
  }

  @Test
  void richPostsInWhateverOrderAreReadAlike() {
    List<Payload> usual = RichFrames.of(1).take(3_000);
    assertThat(usual.stream().filter(frame -> isReadAlike(frame.toByteArray())).count())
        .isGreaterThan(500);
    Stream.of(RichFrames.of(2).inPostWords(), RichFrames.of(3).withTwins())
        .flatMap(frames -> frames.take(1_000).stream())
        .forEach(frame -> isReadAlike(frame.toByteArray()));
  }

  @ParameterizedTest
  @EnumSource
  void trickyPostsAreReadAlike(TrickyFrame frame) {
    isReadAlike(frame.of(7).toByteArray());
  }

  @Test
  void columnsAreThoseOfThePostItsAuthorAndItsRules() {
    String frame =
        """
        {"data":{"id":"1","author_id":"7","username":"dog","lang":"en","text":"a\\n\\u00e9",
          "public_metrics":{"like_count":1,"retweet_count":2,"reply_count":3,"quote_count":4,
            "bookmark_count":5,"impression_count":6,"later_count":7}},
         "includes":{"users":[{"id":"8","username":"bird"},{"id":"7","username":"cat"},
           {"id":"7","username":"cow"}]},
         "matching_rules":[{"id":"70","tag":"cats"},{"id":"71","tag":null},{}]}""";

    assertThat(UsualFrame.columns(frame.getBytes(UTF_8)))
        .contains(
            new PostColumns(
                OptionalLong.of(7),
                IntStream.rangeClosed(1, 6).mapToObj(OptionalLong::of).toList(),
                Optional.of("cat"),
                Optional.of("en"),
                Optional.of("a\né"),
                List.of(
                    new PostColumns.Rule(Optional.of("70"), Optional.of("cats")),
                    new PostColumns.Rule(Optional.of("71"), Optional.empty()),
                    new PostColumns.Rule(Optional.empty(), Optional.empty()))));
    assertThat(isReadAlike(frame)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"lang\":\"en\",\"lang\":\"de\"}}",
        "{\"data\":{\"l\\u0061ng\":\"en\"}}",
        "{\"data\":{\"text\":7}}",
        "{\"data\":{\"text\":\"a\",\"note_tweet\":{\"text\":\"ab\"}}}",
        "{\"data\":{\"public_metrics\":{\"like_count\":1.0}}}",
        "{\"data\":{\"public_metrics\":{\"repost_count\":1}}}",
        "{\"data\":{\"author_id_str\":\"7\"}}",
        "{\"data\":{\"author_id\":\"0\"}}",
        "{\"data\":{\"public_metrics\":{\"like_count\":9223372036854775808}}}",
        "{\"data\":{},\"data\":{}}",
        "{\"data\":{},\"includes\":{\"users\":[],\"users\":[]}}",
        "{\"matching_rules\":[],\"matching_rules\":[]}",
        "{\"includes\":{\"users\":[{\"id\":\"7\",\"username\":\"a\"}]},\"data\":{\"author_id\":\"7\"}}",
        "{\"matching_rules\":{\"id\":\"7\"}}",
        "{\"data\":{\"text\":\"a\"}",
        "[]",
        ""
      })
  void theUnusualIsLeftToTheCodec(String frame) {
    assertThat(UsualFrame.columns(frame.getBytes(UTF_8))).isEmpty();
  }

  @Property
  void anythingThatIsReadIsReadAlike(@ForAll("frames") String frame) {
    isReadAlike(frame);
  }

  @Property
  void aPostThatIsDamagedAnywhereIsReadAlike(
      @ForAll("richFrames") byte[] frame, @ForAll("damages") List<Tuple.Tuple2<Integer, Byte>> at) {
    byte[] damaged = frame.clone();
    at.forEach(one -> damaged[one.get1() % damaged.length] = one.get2());
    isReadAlike(damaged);
  }

  @Provide
  Arbitrary<byte[]> richFrames() {
    RichFrames frames = RichFrames.of(4);
    return Arbitraries.integers().between(0, 10_000).map(n -> frames.frame(n).toByteArray());
  }

  @Provide
  Arbitrary<List<Tuple.Tuple2<Integer, Byte>>> damages() {
    Arbitrary<Byte> letters =
        Arbitraries.chars().with("\"\\{}[],:0179-.eunltf \n_").map(letter -> (byte) (char) letter);
    return Combinators.combine(Arbitraries.integers().between(0, 9_999), letters)
        .as(Tuple::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** Objects whose members have to do with the columns, at every depth where they may stand. */
  @Provide
  Arbitrary<String> frames() {
    Arbitrary<String> scalars = Arbitraries.of(VALUES);
    Arbitrary<String> small = object(scalars, 5);
    Arbitrary<String> lists =
        Arbitraries.oneOf(small, scalars)
            .list()
            .ofMaxSize(3)
            .map(all -> "[" + String.join(",", all) + "]");
    Arbitrary<String> parts = Arbitraries.oneOf(scalars, scalars, small, lists);
    Arbitrary<String> data = object(parts, 8);
    return Combinators.combine(data, object(parts, 3), lists, object(parts, 2))
        .as(
            (post, includes, rules, other) ->
                "{\"data\":%s,\"includes\":%s,\"matching_rules\":%s,\"other\":%s}"
                    .formatted(post, includes, rules, other));
  }

  private static Arbitrary<String> object(Arbitrary<String> values, int most) {
    return Combinators.combine(Arbitraries.of(NAMES), values)
        .as((name, value) -> "\"" + name + "\":" + value)
        .list()
        .ofMaxSize(most)
        .map(members -> "{" + String.join(",", members) + "}");
  }
}
