package dev.ouzel.testkit.server;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.FaultScriptFile;
import dev.ouzel.testkit.script.Replies;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What shall go wrong. */
final class FaultControls {
  private final Account account;

  FaultControls(Account account) {
    this.account = account;
  }

  List<Control> all() {
    return List.of(
        Control.post(
                "/fake/answers",
                "Gives the next request to a path this answer, not the true one; several in turn."
                    + " The path is the filtered stream's unless given. The answer is one of X's"
                    + " by name, which an unknown name lists, or a status with headers and a body.",
                this::answerNext)
            .withBody("{\"path\":\"/2/tweets/search/stream\",\"reply\":\"too-many-connections\"}"),
        Control.post(
                "/fake/script",
                "Plays this script of faults from now on, which is YAML; attempts are counted from"
                    + " 1 again. Returns those of the one before that have never happened.",
                this::play)
            .withBody("- name: slot taken\n  attempt: 1-3\n  answer: too-many-connections\n"),
        Control.get(
            "/fake/script",
            "Tells which faults of the script have never happened.",
            request -> missing()));
  }

  private JsonObject play(ControlRequest request) {
    FaultScript script = FaultScriptFile.parse("the body", request.body().text());
    JsonObject missing = missing();
    account.play(script);
    return missing;
  }

  private JsonObject missing() {
    return new JsonObject().put("missing", new JsonArray(account.faults().missing()));
  }

  private JsonObject answerNext(ControlRequest request) {
    JsonObject asked = request.json();
    for (String name : asked.fieldNames()) {
      if (!List.of("path", "reply", "status", "headers", "body").contains(name)) {
        throw new IllegalArgumentException(
            "an answer has path, and reply or status, headers and body; not '%s'".formatted(name));
      }
    }
    String path = asked.getValue("path", StreamEndpoint.FILTERED.path()).toString();
    Reply reply = asked.containsKey("reply") ? named(asked.getValue("reply")) : own(asked);
    account.answerNext(path, reply);
    return new JsonObject().put("path", path).put("status", reply.status());
  }

  private static Reply named(Object name) {
    Reply reply = Replies.byName().get(String.valueOf(name));
    if (reply == null) {
      throw new IllegalArgumentException(
          "X has no reply '%s'; it has %s".formatted(name, Replies.byName().keySet()));
    }
    return reply;
  }

  private static Reply own(JsonObject asked) {
    if (!(asked.getValue("status") instanceof Integer status) || status < 200 || status > 599) {
      throw new IllegalArgumentException(
          "an answer has a status from 200 to 599, or the name of a reply, one of "
              + Replies.byName().keySet());
    }
    Object body = asked.getValue("body", "");
    return new Reply(
        status,
        headers(asked),
        body instanceof JsonObject json ? json.encode() : String.valueOf(body));
  }

  private static Map<String, String> headers(JsonObject asked) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (asked.getValue("headers", new JsonObject()) instanceof JsonObject given) {
      for (Map.Entry<String, Object> header : given) {
        headers.put(header.getKey(), checked(header.getKey(), header.getValue()));
      }
      return headers;
    }
    throw new IllegalArgumentException("headers are a JSON object of texts");
  }

  private static String checked(String name, Object value) {
    String text = String.valueOf(value);
    if (!name.matches("[A-Za-z0-9-]+") || text.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new IllegalArgumentException("'%s' cannot be sent as a header".formatted(name));
    }
    return text;
  }
}
