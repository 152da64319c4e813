package dev.ouzel.testkit.script;

import static dev.ouzel.stream.StreamEndpoint.FILTERED;
import static dev.ouzel.stream.StreamEndpoint.FIREHOSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ouzel.testkit.script.Attempts.OnAccept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultScriptFileTest {
  @TempDir private Path directory;

  private static FaultScript parse(String text) {
    return FaultScriptFile.parse("faults.yaml", text);
  }

  private static FaultScript.Fault<Answer> answered(String keys) {
    FaultScript script = parse("[{name: it, " + keys + "}]");
    assertThat(script.deeds()).isEmpty();
    return script.answers().get(0);
  }

  private static FaultScript.Fault<FaultScript.Happening> done(String keys) {
    FaultScript script = parse("[{name: it, " + keys + "}]");
    assertThat(script.answers()).isEmpty();
    return script.deeds().get(0);
  }

  @Test
  void saysWhatTheScriptInJavaSays() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("faults.yaml"),
            """
            # The slot is free at the fourth attempt, which does not last.
            - name: slot taken
              attempt: 1-3
              answer: too-many-connections
            - name: cut
              attempt: 4
              when: frame 5
              do: [half-frame, reset]
            """);

    FaultScript script = FaultScriptFile.read(file);

    assertThat(script.answers())
        .containsExactly(
            new FaultScript.Fault<>(
                "slot taken",
                Attempts.attempts(1, 3).atAccept(),
                Answer.refuse(Reply.tooManyConnections())));
    FaultScript.Fault<FaultScript.Happening> cut = script.deeds().get(0);
    assertThat(cut.name()).isEqualTo("cut");
    assertThat(cut.requests()).isEqualTo(Attempts.attempt(4).atAccept());
    assertThat(cut.what().point()).isEqualTo(new Point.Frames(5));
    assertThat(Doings.of(cut.what().deed())).containsExactly("half, then", "reset");
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("attempt: 3", Attempts.attempt(3).atAccept()),
        Arguments.of("attempt: 2-5", Attempts.attempts(2, 5).atAccept()),
        Arguments.of("attempt: 4-", Attempts.attempts(4, Integer.MAX_VALUE).atAccept()),
        Arguments.of("attempt: every", Attempts.everyAttempt().atAccept()),
        Arguments.of("recovery: 1", Attempts.recovery(1).atAccept()),
        Arguments.of("recovery: every", Attempts.everyRecovery().atAccept()),
        Arguments.of(
            "attempt: 1, stream: filtered_stream", Attempts.attempt(1).on(FILTERED).atAccept()),
        Arguments.of(
            "recovery: 2, stream: firehose_stream, partition: 20",
            Attempts.recovery(2).on(FIREHOSE, 20).atAccept()),
        Arguments.of(
            "request: GET /2/connections, number: 1", Attempts.request("GET", "/2/connections", 1)),
        Arguments.of(
            "request: DELETE /2/connections/all",
            Attempts.requests("DELETE", "/2/connections/all", 1, Integer.MAX_VALUE)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void namesRequests(String keys, OnAccept expected) {
    assertThat(answered(keys + ", answer: silence").requests()).isEqualTo(expected);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("invalid-request", Answer.refuse(Reply.invalidRequest())),
        Arguments.of("unauthorized", Answer.refuse(Reply.unauthorized())),
        Arguments.of("credits-depleted", Answer.refuse(Reply.creditsDepleted())),
        Arguments.of("client-not-enrolled", Answer.refuse(Reply.clientNotEnrolled())),
        Arguments.of("not-found", Answer.refuse(Reply.notFound())),
        Arguments.of("not-acceptable", Answer.refuse(Reply.notAcceptable())),
        Arguments.of("no-rules", Answer.refuse(Reply.noRules())),
        Arguments.of("too-many-rules", Answer.refuse(Reply.tooManyRules())),
        Arguments.of("too-many-connections", Answer.refuse(Reply.tooManyConnections())),
        Arguments.of("rate-limited", Answer.refuse(Reply.rateLimited())),
        Arguments.of(
            "'rate-limited until 2030-01-01T00:00:00Z'",
            Answer.refuse(Reply.rateLimited(Instant.parse("2030-01-01T00:00:00Z")))),
        Arguments.of("usage-cap-exceeded", Answer.refuse(Reply.usageCapExceeded())),
        Arguments.of("daily-usage-cap-exceeded", Answer.refuse(Reply.dailyUsageCapExceeded())),
        Arguments.of("provisioning", Answer.refuse(Reply.provisioning())),
        Arguments.of("service-unavailable", Answer.refuse(Reply.serviceUnavailable())),
        Arguments.of("silence", Answer.silence()),
        Arguments.of("without-date", Answer.withoutDate()),
        Arguments.of("after 1500ms", Answer.after(Duration.ofMillis(1500))),
        Arguments.of("{status: 502}", Answer.refuse(Reply.empty(502))),
        Arguments.of(
            "{status: 429, headers: {retry-after: 3}, body: '{\"a\":1}'}",
            Answer.refuse(new Reply(429, Map.of("retry-after", "3"), "{\"a\":1}"))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersInWordsOrOnesOwn(String words, Answer expected) {
    assertThat(answered("attempt: 1, answer: " + words).what()).isEqualTo(expected);
  }

  static Stream<Arguments> moments() {
    return Stream.of(
        Arguments.of("frame 0", new Point.Frames(0)),
        Arguments.of("byte 1000", new Point.Bytes(1000)),
        Arguments.of("after 500ms", new Point.Time(Duration.ofMillis(500))),
        Arguments.of("after 20s", new Point.Time(Duration.ofSeconds(20))),
        Arguments.of("after 5m", new Point.Time(Duration.ofMinutes(5))),
        Arguments.of("after 1h", new Point.Time(Duration.ofHours(1))),
        Arguments.of("end", new Point.End()));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void namesMoments(String words, Point expected) {
    assertThat(done("recovery: 1, do: end, when: " + words).what().point()).isEqualTo(expected);
  }

  static Stream<Arguments> deeds() {
    return Stream.of(
        Arguments.of("end", Deed.end()),
        Arguments.of("reset", Deed.reset()),
        Arguments.of("stall", Deed.stall()),
        Arguments.of("bad-chunk", Deed.badChunk()),
        Arguments.of("[outlive-client, stall]", Deed.outliveClient().then(Deed.stall())),
        Arguments.of("[half-frame, stall]", Deed.halfFrameThen(Deed.stall())),
        Arguments.of("operational-disconnect", Deed.operationalDisconnectThen(Deed.end())),
        Arguments.of(
            "[operational-disconnect, stall]", Deed.operationalDisconnectThen(Deed.stall())),
        Arguments.of(
            "[disconnect UpstreamOperationalDisconnect, reset]",
            Deed.disconnectThen("UpstreamOperationalDisconnect", Deed.reset())),
        Arguments.of("{line: '<html>, no post'}", Deed.line("<html>, no post")),
        Arguments.of("[{inject: \"a\\r\\nb\"}, drip]", inject("a\r\nb").then(Deed.drip())),
        Arguments.of("{inject-base64: aGVsbG8=}", inject("hello")),
        Arguments.of("duplicates 3", Deed.duplicates(3)),
        Arguments.of("disorder 10 seed 7", Deed.disorder(10, 7)));
  }

  private static Deed inject(String text) {
    return Deed.inject(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void doesOneThingOrSeveral(String words, Deed expected) {
    Deed deed = done("attempt: 1, when: frame 1, do: " + words).what().deed();

    assertThat(Doings.of(deed)).isEqualTo(Doings.of(expected));
  }

  @Test
  void callsAFaultWithoutANameByItsLine() {
    FaultScript script = parse("# one\n- attempt: 1\n  answer: silence\n");

    assertThat(new FaultRun(script).missing()).containsExactly("line 2");
  }

  @Test
  void mayHoldNoFault() {
    assertThat(parse("[]").names()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {attempt: 1, @answr: silence} | unknown key 'answr'; there are: name,
          @{answer: silence} | say which requests: attempt, recovery or request
          @{attempt: 1} | say what goes wrong
          @{attempt: 1, do: reset} | say when it happens
          @{attempt: 0, answer: silence} | no attempt is from 0 to 0
          @{attempt: 3-1, answer: silence} | no attempt is from 3 to 1
          {attempt: @first, answer: silence} | write one of: 3, 1-3, 4-, every
          {attempt: @1, recovery: 1, answer: silence} | 'attempt' cannot stand here
          {attempt: 1, number: @1, answer: silence} | only a 'request' has a 'number'
          {attempt: 1, when: @end, answer: silence} | 'when' cannot stand here
          {attempt: 1, answer: @too-many} | 'too-many' is no answer; write one of: client-not-enrolled,
          {attempt: 1, answer: @after a while} | 'after a while' is no answer
          {attempt: 1, answer: @after soon} | 'soon' is no duration; write 500ms
          {attempt: 1, answer: @rate-limited until x} | 'x' is no time
          {attempt: 1, answer: {status: @99}} | a status is 200 to 599
          {attempt: 1, answer: @{body: a}} | needs a 'status'
          {attempt: 1, answer: {status: 500, headers: {@a b: c}}} | 'a b' is no header
          {attempt: 1, answer: @[silence]} | one value is expected
          {attempt: 1, when: @frames 5, do: end} | write one of: frame 5, byte 1000, after 30s, end
          {attempt: 1, when: @frame -1, do: end} | '-1' is no whole number
          {attempt: 1, when: end, do: @explode} | write one of: end, reset, stall
          {attempt: 1, when: end, do: [@half-frame]} | say what happens then
          {attempt: 1, when: end, do: @[]} | say what happens
          {attempt: 1, when: end, do: @duplicates 0} | at least 1 frame
          {attempt: 1, when: end, do: {@lines: a}} | there are: line, inject, inject-base64
          {attempt: 1, when: end, do: {inject-base64: @'-'}} | this is no base64
          {attempt: 1, stream: @filter, answer: silence} | 'filter' is not known here; write one of: filtered_stream
          {attempt: 1, partition: @1, answer: silence} | say the 'stream'
          {attempt: 1, stream: filtered_stream, partition: @1, answer: silence} | has no partitions
          {attempt: 1, stream: firehose_stream, partition: @21, answer: silence} | the partitions 1 to 20
          {request: @/2/connections, answer: silence} | write one of: GET /2/connections
          {request: @GET /2/tweets/search/stream, answer: silence} | this is a stream
          {request: GET /a, when: @end, answer: silence} | 'when' cannot stand here
          @{request: GET /a, number: 0, answer: silence} | no attempt is from 0 to 0
          """)
  void saysWhereAMistakeIsAndWhatCanStandThere(String marked, String words) {
    String fault = "- " + marked.replace("@", "");
    int column = 3 + marked.indexOf('@');

    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(fault))
        .withMessageStartingWith("faults.yaml, line 1, column " + column + ": ")
        .withMessageContaining(words)
        .satisfies(mistake -> assertThat(mistake.getMessage().lines()).hasSize(1));
  }

  @Test
  void refusesTwoFaultsOfOneName() {
    String fault = "- {name: a, attempt: 1, answer: silence}\n";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(fault + fault))
        .withMessage("faults.yaml, line 2, column 3: two faults are named 'a'");
  }

  @Test
  void isAListOfFaults() {
    List<String> others = List.of("attempt: 1\nanswer: silence", "silence");

    for (String other : others) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> parse(other))
          .withMessageContaining("here a list is expected");
    }
  }
}
