package dev.ouzel.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.http.frame.FrameScanner;
import dev.ouzel.post.MatchingRule;
import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
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

  /**
   * Reads how many rules X holds, whether it writes numbers or texts; empty when the document has
   * no {@code data}.
   */
  public static Optional<RuleCounts> readCounts(Payload json) {
    return JsonTree.object(json)
        .map(answer -> answer.path("data"))
        .filter(JsonNode::isObject)
        .map(
            data ->
                new RuleCounts(
                    JsonTree.number(data.path("client_app_rules_count"), "rule_count"),
                    JsonTree.number(data, "cap_per_client_app"),
                    JsonTree.number(data, "project_rules_count"),
                    JsonTree.number(data, "cap_per_project")));
  }

  /**
   * The rules that the post of a frame matched, with their ids and tags alone; none when it is no
   * post, or one without rules. Far less work than to decode the post.
   */
  public static List<MatchingRule> matching(Payload frame) {
    byte[] bytes = frame.toByteArray();
    Frame read = new FrameScanner(json -> List.of()).scan(bytes, 0, bytes.length);
    return read instanceof PostFrame post ? readMatching(post.rules()) : List.of();
  }

  /**
   * The same of the value of {@code matching_rules} alone, such as {@code Rematch.rules()}; none
   * when it is no list, or one beyond a limit.
   */
  public static List<MatchingRule> readMatching(Payload rules) {
    return JsonTree.array(rules).stream()
        .filter(JsonNode::isObject)
        .map(
            rule ->
                MatchingRule.builder()
                    .id(JsonTree.text(rule, "id"))
                    .tag(JsonTree.text(rule, "tag"))
                    .build())
        .toList();
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
