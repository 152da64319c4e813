package dev.ouzel.testkit.server;

import dev.ouzel.connection.Termination;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code DELETE} on the connections: ends all, those to one stream, or those with given ids. */
final class TerminationHandler {
  private static final String IDS = "uuids";

  private final Account account;

  TerminationHandler(Account account) {
    this.account = account;
  }

  /** {@code DELETE /2/connections/all}. */
  Handler<RoutingContext> all() {
    return context -> Reception.answer(context, endAll(connection -> true));
  }

  /** {@code DELETE /2/connections/{endpoint}}, which is the path parameter of that name. */
  Handler<RoutingContext> ofEndpoint() {
    return context -> {
      String name = context.pathParam("endpoint");
      Optional<StreamEndpoint> endpoint =
          StreamEndpoint.named(name)
              .filter(StreamEndpoint::inConnectionHistory)
              .filter(
                  named ->
                      named != StreamEndpoint.FILTERED
                          || account.settings().filteredStreamName().accepts(name));
      Reception.answer(
          context,
          endpoint
              .map(
                  one ->
                      endAll(connection -> connection.opening().subscription().endpoint() == one))
              .orElseGet(() -> malformed("endpoint_id", "is not the name of a stream")));
    };
  }

  /** {@code DELETE /2/connections} with ids in its body. */
  Handler<RoutingContext> ofIds() {
    return context ->
        Reception.answer(
            context,
            ids(context.body().asString())
                .map(this::endEach)
                .orElseGet(() -> malformed(IDS, "must be the only member, with 1 to 100 ids")));
  }

  private static Optional<List<String>> ids(String text) {
    try {
      JsonObject body = new JsonObject(text == null ? "" : text);
      if (!body.fieldNames().equals(Set.of(IDS))) {
        return Optional.empty();
      }
      List<String> ids = body.getJsonArray(IDS).stream().map(String.class::cast).toList();
      return Optional.of(new Termination.OfIds(ids).ids());
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Reply malformed(String parameter, String fault) {
    return Problems.refusal(
        List.of(Problems.parameter(parameter, List.of(), "`" + parameter + "` " + fault)));
  }

  private Reply endAll(Predicate<StreamConnection> which) {
    List<JsonObject> results = new ArrayList<>();
    for (StreamConnection connection : account.connections().open()) {
      if (which.test(connection)) {
        end(connection);
        results.add(ended(connection.id()));
      }
    }
    return answer(results);
  }

  private void end(StreamConnection connection) {
    account.endNow(connection, ConnectionEnd.TERMINATED);
  }

  private Reply endEach(List<String> ids) {
    List<JsonObject> results = new ArrayList<>();
    for (String id : ids) {
      Optional<StreamConnection> found = account.connections().withId(id);
      found.ifPresent(this::end);
      results.add(found.isPresent() ? ended(id) : notEnded(id));
    }
    return answer(results);
  }

  private static JsonObject ended(String id) {
    return new JsonObject().put("uuid", id).put("success", true);
  }

  /** X's words for this case are not known. */
  private static JsonObject notEnded(String id) {
    return new JsonObject()
        .put("uuid", id)
        .put("success", false)
        .put("error_message", "Connection not found");
  }

  private Reply answer(List<JsonObject> results) {
    JsonObject data =
        switch (account.settings().terminationAnswer()) {
          case COUNTS -> counts(results);
          case KILLED -> new JsonObject().put("killed_connections", true);
          case ATTEMPTED -> new JsonObject().put("attempted", true);
        };
    return Reply.of(200, new JsonObject().put("data", data).encode());
  }

  private static JsonObject counts(List<JsonObject> results) {
    long ended = results.stream().filter(result -> result.getBoolean("success")).count();
    JsonArray list = new JsonArray();
    results.forEach(list::add);
    return new JsonObject()
        .put("successful_kills", ended)
        .put("failed_kills", results.size() - ended)
        .put("results", list);
  }
}
