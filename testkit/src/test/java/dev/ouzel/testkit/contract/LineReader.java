package dev.ouzel.testkit.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.Frame.SystemFrame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Tells what a line of the stream is by parsing it whole. */
final class LineReader {
  private LineReader() {}

  private record Range(int from, int to) {}

  static Frame read(Payload line) {
    try {
      JsonObject json = new JsonObject(line.text());
      Optional<Long> id = id(json);
      if (id.isPresent()) {
        Range rules = rules(line.toByteArray());
        return new PostFrame(id.get(), line, rules.from(), rules.to());
      }
      return json.containsKey("data")
          ? new UnreadableFrame("no usable id", line)
          : new SystemFrame(problems(json), line);
    } catch (DecodeException | UncheckedIOException noJson) {
      return new UnreadableFrame("no JSON", line);
    }
  }

  private static Optional<Long> id(JsonObject json) {
    return json.getValue("data") instanceof JsonObject data
        ? Optional.ofNullable(data.getValue("id"))
            .map(Object::toString)
            .filter(id -> id.matches("[1-9][0-9]{0,18}"))
            .map(Long::parseLong)
        : Optional.empty();
  }

  /** Where the value of {@code matching_rules} at the top is. */
  private static Range rules(byte[] line) {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("matching_rules");
        parser.nextToken();
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        if (found) {
          return new Range(from, Math.toIntExact(parser.currentLocation().getByteOffset()));
        }
      }
      return new Range(0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The problems of a body or line: those in its {@code errors}, or the body itself. */
  static List<Problem> problemsOf(String text) {
    try {
      JsonObject json = new JsonObject(text);
      return json.containsKey("errors") ? problems(json) : List.of(problem(json));
    } catch (DecodeException noJson) {
      return List.of();
    }
  }

  static List<Problem> problems(JsonObject json) {
    return json.getJsonArray("errors", new JsonArray()).stream()
        .filter(JsonObject.class::isInstance)
        .map(each -> problem((JsonObject) each))
        .toList();
  }

  private static Problem problem(JsonObject json) {
    return Problem.builder()
        .type(text(json, "type"))
        .title(text(json, "title"))
        .detail(text(json, "detail"))
        .connectionIssue(text(json, "connection_issue"))
        .disconnectType(text(json, "disconnect_type"))
        .build();
  }

  private static Optional<String> text(JsonObject json, String name) {
    return Optional.ofNullable(json.getValue(name)).map(Object::toString);
  }
}
