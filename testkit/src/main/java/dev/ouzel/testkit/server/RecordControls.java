package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was seen and done, waiting for it, and forgetting it. */
final class RecordControls {
  private static final long LOOK_AGAIN_MILLIS = 5;
  private static final int MOST_FRAMES = 100_000;
  private static final int USUAL_FRAMES = 1_000;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)?");

  private final Vertx vertx;
  private final Account account;
  private final Map<String, LongSupplier> counts = new LinkedHashMap<>();

  RecordControls(Vertx vertx, Account account) {
    this.vertx = vertx;
    this.account = account;
    counts.put("connections", () -> account.connections().open().size());
    counts.put("opened", account.connections()::opened);
    counts.put("published", () -> account.distribution().posts().count());
    counts.put("delivered", account.connections()::frames);
    counts.put("requests", () -> account.requests().requests().size());
    counts.put("rules", () -> account.rules().all().size());
  }

  List<Control> all() {
    return List.of(
        Control.get("/fake/state", "Tells what is held now, in numbers.", request -> state()),
        Control.post(
            "/fake/reset",
            "Makes everything as it was at the start: cuts the connections, and forgets what was"
                + " published, delivered, asked and told. Call it before each test.",
            request -> {
              account.reset();
              return state();
            }),
        Control.getLater(
                "/fake/await",
                "Answers once so many connections are open, and so many or more were opened,"
                    + " published, delivered or requested (of one path, if given) since the start"
                    + " or the last reset; with 409 when it has not come true after the timeout.",
                this::await)
            .with("connections", "1")
            .with("timeout", "5s")
            .accepting("opened", "published", "delivered", "requests", "path", "rules"),
        Control.get(
                "/fake/requests",
                "Lists the requests that clients made, to one path or all, oldest first. Of tokens"
                    + " nothing is kept.",
                this::requests)
            .with("path", "/2/tweets/search/stream"),
        Control.get(
                "/fake/published",
                "Gives the frames that were published, the last of them or the last 1000, oldest"
                    + " first; created posts whole.",
                request -> frames(request, account.distribution().posts().frames()))
            .with("last", "10"),
        Control.get(
                "/fake/delivered",
                "Gives the frames that one connection was sent, as they went out. The first"
                    + " connection is 1, the next 2.",
                this::delivered)
            .with("connection", "1")
            .accepting("last"));
  }

  private JsonObject state() {
    JsonObject state = new JsonObject();
    counts.forEach((name, count) -> state.put(name, count.getAsLong()));
    return state
        .put("keep_alives", account.sendsKeepAlives())
        .put("rate", account.generation().map(PublishingControls::rate).orElse(0))
        .put("faults_missing", new JsonArray(account.faults().missing()));
  }

  private JsonObject requests(ControlRequest request) {
    JsonArray requests = new JsonArray();
    account.requests().requests().stream()
        .filter(each -> request.text("path").map(each.path()::equals).orElse(true))
        .forEach(each -> requests.add(SeenJson.of(each)));
    return new JsonObject().put("requests", requests);
  }

  private JsonObject delivered(ControlRequest request) {
    long number =
        request
            .number("connection", 1, Long.MAX_VALUE)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "name the connection by its number, which GET /fake/connections tells:"
                            + " connection=1"));
    return frames(request, account.distribution().deliveries().to(number));
  }

  private static JsonObject frames(ControlRequest request, List<Payload> frames) {
    long most = request.number("last", 1, MOST_FRAMES).orElse(USUAL_FRAMES);
    JsonArray texts = new JsonArray();
    frames.stream().skip(Math.max(0, frames.size() - most)).forEach(each -> texts.add(each.text()));
    return new JsonObject().put("frames", texts);
  }

  private Future<JsonObject> await(ControlRequest request) {
    Map<String, Long> wanted = new LinkedHashMap<>();
    for (String name : counts.keySet()) {
      OptionalLong count = request.number(name, 0, Long.MAX_VALUE);
      count.ifPresent(number -> wanted.put(name, number));
    }
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "say what to wait for, one or more of %s: connections=1".formatted(counts.keySet()));
    }
    Duration timeout =
        request.text("timeout").map(RecordControls::duration).orElse(account.settings().patience());
    Promise<JsonObject> promise = Promise.promise();
    look(new Wait(request, wanted, timeout, System.nanoTime()), promise);
    return promise.future();
  }

  private record Wait(
      ControlRequest request, Map<String, Long> wanted, Duration timeout, long began) {
    boolean isOver() {
      return System.nanoTime() - began > timeout.toNanos() || request.gone().getAsBoolean();
    }
  }

  private void look(Wait wait, Promise<JsonObject> promise) {
    if (wait.wanted().entrySet().stream().allMatch(each -> holds(wait.request(), each))) {
      promise.complete(state());
    } else if (wait.isOver()) {
      promise.fail(
          new IllegalStateException(
              "waited %d ms for %s; there is %s"
                  .formatted(wait.timeout().toMillis(), wait.wanted(), state().encode())));
    } else {
      vertx.setTimer(LOOK_AGAIN_MILLIS, again -> look(wait, promise));
    }
  }

  private boolean holds(ControlRequest request, Map.Entry<String, Long> wanted) {
    long wants = wanted.getValue();
    if (wanted.getKey().equals("requests") && request.text("path").isPresent()) {
      return account.requests().to(request.text("path").get()) >= wants;
    }
    long count = counts.get(wanted.getKey()).getAsLong();
    return wanted.getKey().equals("connections") ? count == wants : count >= wants;
  }

  private static Duration duration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a timeout is a number of s, ms or m, as 5s, not '%s'".formatted(text));
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2) == null ? "s" : parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
