package dev.ouzel.testkit.script;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.yaml.Forms;
import dev.ouzel.testkit.yaml.YamlMap;
import dev.ouzel.testkit.yaml.YamlText;
import dev.ouzel.testkit.yaml.YamlValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One fault of a script as it is written. */
record FaultEntry(YamlMap entry) {
  private static final List<String> KEYS =
      List.of(
          "name",
          "attempt",
          "recovery",
          "request",
          "number",
          "stream",
          "partition",
          "when",
          "answer",
          "do");

  private static final Forms<Numbers> NUMBERS =
      Forms.<Numbers>of("number of requests")
          .with("3", "([0-9]+)", parts -> new Numbers(parts.get(0).count(), parts.get(0).count()))
          .with(
              "1-3",
              "([0-9]+)-([0-9]+)",
              parts -> new Numbers(parts.get(0).count(), parts.get(1).count()))
          .with("4-", "([0-9]+)-", parts -> new Numbers(parts.get(0).count(), Integer.MAX_VALUE))
          .word("every", new Numbers(1, Integer.MAX_VALUE));

  private static final Forms<Point> MOMENTS =
      Forms.<Point>of("moment")
          .with("frame 5", "frame (\\S+)", parts -> new Point.Frames(parts.get(0).number()))
          .with("byte 1000", "byte (\\S+)", parts -> new Point.Bytes(parts.get(0).number()))
          .with("after 30s", "after (\\S+)", parts -> new Point.Time(parts.get(0).duration()))
          .word("end", new Point.End());

  private static final Forms<Target.Call> CALLS =
      Forms.<Target.Call>of("request")
          .with(
              "GET /2/connections",
              "([A-Z]+) (/[^?\\s]*)",
              parts -> new Target.Call(parts.get(0).text(), parts.get(1).text()));

  private record Numbers(int first, int last) {}

  /** The script and this fault more. */
  FaultScript addTo(FaultScript script) {
    entry.allow(KEYS);
    String name = text("name").map(YamlText::required).orElse("line " + entry.place().line());
    return text("request").isPresent() ? addCall(script, name) : addStream(script, name);
  }

  private FaultScript addCall(FaultScript script, String name) {
    for (String key : List.of("attempt", "recovery", "stream", "partition", "when", "do")) {
      forbid(key, "a 'request' is for what is no stream: it has a 'number' and an 'answer' only");
    }
    YamlText request = text("request").orElseThrow();
    Target.Call call = CALLS.read(request);
    if (call.method().equals("GET")
        && Arrays.stream(StreamEndpoint.values()).anyMatch(e -> e.path().equals(call.path()))) {
      throw request.place().mistake("this is a stream; say 'attempt' or 'recovery', and 'stream'");
    }
    Numbers numbers = numbers(text("number"));
    Answer answer = AnswerWords.read(needed("answer"));
    return entry
        .place()
        .unlessRefused(
            () ->
                script.fault(
                    name,
                    Attempts.requests(call.method(), call.path(), numbers.first(), numbers.last()),
                    answer));
  }

  private FaultScript addStream(FaultScript script, String name) {
    forbid("number", "only a 'request' has a 'number'; write attempt: 3");
    Attempts attempts = attempts();
    if (entry.get("answer").isPresent()) {
      String why = "an answer is given when the request comes; leave this out, or 'answer'";
      forbid("when", why);
      forbid("do", why);
      Answer answer = AnswerWords.read(needed("answer"));
      return entry.place().unlessRefused(() -> script.fault(name, attempts.atAccept(), answer));
    }
    Deed deed = DeedWords.read(needed("do"));
    Point point = MOMENTS.read(needed("when").asText());
    return entry
        .place()
        .unlessRefused(() -> script.fault(name, new Attempts.OnStream(attempts, point), deed));
  }

  private Attempts attempts() {
    boolean recovery = entry.get("recovery").isPresent();
    if (recovery) {
      forbid("attempt", "a fault is for an 'attempt' or a 'recovery'; write two");
    } else if (entry.get("attempt").isEmpty()) {
      throw entry.place().mistake("say which requests: attempt, recovery or request");
    }
    Numbers numbers = numbers(text(recovery ? "recovery" : "attempt"));
    Attempts any =
        entry
            .place()
            .unlessRefused(
                () ->
                    recovery
                        ? Attempts.recoveries(numbers.first(), numbers.last())
                        : Attempts.attempts(numbers.first(), numbers.last()));
    return at(any);
  }

  private Attempts at(Attempts any) {
    if (text("stream").isEmpty()) {
      forbid("partition", "say the 'stream' of which this is a partition");
      return any;
    }
    StreamEndpoint stream = text("stream").orElseThrow().stream();
    return text("partition")
        .map(number -> any.on(stream, partition(stream, number)))
        .orElseGet(() -> any.on(stream));
  }

  private static int partition(StreamEndpoint stream, YamlText number) {
    int partition = number.count();
    if (partition < 1 || partition > stream.partitions()) {
      throw number
          .place()
          .mistake(
              stream.partitions() == 0
                  ? stream.wireName() + " has no partitions"
                  : "%s has the partitions 1 to %d"
                      .formatted(stream.wireName(), stream.partitions()));
    }
    return partition;
  }

  private static Numbers numbers(Optional<YamlText> written) {
    return written.map(NUMBERS::read).orElse(new Numbers(1, Integer.MAX_VALUE));
  }

  private Optional<YamlText> text(String key) {
    return entry.get(key).map(YamlValue::asText);
  }

  private YamlValue needed(String key) {
    return entry
        .get(key)
        .orElseThrow(
            () ->
                entry
                    .place()
                    .mistake(
                        key.equals("when")
                            ? "say when it happens, for example: when: frame 5"
                            : "say what goes wrong: an 'answer', or 'when' and 'do' on a stream"));
  }

  private void forbid(String key, String why) {
    entry
        .get(key)
        .ifPresent(
            value -> {
              throw value.place().mistake("'" + key + "' cannot stand here: " + why);
            });
  }
}
