package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** What may be published. */
final class PublishingControls {
  private static final String FASTEST = "max";
  private static final int MOST_AT_ONCE = 10_000;

  private final Vertx vertx;
  private final Account account;

  PublishingControls(Vertx vertx, Account account) {
    this.vertx = vertx;
    this.account = account;
  }

  List<Control> all() {
    return List.of(
        Control.postLater(
                "/fake/posts",
                "Creates posts or other events, one JSON object a line: whole, as X would send them"
                    + " to one who asks for everything, or {\"text\":…} for a post of that text."
                    + " Each stream carries those that belong there, the filtered stream those"
                    + " that match a rule. Returns the ids.",
                this::create)
            .withBody("{\"text\":\"a cat and a #dog\"}"),
        Control.postLater(
                "/fake/frames",
                "Publishes frames as they are, one a line, whatever the rules: to the streams that"
                    + " carry such frames, or to one stream.",
                this::publish)
            .with("stream", "filtered_stream")
            .withBody("{\"data\":{\"id\":\"1212092628029698048\",\"text\":\"as it is\"}}"),
        Control.post(
                "/fake/bytes",
                "Sends the body's bytes to every open connection, in an HTTP chunk of their own,"
                    + " with no line end.",
                this::send)
            .withBody("{\"data\":{\"id\":\"12120926"),
        Control.postLater(
                "/fake/generate",
                "Makes up so many posts and creates them now. With a seed they are the same each"
                    + " time, but for their ids and dates. Returns the ids.",
                this::generate)
            .with("count", "3")
            .with("seed", "7"),
        Control.post(
                "/fake/rate",
                "Makes up so many posts a second from now on; 0 for none, max for as many as are"
                    + " read.",
                this::changeRate)
            .with("posts", "0"));
  }

  private Future<JsonObject> create(ControlRequest request) {
    List<String> lines = request.lines();
    List<Payload> posts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      posts.add(post(i + 1, lines.get(i)));
    }
    return create(posts);
  }

  private Future<JsonObject> create(List<Payload> posts) {
    return publish(posts, post -> Creation.of(post, account));
  }

  private Payload post(int number, String line) {
    JsonObject json;
    try {
      json = new JsonObject(line);
    } catch (DecodeException mistake) {
      throw new IllegalArgumentException(
          "line %d is not one JSON object; with curl, -d joins lines and --data-binary does not"
              .formatted(number),
          mistake);
    }
    if (json.getValue("text") instanceof String text && json.size() == 1) {
      return WholePost.of(account.nextPost(), text);
    }
    if (json.getValue("data") instanceof JsonObject) {
      return Payload.ofText(line);
    }
    throw new IllegalArgumentException(
        "line %d has neither a text alone nor data: {\"text\":\"…\"} or {\"data\":{…}}"
            .formatted(number));
  }

  private Future<JsonObject> publish(ControlRequest request) {
    List<Payload> frames = request.lines().stream().map(Payload::ofText).toList();
    Instant now = account.now();
    Function<Payload, Publication> as =
        request
            .text("stream")
            .map(PublishingControls::endpoint)
            .<Function<Payload, Publication>>map(
                endpoint -> frame -> RawFrame.on(endpoint, frame, now))
            .orElse(frame -> RawFrame.of(frame, now));
    return publish(frames, as);
  }

  private Future<JsonObject> publish(List<Payload> frames, Function<Payload, Publication> as) {
    JsonArray ids = new JsonArray();
    for (Payload frame : frames) {
      OptionalLong id = FrameId.of(frame);
      ids.add(id.isPresent() ? Long.toString(id.getAsLong()) : null);
    }
    return new Trickle(vertx, account)
        .publish(frames, as)
        .map(done -> new JsonObject().put("count", frames.size()).put("ids", ids));
  }

  private static StreamEndpoint endpoint(String name) {
    return StreamEndpoint.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no stream '%s'; there are %s"
                        .formatted(
                            name,
                            Arrays.stream(StreamEndpoint.values())
                                .map(StreamEndpoint::wireName)
                                .toList())));
  }

  private JsonObject send(ControlRequest request) {
    account.distribution().sendRaw(request.body());
    return new JsonObject().put("connections", account.connections().open().size());
  }

  private Future<JsonObject> generate(ControlRequest request) {
    int count = (int) request.number("count", 1, MOST_AT_ONCE).orElse(1);
    OptionalLong seed = request.number("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    return Future.fromCompletionStage(generation().make(count, seed), vertx.getOrCreateContext())
        .compose(this::create);
  }

  private JsonObject changeRate(ControlRequest request) {
    String posts = request.text("posts").orElse("");
    try {
      generation()
          .rate(posts.equals(FASTEST) ? Double.POSITIVE_INFINITY : Double.parseDouble(posts));
    } catch (IllegalArgumentException mistake) {
      throw new IllegalArgumentException(
          "'posts' is how many a second, as 0.5 or 1000, or %s; not '%s'".formatted(FASTEST, posts),
          mistake);
    }
    return new JsonObject().put("rate", rate(generation()));
  }

  private Generation generation() {
    return account
        .generation()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nothing makes up posts here; PacedPublisher does, once started"));
  }

  /** The rate as it is told: a number, or a word, since JSON knows no infinity. */
  static Object rate(Generation generation) {
    double rate = generation.rate();
    return Double.isInfinite(rate) ? FASTEST : (Object) rate;
  }
}
