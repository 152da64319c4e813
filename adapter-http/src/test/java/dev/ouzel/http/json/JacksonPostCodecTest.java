package dev.ouzel.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ouzel.post.Deviation;
import dev.ouzel.post.Deviation.Kind;
import dev.ouzel.post.Entities;
import dev.ouzel.post.MatchingRule;
import dev.ouzel.post.MediaType;
import dev.ouzel.post.Payload;
import dev.ouzel.post.Post;
import dev.ouzel.post.PostId;
import dev.ouzel.post.RawJson;
import dev.ouzel.post.ReplySettings;
import dev.ouzel.post.StreamedPost;
import dev.ouzel.post.User;
import dev.ouzel.post.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonPostCodecTest {
  private final List<Deviation> deviations = new ArrayList<>();
  private final JacksonPostCodec codec = new JacksonPostCodec(deviations::add);

  @Test
  void readsWhatXSendsWithoutAWord() {
    StreamedPost streamed =
        decode(
            "{'data':{'id':'1346889436626259968','text':'a &amp; b','author_id':'2244994945',"
                + "'created_at':'2021-01-06T18:40:40.000Z','lang':'en','possibly_sensitive':false,"
                + "'edit_history_tweet_ids':['1346889436626259968'],"
                + "'public_metrics':{'retweet_count':7,'like_count':3000000000},"
                + "'entities':{'hashtags':[{'start':0,'end':3,'tag':'é'}]},"
                + "'reply_settings':'everyone'},"
                + "'includes':{'users':[{'id':'2244994945','username':'some_one','protected':true}]},"
                + "'matching_rules':[{'id':'99','tag':'birds'}]}");
    Post post = streamed.post().orElseThrow();
    assertThat(post.id()).contains(PostId.of("1346889436626259968"));
    assertThat(post.authorId()).contains(new UserId(2_244_994_945L));
    assertThat(post.createdAt()).contains(Instant.parse("2021-01-06T18:40:40Z"));
    assertThat(post.possiblySensitive()).contains(false);
    assertThat(post.editHistoryPostIds()).containsExactly(PostId.of("1346889436626259968"));
    assertThat(post.publicMetrics().orElseThrow().repostCount()).hasValue(7);
    assertThat(post.publicMetrics().orElseThrow().likeCount()).hasValue(3_000_000_000L);
    assertThat(post.entities().map(Entities::hashtags).orElseThrow())
        .singleElement()
        .matches(tag -> tag.tag().equals(Optional.of("é")) && tag.end().getAsInt() == 3);
    assertThat(post.replySettings()).contains(ReplySettings.EVERYONE);
    assertThat(streamed.author().flatMap(User::isProtected)).contains(true);
    assertThat(streamed.matchingRules())
        .containsExactly(MatchingRule.builder().id("99").tag("birds").build());
    assertThat(deviations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "edit_history_tweet_ids, edit_history_post_ids, ['5']",
    "note_tweet, note_post, {'text':'long'}",
    "referenced_tweets, referenced_posts, '[{''type'':''quoted'',''id'':''7''}]'",
    "public_metrics, public_metrics, {'retweet_count':5}"
  })
  void readsBothVocabulariesAlike(String older, String newer, String value) {
    StreamedPost fromOlder = decode("{'data':{'" + older + "':" + value + "}}");
    String renamed = value.replace("retweet_count", "repost_count");
    assertThat(decode("{'data':{'" + newer + "':" + renamed + "}}")).isEqualTo(fromOlder);
    assertThat(fromOlder.post()).isNotEqualTo(Optional.of(Post.builder().build()));
    assertThat(text(codec.encode(fromOlder))).contains(older);
    assertThat(deviations).isEmpty();
  }

  @Test
  void takesIdsAndCountsInEitherFormAndTwinsForTheirNumbers() {
    StreamedPost streamed =
        decode(
            "{'data':{'id':12,'author_id_str':'9','public_metrics':{'like_count':'5',"
                + "'reply_count_str':'6','quote_count':7.0}},'matching_rules':[{'id':12345678901}]}");
    Post post = streamed.post().orElseThrow();
    assertThat(post.id()).contains(new PostId(12));
    assertThat(post.authorId()).contains(new UserId(9));
    assertThat(post.publicMetrics().orElseThrow().likeCount()).hasValue(5);
    assertThat(post.publicMetrics().orElseThrow().replyCount()).hasValue(6);
    assertThat(post.publicMetrics().orElseThrow().quoteCount()).hasValue(7);
    assertThat(streamed.matchingRules().get(0).id()).contains("12345678901");
    assertThat(deviations)
        .extracting(Deviation::kind)
        .containsOnly(Kind.OTHER_FORM)
        .hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-01-06T18:40:40Z",
        "2021-01-06T18:40:40.000Z",
        "2021-01-06T18:40:40.000000000Z",
        "2021-01-06T10:40:40-08:00",
        "Wed Jan 06 18:40:40 +0000 2021"
      })
  void readsTimesInEveryFormOfX(String time) {
    assertThat(decode("{'data':{'created_at':'" + time + "'}}").post().flatMap(Post::createdAt))
        .contains(Instant.parse("2021-01-06T18:40:40Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-02-30T18:40:40.000Z",
        "2021-01-06T24:40:40.000Z",
        "2021-01-06T18:60:40.000Z",
        "2021-01-06T18:40:61.000Z",
        "2021-01-06X18:40:40.000Z",
        "2021-01-0aT18:40:40.000Z",
        "yesterday",
        ""
      })
  void leavesOutWhatIsNoTime(String time) {
    StreamedPost streamed = decode("{'data':{'created_at':'" + time + "','lang':'en'}}");
    assertThat(streamed.post()).contains(Post.builder().lang("en").build());
    assertThat(deviations)
        .containsExactly(new Deviation(Kind.WRONG_TYPE, "/data/created_at", "VALUE_STRING"));
  }

  @Test
  void keepsNanoseconds() {
    Instant time = Instant.parse("2021-01-06T18:40:40.123456789Z");
    StreamedPost streamed = decode("{'data':{'created_at':'" + time + "'}}");
    assertThat(streamed.post().flatMap(Post::createdAt)).contains(time);
    assertThat(roundTrip(streamed)).isEqualTo(streamed);
  }

  @Test
  void losesOneFieldOfTheWrongTypeAndNothingElse() {
    StreamedPost streamed =
        decode(
            "{'data':{'id':{'a':[1]},'text':['x'],'lang':'en','public_metrics':[4],"
                + "'possibly_sensitive':'perhaps','entities':7,"
                + "'referenced_tweets':[{'type':'quoted','id':'x'},5,null,{'id':'8'}],"
                + "'edit_history_tweet_ids':{'no':1},"
                + "'geo':{'coordinates':{'coordinates':['a',2.5]}}}}");
    assertThat(streamed.post().flatMap(Post::lang)).contains("en");
    assertThat(streamed.post().orElseThrow().referencedPosts()).hasSize(2);
    assertThat(deviations)
        .filteredOn(deviation -> deviation.kind() == Kind.WRONG_TYPE)
        .extracting(Deviation::path)
        .containsExactly(
            "/data/id",
            "/data/text",
            "/data/public_metrics",
            "/data/possibly_sensitive",
            "/data/entities",
            "/data/referenced_tweets/0/id",
            "/data/referenced_tweets/1",
            "/data/edit_history_tweet_ids",
            "/data/geo/coordinates/coordinates/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999", "1e400", "1.5", "-", "''", "true", "[]", "{}"})
  void leavesOutACountThatIsNone(String value) {
    StreamedPost streamed =
        decode("{'data':{'public_metrics':{'like_count':" + quoted(value) + ",'reply_count':2}}}");
    assertThat(streamed.post().flatMap(Post::publicMetrics).orElseThrow())
        .matches(metrics -> metrics.likeCount().isEmpty() && metrics.replyCount().getAsLong() == 2);
  }

  private static String quoted(String value) {
    return value.equals("-") ? "'-'" : value;
  }

  @Test
  void takesNullForAbsent() {
    assertThat(
            decode(
                "{'data':{'id':null,'text':'t','entities':null,'edit_history_tweet_ids':null},"
                    + "'includes':null,'matching_rules':[{'id':'1','tag':null}],'errors':null}"))
        .isEqualTo(
            StreamedPost.builder()
                .post(Post.builder().text("t").build())
                .addMatchingRules(MatchingRule.builder().id("1").build())
                .build());
  }

  @Test
  void letsTheFirstOfTwoMembersCountThatCanBeRead() {
    StreamedPost streamed =
        decode(
            "{'data':{'id':'x','id':'1','id':'2','edit_history_tweet_ids':['1'],"
                + "'edit_history_post_ids':['2'],'public_metrics':{'like_count_str':'3',"
                + "'like_count':4}},'data':{'id':'5'}}");
    Post post = streamed.post().orElseThrow();
    assertThat(post.id()).contains(new PostId(1));
    assertThat(post.editHistoryPostIds()).containsExactly(new PostId(1));
    assertThat(post.publicMetrics().orElseThrow().likeCount()).hasValue(3);
  }

  @Test
  void keepsWhatItDoesNotKnow() {
    StreamedPost streamed =
        decode(
            "{'data':{'id':'1','mood':{'a':[1.50, 123456789012345678901234567890,null],'b':'é'},"
                + "'reply_settings':'cousins'},'new':true}");
    Post post = streamed.post().orElseThrow();
    assertThat(post.unknown())
        .isEqualTo(
            Map.of(
                "mood",
                new RawJson("{\"a\":[1.50, 123456789012345678901234567890,null],\"b\":\"é\"}")));
    assertThat(streamed.unknown()).isEqualTo(Map.of("new", new RawJson("true")));
    assertThat(post.replySettings().orElseThrow().wire()).isEqualTo("cousins");
    assertThat(deviations)
        .extracting(deviation -> deviation.kind() + " " + deviation.path())
        .containsExactly(
            "UNKNOWN_MEMBER /data/mood",
            "UNKNOWN_VALUE /data/reply_settings",
            "UNKNOWN_MEMBER /new");
    assertThat(roundTrip(streamed)).isEqualTo(streamed);
  }

  @Test
  void readsWhatXsDescriptionsContradictEachOtherOn() {
    Post older =
        decode(
                "{'data':{'matched_media_notes':{'note_id':'1'},"
                    + "'suggested_source_links':[{'url':'https://example.org'}],"
                    + "'suggested_source_links_with_counts':{'url':{'url':'u'},'count':2},"
                    + "'note_request_suggestions':{'source_link':{'url':'s'}}}}")
            .post()
            .orElseThrow();
    Post newer =
        decode(
                "{'data':{'matched_media_notes':[{'note_id':'1'}],"
                    + "'suggested_source_links':['https://example.org'],"
                    + "'suggested_source_links_with_counts':[{'url':'u','count':2}],"
                    + "'note_request_suggestions':[{'source_link':'s'}]}}")
            .post()
            .orElseThrow();
    assertThat(newer).isEqualTo(older);
    assertThat(newer.suggestedSourceLinks().get(0).url()).contains("https://example.org");
  }

  @Test
  void readsDurationsInTheUnitsOfTheirNames() {
    StreamedPost streamed =
        decode(
            "{'includes':{'media':[{'type':'video','duration_ms':46947}],"
                + "'polls':[{'id':'1','duration_minutes':1440}]}}");
    assertThat(streamed.includes().orElseThrow().media().get(0).duration())
        .contains(Duration.ofMillis(46_947));
    assertThat(streamed.includes().orElseThrow().media().get(0).type()).contains(MediaType.VIDEO);
    assertThat(streamed.includes().orElseThrow().polls().get(0).duration())
        .contains(Duration.ofDays(1));
    assertThat(roundTrip(streamed)).isEqualTo(streamed);
  }

  @Test
  void readsAPostWithBytesThatAreNoText() {
    byte[] frame = "{\"data\":{\"id\":\"1\",\"text\":\"a?b\"}}".getBytes(StandardCharsets.UTF_8);
    frame[new String(frame, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;
    assertThat(codec.decode(Payload.copyOf(frame)).flatMap(StreamedPost::post).flatMap(Post::text))
        .contains("a\ufffdb");
    assertThat(deviations).isEmpty();
  }

  @Test
  void takesNoFrameForAnotherEncodingThanUtf8() {
    byte[] utf32 = {0, 0, 0, '{', 'z', 0, 0, '}'};
    byte[] utf16 = "{\"data\":{}}".getBytes(StandardCharsets.UTF_16BE);
    for (byte[] frame : List.of(utf32, utf16)) {
      assertThat(codec.decode(Payload.copyOf(frame))).isEmpty();
    }
    assertThat(deviations).extracting(Deviation::kind).containsOnly(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data':{'text':'\\ud83d and \\u0000 and é'}}",
        "{'data':{'mood':['\\ud83d',{'é':'\\ud83d\\ude00 é'}]}}"
      })
  void writesHalfACharacterAsAnEscape(String frame) {
    StreamedPost streamed = decode(frame);
    assertThat(streamed.toString()).contains("é").containsAnyOf("\ud83d", "\\ud83d");
    assertThat(roundTrip(streamed)).isEqualTo(streamed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{'\\ud83d':1}",
        "[]",
        "7",
        "<html>",
        "{'data':{'id':'1'",
        "{'a':tru}"
      })
  void findsNoPostInWhatIsNoObject(String frame) {
    assertThat(codec.decode(json(frame))).isEmpty();
    assertThat(deviations)
        .extracting(Deviation::kind, Deviation::path)
        .containsExactly(tuple(Kind.UNREADABLE, ""));
  }

  @Test
  void leavesWhatIsWithinStringsAlone() {
    Payload frame = json("{'data':{'id':'1','text':'a\\x and \n'}}");
    assertThat(codec.decode(frame).flatMap(StreamedPost::post).flatMap(Post::text))
        .contains("ax and \n");
  }

  @Test
  void nestsAsDeepAsTheStreamTakesPosts() {
    String deep = "[".repeat(998) + "]".repeat(998);
    assertThat(decode("{'data':{'id':'1','deep':" + deep + "}}").id()).contains(new PostId(1));
    assertThat(codec.decode(json("{'data':{'id':'1','deep':[" + deep + "]}}"))).isEmpty();
  }

  @Test
  void takesHostileFramesInTheirStride() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      members.append("'m").append(i).append("':0,");
    }
    String digits = "9".repeat(1_000_000);
    StreamedPost streamed =
        decode(
            "{"
                + members
                + "'data':{'id':'1','author_id':"
                + digits
                + ",'lang':'en',"
                + "'public_metrics':{'like_count':"
                + digits
                + "},'x':"
                + digits
                + "}}");
    assertThat(streamed.id()).contains(new PostId(1));
    assertThat(streamed.post().flatMap(Post::lang)).contains("en");
    assertThat(streamed.unknown()).hasSize(100_000);
    assertThat(deviations).hasSize(Reading.MOST);
  }

  @Test
  void toleratesNothingWhereItIsStrict() {
    assertThatThrownBy(() -> JacksonPostCodec.strict().decode(json("{'data':{'id':1,'mood':2}}")))
        .isInstanceOfSatisfying(
            UnexpectedFrame.class, failure -> assertThat(failure.deviations()).hasSize(2))
        .hasMessageContaining("/data/mood");
    assertThat(JacksonPostCodec.strict().decode(json("{'data':{'id':'1'}}"))).isPresent();
  }

  private StreamedPost decode(String frame) {
    return codec.decode(json(frame)).orElseThrow();
  }

  private StreamedPost roundTrip(StreamedPost streamed) {
    return codec.decode(codec.encode(streamed)).orElseThrow();
  }

  private static Payload json(String frame) {
    return Payload.ofText(frame.replace('\'', '"'));
  }

  private static String text(Payload frame) {
    return frame.text();
  }
}
