package dev.ouzel.testkit.script;

import dev.ouzel.testkit.yaml.Forms;
import dev.ouzel.testkit.yaml.YamlMap;
import dev.ouzel.testkit.yaml.YamlText;
import dev.ouzel.testkit.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How answers are written in a script: in one line, or as a map with a status of one's own. */
final class AnswerWords {
  private static final List<String> KEYS = List.of("status", "headers", "body");
  private static final String HEADER_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  private static final Forms<Answer> ANSWERS = answers();

  private AnswerWords() {}

  private static Forms<Answer> answers() {
    Forms<Answer> answers = Forms.of("answer");
    for (Map.Entry<String, Reply> reply : Replies.byName().entrySet()) {
      answers = answers.word(reply.getKey(), Answer.refuse(reply.getValue()));
    }
    return answers
        .with(
            "rate-limited until 2030-01-01T00:00:00Z",
            "rate-limited until (\\S+)",
            parts -> Answer.refuse(Reply.rateLimited(instant(parts.get(0)))))
        .word("silence", Answer.silence())
        .word("without-date", Answer.withoutDate())
        .with("after 5s", "after (\\S+)", parts -> Answer.after(parts.get(0).duration()));
  }

  static Answer read(YamlValue written) {
    return written instanceof YamlMap own
        ? Answer.refuse(reply(own))
        : ANSWERS.read(written.asText());
  }

  private static Reply reply(YamlMap own) {
    own.allow(KEYS);
    YamlText status =
        own.get("status")
            .orElseThrow(() -> own.place().mistake("an answer of your own needs a 'status'"))
            .asText();
    if (status.count() < 200 || status.count() > 599) {
      throw status.place().mistake("a status is 200 to 599, not " + status.text());
    }
    String body = own.get("body").map(text -> text.asText().text()).orElse("");
    Map<String, String> headers =
        own.get("headers").map(map -> headers(map.asMap())).orElse(Map.of());
    return new Reply(status.count(), headers, body);
  }

  private static Map<String, String> headers(YamlMap written) {
    Map<String, String> headers = new HashMap<>();
    written
        .entries()
        .forEach(
            (name, value) -> {
              String text = value.asText().text();
              if (!name.text().matches(HEADER_NAME) || text.chars().anyMatch(c -> c < ' ')) {
                throw name.place().mistake("'" + name.text() + "' is no header, or its value none");
              }
              headers.put(name.text(), text);
            });
    return headers;
  }

  private static Instant instant(YamlText written) {
    try {
      return Instant.parse(written.text());
    } catch (DateTimeException noTime) {
      throw written
          .place()
          .mistake("'" + written.text() + "' is no time; write 2030-01-01T00:00:00Z");
    }
  }
}
