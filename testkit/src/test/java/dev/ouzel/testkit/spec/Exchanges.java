package dev.ouzel.testkit.spec;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.Rule;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.generate.EventGenerator;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.generate.RichFrames;
import dev.ouzel.testkit.render.Rendering;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeX;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a fake X for everything it can answer, over its sockets. */
final class Exchanges {
  /**
   * A body that came, and the operation, as X's documents name it, and status that it came with.
   */
  record Exchange(String operation, int status, String body) {}

  private static final String FILTERED = "GET " + StreamEndpoint.FILTERED.path();
  private static final String RULES = "/2/tweets/search/stream/rules";
  private static final String CONNECTIONS = "/2/connections";
  private static final String DISCONNECT =
      """
      {"errors":[{"title":"operational-disconnect","disconnect_type":"OperationalDisconnect",\
      "detail":"This stream has been disconnected for operational reasons.",\
      "type":"https://api.twitter.com/2/problems/operational-disconnect"}]}""";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instant THEN = Instant.parse("2026-01-06T18:40:40.344Z");
  private static final int MANY = 150;
  private static final int FEW = 25;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final FakeX fake;
  private final UnaryOperator<Rendering> words;

  private Exchanges(FakeX fake, UnaryOperator<Rendering> words) {
    this.fake = fake;
    this.words = words;
  }

  /** Every kind of answer at least once; {@code words} are those of posts. */
  static List<Exchange> with(FakeX fake, UnaryOperator<Rendering> words)
      throws IOException, InterruptedException {
    Exchanges exchanges = new Exchanges(fake, words);
    exchanges.refusals();
    exchanges.rules();
    for (StreamEndpoint endpoint : StreamEndpoint.values()) {
      exchanges.stream(endpoint);
    }
    exchanges.connections();
    return exchanges.exchanges;
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(fake.baseUrl().resolve(target))
        .timeout(PATIENCE)
        .header("authorization", "Bearer " + fake.token());
  }

  private void ask(String operation, String query, String body)
      throws IOException, InterruptedException {
    String[] words = operation.replace("{endpoint_id}", "sample_stream").split(" ", -1);
    HttpRequest request =
        request(words[1] + query).method(words[0], BodyPublishers.ofString(body)).build();
    answered(operation, http.send(request, BodyHandlers.ofString()));
  }

  private void answered(String operation, HttpResponse<String> response) {
    if (!response.body().isEmpty()) {
      exchanges.add(new Exchange(operation, response.statusCode(), response.body()));
    }
  }

  /** Each body that a script can make, and those that the server finds itself. */
  private void refusals() throws IOException, InterruptedException {
    for (Method factory : Reply.class.getMethods()) {
      if (Modifier.isStatic(factory.getModifiers())
          && factory.getReturnType() == Reply.class
          && factory.getParameterCount() == 0) {
        fake.refuseNext(made(factory));
        ask(FILTERED, "", "");
      }
    }
    ask(FILTERED, "", "");
    HttpRequest stranger = HttpRequest.newBuilder(fake.baseUrl().resolve(CONNECTIONS)).build();
    answered("GET " + CONNECTIONS, http.send(stranger, BodyHandlers.ofString()));
    ask(FILTERED, "?tweet.fields=foo&backfill_minutes=9&start_time=yesterday&what=ever", "");
  }

  private static Reply made(Method factory) {
    try {
      return (Reply) factory.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(factory.toString(), e);
    }
  }

  private void rules() throws IOException, InterruptedException {
    String change = "POST " + RULES;
    ask("GET " + RULES, "", "");
    ask(change, "?dry_run=true", "{\"add\":[{\"value\":\"cat\",\"tag\":\"cats\"}]}");
    ask(change, "", "{\"add\":[{\"value\":\"cat\",\"tag\":\"cats\"},{\"value\":\"dog\"}]}");
    ask(change, "", "{\"add\":[{\"value\":\"cat\"},{\"value\":\"--b\"},{\"value\":\"owl\"}]}");
    ask("GET " + RULES, "?max_results=1", "");
    ask("GET " + RULES + "/counts", "", "");
    ask("GET " + RULES + "/counts", "?rules_count.fields=foo", "");
    ask(change, "", "{\"delete\":{\"values\":[\"owl\"]}}");
    ask(change, "", "{\"delete\":{\"ids\":[\"123\"]}}");
    ask(change, "", "{\"add\":5}");
    ask(change, "", "no json");
    ask("GET " + RULES, "?max_results=0&what=ever", "");
  }

