package dev.ouzel.testkit.server;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What may be done to the connections. */
final class ConnectionControls {
  private static final String NUMBER = "connection";

  private final Account account;

  ConnectionControls(Account account) {
    this.account = account;
  }

  List<Control> all() {
    return List.of(
        Control.get(
            "/fake/connections",
            "Lists the connections, open and ended, with what each was sent.",
            request -> list()),
        Control.post(
                "/fake/connections/cut",
                "Breaks the open connections off with a TCP reset, or one of them.",
                request -> forEach(request, account::cut))
            .accepting(NUMBER),
        Control.post(
                "/fake/connections/end",
                "Ends the open responses in order, or one of them, once all was sent.",
                request -> forEach(request, account::endInOrder))
            .accepting(NUMBER),
        Control.post(
                "/fake/keep-alives",
                "Sends keep-alives no more, or again.",
                request -> {
                  account.sendKeepAlives(sends(request));
                  return new JsonObject().put("keep_alives", account.sendsKeepAlives());
                })
            .with("send", "false"),
        Control.post(
                "/fake/token", "Accepts this bearer token from now on, and no other.", this::accept)
            .withBody("{\"token\":\"another\"}"));
  }

  private JsonObject list() {
    JsonArray list = new JsonArray();
    account.connections().served().forEach(each -> list.add(SeenJson.of(each)));
    return new JsonObject().put("connections", list);
  }

  /** Tells how many it was done to. */
  private JsonObject forEach(ControlRequest request, Consumer<StreamConnection> action) {
    List<StreamConnection> open = account.connections().open();
    OptionalLong number = request.number(NUMBER, 1, Long.MAX_VALUE);
    List<StreamConnection> chosen =
        open.stream()
            .filter(each -> number.isEmpty() || each.opening().number() == number.getAsLong())
            .toList();
    if (number.isPresent() && chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no open connection has number %d; open are %s"
              .formatted(
                  number.getAsLong(), open.stream().map(each -> each.opening().number()).toList()));
    }
    chosen.forEach(action);
    return new JsonObject().put("connections", chosen.size());
  }

  private static boolean sends(ControlRequest request) {
    String send = request.text("send").orElse("");
    if (!send.equals("true") && !send.equals("false")) {
      throw new IllegalArgumentException("'send' is true or false, not '%s'".formatted(send));
    }
    return Boolean.parseBoolean(send);
  }

  private JsonObject accept(ControlRequest request) {
    if (request.json().getValue("token") instanceof String token && !token.isBlank()) {
      account.accept(token);
      return new JsonObject();
    }
    throw new IllegalArgumentException("the body is {\"token\":\"…\"}, with the token to accept");
  }
}
