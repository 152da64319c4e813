package dev.ouzel.testkit.render;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.Rule;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.FieldList;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What X sends of a whole frame to one who made a certain request, and in which words. Immutable.
 *
 * <p>A whole frame holds everything that X could tell, in the tweet vocabulary. Of posts and likes
 * X shows its default fields, those asked for, and the members that refer to what is expanded.
 * {@code includes} holds each object once, and only those that an expansion asked for leads to,
 * those halfway among them; {@code errors} what concerns these. Private metrics, and what concerns
 * the account that asks, are never shown: streams know no user. Other events, which take no lists,
 * are shown whole.
 *
 * <p>What is no JSON object, or has no {@code data}, says something else than an event, and is sent
 * byte for byte as it is.
 */
public final class Rendering {
  private static final String RULES = "matching_rules";

  private final StreamEndpoint endpoint;
  private final Optional<Asked> asked;
  private final Wording wording;
  private final RuleWording ruleWording;

  private Rendering(
      StreamEndpoint endpoint, Optional<Asked> asked, Wording wording, RuleWording ruleWording) {
    this.endpoint = endpoint;
    this.asked = asked;
    this.wording = wording;
    this.ruleWording = ruleWording;
  }

  /**
   * X's usual words: the tweet vocabulary, and rules as strings with their tags, if any.
   *
   * @param asked lists that this endpoint accepts
   */
  public static Rendering of(StreamEndpoint endpoint, FieldSelection asked) {
    EventKind events = endpoint.events();
    for (FieldList list : asked.lists().keySet()) {
      if (!events.fieldLists().contains(list)) {
        throw new IllegalArgumentException(endpoint + " accepts no list " + list);
      }
    }
    Optional<Asked> lists =
        events.fieldLists().isEmpty() ? Optional.empty() : Optional.of(Asked.of(events, asked));
    return new Rendering(endpoint, lists, Wording.USUAL, RuleWording.USUAL);
  }

  /** The same in X's post vocabulary, which its newest document has. */
  public Rendering inPostWords() {
    return new Rendering(endpoint, asked, wording.inPostWords(), ruleWording);
  }

  /** The same with a twin beside every integer that has a name: {@code "like_count_str":"7"}. */
  public Rendering withTwins() {
    return new Rendering(endpoint, asked, wording.withTwins(), ruleWording);
  }

  /** The same with the ids of rules as numbers, as X sent them in 2021. */
  public Rendering withNumericRuleIds() {
    RuleWording numeric = new RuleWording(true, ruleWording.emptyTags());
    return new Rendering(endpoint, asked, wording, numeric);
  }

  /** The same with an empty tag for a rule that has none, as X was seen to send in 2022. */
  public Rendering withEmptyTags() {
    RuleWording tagged = new RuleWording(ruleWording.numericIds(), true);
    return new Rendering(endpoint, asked, wording, tagged);
  }

  /** The frame that X sends; rules that the whole frame has stay on the filtered stream. */
  public Payload of(Payload wholeFrame) {
    return render(wholeFrame, Optional.empty());
  }

  /**
   * The frame that X sends.
   *
   * @param matching the rules to show, in place of any that the whole frame has; only the filtered
   *     stream shows them
   */
  public Payload of(Payload wholeFrame, List<Rule> matching) {
    return render(wholeFrame, Optional.of(RuleWording.of(matching)));
  }

  private Payload render(Payload wholeFrame, Optional<JsonArray> matching) {
    Optional<JsonObject> event = event(wholeFrame);
    if (event.isEmpty()) {
      return wholeFrame;
    }
    JsonObject frame = event.get();
    JsonArray rules = matching.orElseGet(() -> rules(frame));
    JsonObject shown = asked.isPresent() ? asked.get().of(frame) : frame.copy();
    shown.remove(RULES);
    if (endpoint == StreamEndpoint.FILTERED && !rules.isEmpty()) {
      shown.put(RULES, ruleWording.of(rules));
    }
    return LineText.of(wording.of(shown));
  }

  private static JsonArray rules(JsonObject frame) {
    return frame.getValue(RULES) instanceof JsonArray rules ? rules : new JsonArray();
  }

  private static Optional<JsonObject> event(Payload frame) {
    try {
      JsonObject json = new JsonObject(frame.text());
      return json.getValue("data") instanceof JsonObject ? Optional.of(json) : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }
}
