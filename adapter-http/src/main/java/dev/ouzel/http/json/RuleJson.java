package dev.ouzel.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleChange;
import java.util.List;
import java.util.Optional;

/** The rules of a filtered stream as X's JSON: what is asked and what X answers. Stateless. */
public final class RuleJson {
  private RuleJson() {}

  /**
   * One page of the rules that X holds.
   *
   * @param rules in X's order
   * @param problems what X could not tell
   * @param nextToken asks for the page after; absent on the last
   */
  public record Page(List<Rule> rules, List<Problem> problems, Optional<String> nextToken) {
    /** Copies the lists. */
    public Page {
      rules = List.copyOf(rules);
      problems = List.copyOf(problems);
    }
  }

  /** Reads a page; empty when the document is no JSON object. X sends no data for no rules. */
  public static Optional<Page> readPage(Payload json) {
    return JsonTree.object(json)
        .map(
            page ->
                new Page(
                    rules(page),
                    ProblemReader.read(page),
                    JsonTree.text(page.path("meta"), "next_token")));
  }

  /**
   * Reads what became of a change; empty when the document does not say, which is when it has no
   * {@code meta.summary}.
   */
  public static Optional<RuleChange> readChange(Payload json) {
    return JsonTree.object(json)
        .filter(answer -> answer.path("meta").path("summary").isObject())
        .map(answer -> change(answer, answer.path("meta").path("summary")));
  }

  private static RuleChange change(JsonNode answer, JsonNode summary) {
    return new RuleChange(
        rules(answer),
        sum(summary, "created", "deleted"),
        sum(summary, "not_created", "not_deleted"),
        ProblemReader.read(answer));
  }

  /** A summary counts one or the other. */
  private static int sum(JsonNode summary, String ofAdding, String ofDeleting) {
    return JsonTree.number(summary, ofAdding).orElse(0)
        + JsonTree.number(summary, ofDeleting).orElse(0);
  }

  private static List<Rule> rules(JsonNode answer) {
    return JsonTree.elements(answer.path("data")).stream()
        .flatMap(node -> rule(node).stream())
        .toList();
  }

  /** Empty for one without an id or a value, which can be neither shown nor deleted. */
  private static Optional<Rule> rule(JsonNode node) {
    Optional<String> value = JsonTree.text(node, "value");
    return JsonTree.text(node, "id")
        .filter(id -> value.isPresent())
        .map(id -> new Rule(id, value.get(), JsonTree.text(node, "tag")));
  }

  /** The body that asks X to add rules. */
  public static String writeAdd(List<Rule.Draft> rules) {
    ObjectNode body = JsonTree.MAPPER.createObjectNode();
    ArrayNode add = body.putArray("add");
    for (Rule.Draft rule : rules) {
      ObjectNode node = add.addObject().put("value", rule.value());
      rule.tag().ifPresent(tag -> node.put("tag", tag));
    }
    return body.toString();
  }

  /** The body that asks X to delete rules. */
  public static String writeDelete(List<String> ids) {
    ObjectNode body = JsonTree.MAPPER.createObjectNode();
    ArrayNode list = body.putObject("delete").putArray("ids");
    ids.forEach(list::add);
    return body.toString();
  }
}
