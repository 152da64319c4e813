package dev.ouzel.http.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.Frame.SystemFrame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
  private static final Problem FOUND = Problem.builder().title("found").build();

  private final FrameScanner scanner = new FrameScanner(payload -> List.of(FOUND));

  @Test
  void findsThePostsIdAndTheRulesThatItMatched() {
    String rules = "[{\"id\":\"12\",\"tag\":\"cats\"},{\"id\":13}]";
    PostFrame post =
        post(
            "{\"data\":{\"id\":\"1346889436626259968\",\"text\":\"a\"},\"matching_rules\":"
                + rules
                + "}");

    assertThat(post.id()).isEqualTo(1346889436626259968L);
    assertThat(post.rules().text()).isEqualTo(rules);
  }

  static Stream<Arguments> posts() {
    return Stream.of(
        arguments("without rules", "{'data':{'id':'7'}}", 7L, ""),
        arguments("rules first", "{'matching_rules':[],'data':{'id':'7'}}", 7L, "[]"),
        arguments("id last", "{'data':{'text':'x','n':[{'id':'1'}],'id':'7'}}", 7L, ""),
        arguments(
            "ids elsewhere", "{'id':'1','x':{'id':'2'},'data':{'a':{'id':'3'},'id':'7'}}", 7L, ""),
        arguments("rules elsewhere", "{'data':{'matching_rules':[1],'id':'7'}}", 7L, ""),
        arguments("id a number", "{'data':{'id':1346889436626259968}}", 1346889436626259968L, ""),
        arguments("largest id", "{'data':{'id':'9223372036854775807'}}", Long.MAX_VALUE, ""),
        arguments("first of two ids", "{'data':{'id':'7','id':'8'}}", 7L, ""),
        arguments("first of two data", "{'data':{'id':'7'},'data':{'id':'8'}}", 7L, ""),
        arguments(
            "first of two rules",
            "{'matching_rules':[1],'matching_rules':[2],'data':{'id':'7'}}",
            7L,
            "[1]"),
        arguments("rules no list", "{'data':{'id':'7'},'matching_rules':null}", 7L, "null"),
        arguments(
            "white space",
            " { 'data' :\t{ 'id'\r: '7' } , 'matching_rules' : [ 1 ] } ",
            7L,
            "[ 1 ]"),
        arguments("with errors", "{'data':{'id':'7'},'errors':[{'title':'x'}]}", 7L, ""),
        arguments("numbers", "{'data':{'id':'7','n':[0,-1,1.5,-0.1e+9,2E-3,10]}}", 7L, ""),
        arguments("literals", "{'data':{'a':true,'b':false,'c':null,'id':'7'}}", 7L, ""),
        arguments("lone surrogate", "{'data':{'id':'7','text':'\\ud83d'}}", 7L, ""),
        arguments("escapes", "{'data':{'text':'\\\"},{\\\\','id':'7'}}", 7L, ""),
        arguments("no escape that JSON knows", "{'data':{'id':'7','text':'\\q\\u12'}}", 7L, ""),
        arguments("names unknown", "{'':{},'data':{'':[],'id':'7'},'news':[[],{}]}", 7L, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("posts")
  void aPostIsAPostHoweverItIsWritten(String name, String json, long id, String rules) {
    PostFrame post = post(json.replace('\'', '"'));

    assertThat(post.id()).isEqualTo(id);
    assertThat(post.rules().text()).isEqualTo(rules);
  }

  @Test
  void bytesThatAreNoCharacterStayWhatTheyAre() {
    byte[] frame = "{\"data\":{\"id\":\"7\",\"text\":\"\u00ff\u00c0\u0001\"}}".getBytes(ISO_8859_1);

    Frame scanned = scanner.scan(frame, 0, frame.length);
    assertThat(scanned).isInstanceOf(PostFrame.class);
    assertThat(scanned.payload().toByteArray()).isEqualTo(frame);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("{'data':{'text':'x'}}", "no post id"),
        arguments("{'data':{}}", "no post id"),
        arguments("{'data':[]}", "no post id"),
        arguments("{'data':[{'id':'7'}]}", "no post id"),
        arguments("{'data':{'id':''}}", "no post id"),
        arguments("{'data':{'id':'0'}}", "no post id"),
        arguments("{'data':{'id':'-7'}}", "no post id"),
        arguments("{'data':{'id':-7}}", "no post id"),
        arguments("{'data':{'id':7.0}}", "no post id"),
        arguments("{'data':{'id':'7a'}}", "no post id"),
        arguments("{'data':{'id':'\\u0037'}}", "no post id"),
        arguments("{'data':{'id':{}}}", "no post id"),
        arguments("{'data':{'id':[7]}}", "no post id"),
        arguments("{'data':{'id':null,'id':'7'}}", "no post id"),
        arguments("{'data':{'id':'9223372036854775808'}}", "no post id"),
        arguments("{'data':{'id':'12345678901234567890'}}", "no post id"),
        arguments("<html>", "no JSON object from byte 0"),
        arguments("[{'data':{'id':'7'}}]", "no JSON object from byte 0"),
        arguments("7", "no JSON object from byte 0"),
        arguments("{'data':{'id':'7'}} x", "no JSON object from byte 20"),
        arguments("{'data':{'id':'7'}}{}", "no JSON object from byte 19"),
        arguments("{'data':{'id':'7'}", "JSON that breaks off"),
        arguments("{'data':{'id':'7", "JSON that breaks off"),
        arguments("{'data':{'id':'7'},'a':nul", "JSON that breaks off"),
        arguments("{'data':{'id':'7'},}", "no JSON object from byte 19"),
        arguments("{'data':{'id':'7'};'a':1}", "no JSON object from byte 18"),
        arguments("{'data':{'id' '7'}}", "no JSON object from byte 14"),
        arguments("{'data':{'id':'7']}", "no JSON object from byte 17"),
        arguments("{'data':{'id':'7','a':[1 2]}}", "no JSON object from byte 25"),
        arguments("{'data':{'id':'7','a':[1,]}}", "no JSON object from byte 25"),
        arguments("{'data':{'id':'7','a':tru}}", "no JSON object from byte 22"),
        arguments("{'data':{'id':'7','a':01}}", "no JSON object from byte 22"),
        arguments("{'data':{'id':'7','a':1.}}", "no JSON object from byte 24"),
        arguments("{'data':{'id':'7','a':-}}", "no JSON object from byte 23"),
        arguments("{'data':{'id':'7','a':1e}}", "no JSON object from byte 24"),
        arguments("{'data':{'id':'7','a':}}", "no JSON object from byte 22"),
        arguments("{'data':{id:'7'}}", "no JSON object from byte 9"),
        arguments("{'data':{'id':'7'},'a':\0}", "no JSON object from byte 23"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void whatIsNoPostSaysWhy(String json, String reason) {
    assertThat(scan(json.replace('\'', '"')))
        .isEqualTo(new UnreadableFrame(reason, Payload.ofText(json.replace('\'', '"'))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"errors\":[{\"title\":\"operational-disconnect\"}]}",
        "{\"data\":null,\"errors\":[]}",
        "{\"info\":{\"data\":{\"id\":\"7\"}}}",
        "{\"\\u0064ata\":{\"id\":\"7\"}}"
      })
  void anObjectWithoutDataIsASystemMessageWithItsProblems(String json) {
    assertThat(scan(json)).isEqualTo(new SystemFrame(List.of(FOUND), Payload.ofText(json)));
  }

  @Test
  void aPostThatBreaksOffAnywhereIsNoPost() {
    String whole =
        "{\"data\":{\"id\":\"7\",\"text\":\"a \\\"b\\\" c\",\"n\":[1.5e3,true,null]},\"includes\":{}}";
    for (int length = 0; length < whole.length(); length++) {
      String json = whole.substring(0, length);
      assertThat(scan(json)).as(json).isInstanceOf(UnreadableFrame.class);
    }
  }

  @Test
  void nestingAsDeepAsAllowedIsReadAndDeeperIsNot() {
    // The two objects around count too.
    assertThat(scan(nested(JsonWalk.DEEPEST - 2))).isInstanceOf(PostFrame.class);
    assertThat(scan(nested(JsonWalk.DEEPEST - 1)))
        .isEqualTo(
            new UnreadableFrame(
                "nested deeper than 1000", Payload.ofText(nested(JsonWalk.DEEPEST - 1))));
  }

  private static String nested(int depth) {
    return "{\"data\":{\"id\":\"7\",\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"data\":", "{\"data\":[{\"id\":"})
  void aHundredThousandOpeningBracketsAreNoPost(String opening) {
    assertThat(scan(opening.repeat(100_000))).isInstanceOf(UnreadableFrame.class);
  }

  @Test
  void forgetsTheFrameBefore() {
    post("{\"matching_rules\":[1],\"data\":{\"id\":\"7\"}}");

    assertThat(scan("{\"data\":{\"text\":\"\"}}")).isInstanceOf(UnreadableFrame.class);
    assertThat(scan("{}")).isInstanceOf(SystemFrame.class);
    scan("[[[[");
    assertThat(post("{\"data\":{\"id\":\"8\"}}").rules().isEmpty()).isTrue();
  }

  @Test
  void looksNeitherBeforeNorBehindTheFrame() {
    byte[] array = "{\"data\":{\"id\":\"7\"}}\r\n\"}}".getBytes(UTF_8);

    assertThat(scanner.scan(array, 0, 16)).isInstanceOf(UnreadableFrame.class);
    assertThat(scanner.scan(array, 0, 19)).isInstanceOf(PostFrame.class);
    assertThat(scanner.scan(array, 8, 10)).isInstanceOf(SystemFrame.class);
  }

  private PostFrame post(String json) {
    return (PostFrame) scan(json);
  }

  /** Scans the text within a larger array. */
  private Frame scan(String json) {
    byte[] bytes = ("\"}" + json + "\"}]").getBytes(UTF_8);
    return scanner.scan(bytes, 2, bytes.length - 5);
  }
}
