package dev.ouzel.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the problems in what X sends: the body of a refusal, a line of a stream, or the {@code
 * errors} beside data, in all the shapes X has used. Never fails: what is no JSON object, or one
 * beyond 16 MiB, 64 levels or 200,000 tokens, holds no problems. Stateless.
 */
public final class ProblemReader {
  /** The most problems read from one document; X lists at most one for each thing asked for. */
  static final int MOST_PROBLEMS = 1_000;

  /** An object is a problem when it has one of these; an id or a value alone tells of none. */
  private static final List<String> TELLING =
      List.of(
          "type",
          "title",
          "detail",
          "details",
          "message",
          "status",
          "connection_issue",
          "disconnect_type",
          "reason");

  private ProblemReader() {}

  /**
   * The problems in a document, the most general first: the document itself where it is one, then
   * each entry of {@code errors}, every one before those nested in it.
   */
  public static List<Problem> read(Payload json) {
    return JsonTree.object(json).map(ProblemReader::read).orElse(List.of());
  }

  static List<Problem> read(JsonNode document) {
    List<Problem> found = new ArrayList<>();
    collect(document, found);
    return List.copyOf(found);
  }

  private static void collect(JsonNode node, List<Problem> found) {
    if (found.size() >= MOST_PROBLEMS) {
      return;
    }
    if (node.isTextual() && !node.asText().isBlank()) {
      found.add(Problem.builder().detail(node.asText()).build());
    } else if (node.isArray()) {
      node.forEach(entry -> collect(entry, found));
    } else if (node.isObject()) {
      if (isProblem(node)) {
        found.add(problem(node));
      }
      collect(node.path("errors"), found);
    }
  }

  private static boolean isProblem(JsonNode node) {
    return TELLING.stream().anyMatch(name -> JsonTree.text(node, name).isPresent());
  }

  private static Problem problem(JsonNode node) {
    JsonNode parameters = node.path("parameters");
    return Problem.builder()
        .type(JsonTree.text(node, "type"))
        .title(JsonTree.text(node, "title"))
        .detail(JsonTree.text(node, "detail").or(() -> JsonTree.text(node, "message")))
        .details(JsonTree.texts(node.path("details")))
        .status(JsonTree.number(node, "status"))
        .connectionIssue(JsonTree.text(node, "connection_issue"))
        .disconnectType(JsonTree.text(node, "disconnect_type"))
        .reason(JsonTree.text(node, "reason"))
        .period(JsonTree.text(node, "period"))
        .scope(JsonTree.text(node, "scope"))
        .parameter(
            JsonTree.text(node, "parameter")
                .or(() -> JsonTree.text(node, "field"))
                .or(() -> joined(names(parameters))))
        .value(JsonTree.text(node, "value").or(() -> joined(values(parameters))))
        .resourceId(JsonTree.text(node, "resource_id").or(() -> JsonTree.text(node, "id")))
        .build();
  }

  private static List<String> names(JsonNode parameters) {
    return parameters.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static List<String> values(JsonNode parameters) {
    return names(parameters).stream()
        .flatMap(name -> JsonTree.text(parameters, name).stream())
        .toList();
  }

  private static Optional<String> joined(List<String> texts) {
    return Optional.of(String.join(", ", texts)).filter(text -> !text.isEmpty());
  }
}
