package dev.ouzel.testkit.render;

import static dev.ouzel.stream.FieldList.EXPANSIONS;
import static dev.ouzel.stream.FieldList.LIKE_EXPANSIONS;
import static dev.ouzel.stream.FieldList.LIKE_FIELDS;
import static dev.ouzel.stream.FieldList.MEDIA_FIELDS;
import static dev.ouzel.stream.FieldList.PLACE_FIELDS;
import static dev.ouzel.stream.FieldList.POLL_FIELDS;
import static dev.ouzel.stream.FieldList.TWEET_FIELDS;
import static dev.ouzel.stream.FieldList.USER_FIELDS;

import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.FieldList;
import dev.ouzel.stream.FieldSelection;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one request asks of posts or likes, worked out once.
 *
 * @param event the shape of {@code data}
 * @param objects the shapes of included objects, by their list
 * @param expansions what comes along, by name
 * @param names every name in every list of the request
 */
record Asked(
    Shape event, Map<String, Shape> objects, Map<String, Expansion> expansions, Set<String> names) {
  private static final Map<FieldList, List<String>> DEFAULTS =
      Map.of(
          TWEET_FIELDS, List.of("id", "text", "edit_history_tweet_ids"),
          LIKE_FIELDS, List.of("id"),
          USER_FIELDS, List.of("id", "name", "username"),
          MEDIA_FIELDS, List.of("media_key", "type"),
          POLL_FIELDS, List.of("id", "options"),
          PLACE_FIELDS, List.of("id", "full_name"));

  /** Members that no name in a list stands for, each beside the one that it completes. */
  private static final Map<String, String> COMPANIONS =
      Map.of(
          "article", "article_title",
          "author_id", "username",
          "in_reply_to_user_id", "in_reply_to_tweet_id",
          "location", "profile_geo_enrichment",
          "subscription", "subscribes_to_you");

  static Asked of(EventKind events, FieldSelection selection) {
    boolean likes = events == EventKind.LIKE;
    Map<String, Shape> objects = new HashMap<>();
    objects.put("tweets", fields(TWEET_FIELDS, selection));
    objects.put("users", fields(USER_FIELDS, selection));
    objects.put("media", fields(MEDIA_FIELDS, selection));
    objects.put("polls", fields(POLL_FIELDS, selection));
    objects.put("places", fields(PLACE_FIELDS, selection));
    Shape event = fields(likes ? LIKE_FIELDS : TWEET_FIELDS, selection);
    Map<String, Expansion> expansions = new HashMap<>();
    for (String name : names(likes ? LIKE_EXPANSIONS : EXPANSIONS, selection)) {
      Expansion expansion = Expansion.named(name, events);
      expansions.put(name, expansion);
      List<Hop> hops = expansion.hops();
      event = event.with(hops.get(0).path());
      for (int i = 1; i < hops.size(); i++) {
        List<String> path = hops.get(i).path();
        objects.computeIfPresent(hops.get(i - 1).list(), (list, shape) -> shape.with(path));
      }
    }
    Set<String> all = new HashSet<>();
    selection.lists().values().forEach(all::addAll);
    return new Asked(event, objects, expansions, all);
  }

  private static List<String> names(FieldList list, FieldSelection selection) {
    return selection.lists().getOrDefault(list, List.of());
  }

  /** An app-only token is never shown what is private, whatever it asks for. */
  private static Shape fields(FieldList list, FieldSelection selection) {
    Set<String> shown = new HashSet<>(DEFAULTS.get(list));
    for (String name : names(list, selection)) {
      if (list.publicNames().contains(name)) {
        shown.add(name);
        if (COMPANIONS.containsKey(name)) {
          shown.add(COMPANIONS.get(name));
        }
      }
    }
    return Shape.of(shown);
  }

  /** The frame as far as it was asked for, without its rules. */
  JsonObject of(JsonObject frame) {
    JsonObject data = frame.getJsonObject("data");
    Included included = new Included(object(frame.getValue("includes")));
    expansions.values().forEach(expansion -> included.expand(expansion, data));
    JsonObject shown = new JsonObject().put("data", event.of(data));
    JsonObject includes = included.shown(objects);
    if (!includes.isEmpty()) {
      shown.put("includes", includes);
    }
    JsonArray errors = errors(frame, included);
    return errors.isEmpty() ? shown : shown.put("errors", errors);
  }

  private static JsonObject object(Object value) {
    return value instanceof JsonObject object ? object : new JsonObject();
  }

  private JsonArray errors(JsonObject frame, Included included) {
    JsonArray errors = new JsonArray();
    if (frame.getValue("errors") instanceof JsonArray problems) {
      problems.stream().filter(problem -> concerns(object(problem), included)).forEach(errors::add);
    }
    return errors;
  }

  /** False for a problem with a field or a reference that the request has nothing to do with. */
  private boolean concerns(JsonObject problem, Included included) {
    if (problem.getValue("field") instanceof String field
        && !names.contains(field.split("\\.", -1)[0])) {
      return false;
    }
    if (problem.getValue("parameter") instanceof String parameter) {
      return expansions.containsKey(parameter);
    }
    Object resource = problem.getValue("resource_id");
    return resource == null || included.refersTo(resource);
  }
}
