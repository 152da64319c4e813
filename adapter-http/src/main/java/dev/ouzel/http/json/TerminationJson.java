package dev.ouzel.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.connection.Terminated;
import dev.ouzel.post.Payload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The end of connections as X's JSON: what is asked and what X answers. Stateless. */
public final class TerminationJson {
  private TerminationJson() {}

  /** The body that asks X to end the connections with these ids. */
  public static String write(List<String> ids) {
    ObjectNode body = JsonTree.MAPPER.createObjectNode();
    ArrayNode list = body.putArray("uuids");
    ids.forEach(list::add);
    return body.toString();
  }

  /**
   * Reads what X says of a request that it accepted. X's older answers tell no counts, nor does a
   * body that is no JSON object: then nothing is known.
   */
  public static Terminated read(Payload json) {
    return JsonTree.object(json)
        .map(answer -> terminated(answer.path("data")))
        .orElseGet(() -> new Terminated(OptionalInt.empty(), OptionalInt.empty(), List.of()));
  }

  private static Terminated terminated(JsonNode data) {
    return new Terminated(
        JsonTree.number(data, "successful_kills"),
        JsonTree.number(data, "failed_kills"),
        JsonTree.elements(data.path("results")).stream()
            .flatMap(result -> outcome(result).stream())
            .toList());
  }

  /** Empty for a result that does not say of which connection it tells. */
  private static Optional<Terminated.Outcome> outcome(JsonNode result) {
    return JsonTree.text(result, "uuid")
        .map(
            id ->
                new Terminated.Outcome(
                    id,
                    JsonTree.text(result, "success").filter("true"::equals).isPresent(),
                    JsonTree.text(result, "error_message")));
  }
}