  /** What the endpoint brings to one who asks for everything, and a refusal while it does. */
  private void stream(StreamEndpoint endpoint) throws IOException, InterruptedException {
    String operation = "GET " + endpoint.path();
    List<HttpResponse<Stream<String>>> responses = new ArrayList<>();
    for (int partition = Math.min(1, endpoint.partitions());
        partition <= endpoint.partitions();
        partition++) {
      HttpRequest request = request(endpoint.path() + query(endpoint, partition)).build();
      responses.add(http.send(request, BodyHandlers.ofLines()));
    }
    fake.awaitConnections(responses.size());
    ask(operation, query(endpoint, 1), "");
    List<Payload> whole = whole(endpoint);
    fake.publish(endpoint, inWords(endpoint, whole));
    if (endpoint == StreamEndpoint.FILTERED) {
      fake.publish(DISCONNECT);
    }
    fake.create(whole);
    fake.createPost("a cat sat");
    fake.endConnections();
    for (HttpResponse<Stream<String>> response : responses) {
      try (Stream<String> lines = response.body()) {
        lines
            .filter(line -> !line.isEmpty())
            .forEach(line -> exchanges.add(new Exchange(operation, response.statusCode(), line)));
      }
    }
    fake.awaitConnections(0);
  }

  private static String query(StreamEndpoint endpoint, int partition) {
    String first = endpoint.partitions() > 0 ? "partition=" + partition : "backfill_minutes=0";
    return FieldSelection.all(endpoint.events()).lists().entrySet().stream()
        .map(list -> "&" + list.getKey().parameter() + "=" + String.join(",", list.getValue()))
        .collect(Collectors.joining("", "?" + first, ""));
  }

  private List<Payload> inWords(StreamEndpoint endpoint, List<Payload> whole) {
    Rendering rendering =
        words.apply(Rendering.of(endpoint, FieldSelection.all(endpoint.events())));
    List<Rule> rules = fake.rules();
    return whole.stream().map(frame -> rendering.of(frame, rules)).toList();
  }

  private static List<Payload> whole(StreamEndpoint endpoint) {
    long seed = endpoint.path().hashCode();
    int count = endpoint == StreamEndpoint.FILTERED ? MANY : FEW;
    List<Payload> frames = new ArrayList<>();
    if (endpoint.events() == EventKind.POST) {
      RichFrames.of(seed).take(count).forEach(frame -> frames.add(withoutErrors(frame)));
      frames.addAll(new PostGenerator(seed).take(count, THEN, Duration.ofMillis(250)));
      frames.add(withProblem(frames.get(0)));
    } else {
      EventGenerator events = EventGenerator.of(seed);
      for (int i = 0; i < count; i++) {
        frames.add(events.next(endpoint, THEN.plusMillis(250L * i)));
      }
    }
    return frames;
  }

  /** The rich frames' problems are there to be read, not to be true. */
  private static Payload withoutErrors(Payload frame) {
    JsonObject json = new JsonObject(frame.text());
    json.remove("errors");
    return Payload.ofText(json.encode());
  }

  /** A post that refers to one that is gone, as X tells of it, under both of its names. */
  private static Payload withProblem(Payload frame) {
    String problem =
        """
        {"resource_id":"456","parameter":"referenced_tweets.id","value":"456",
         "resource_type":"tweet","title":"Not Found Error",
         "detail":"Could not find tweet with id: [456].",
         "type":"https://api.%s.com/2/problems/resource-not-found"}
        """;
    JsonArray problems = new JsonArray();
    Stream.of("twitter", "x")
        .forEach(host -> problems.add(new JsonObject(problem.formatted(host))));
    return Payload.ofText(new JsonObject(frame.text()).put("errors", problems).encode());
  }

  private void connections() throws IOException, InterruptedException {
    for (String status : List.of("active", "inactive", "all")) {
      ask("GET " + CONNECTIONS, "?status=" + status, "");
    }
    ask("GET " + CONNECTIONS, "?max_results=0", "");
    ask("DELETE " + CONNECTIONS + "/all", "", "");
    ask("DELETE " + CONNECTIONS + "/{endpoint_id}", "", "");
    ask("DELETE " + CONNECTIONS, "", "{\"uuids\":[\"0d4bd4a5-7d7b-4f0f-9f0c-0123456789ab\"]}");
    ask("DELETE " + CONNECTIONS, "", "{\"uuids\":[]}");
  }
}
