package dev.ouzel.testkit.server;

import dev.ouzel.rule.Rule;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What a fake X tells of itself to a person: one page without scripts or parts to be fetched. */
final class Page {
  private static final String STYLE =
      "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:0 auto;padding:1rem}"
          + "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#eee;color:#000;padding:.5rem}"
          + "table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}"
          + "td,th{padding:.1rem 1rem .1rem 0;text-align:left;vertical-align:top}"
          + "h3{font:bold 1rem monospace;margin-bottom:0}";

  private final Account account;
  private final List<Control> controls;
  private final String baseUrl;
  private final StringBuilder html = new StringBuilder();

  Page(Account account, List<Control> controls, String baseUrl) {
    this.account = account;
    this.controls = controls;
    this.baseUrl = baseUrl;
  }

  void answer(RoutingContext context) {
    context
        .response()
        .putHeader("content-type", "text/html; charset=utf-8")
        .putHeader("cache-control", "no-store")
        .putHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
        .end(html());
  }

  private String html() {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>A fake X</title>\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>A fake X</h1>\n");
    paragraph(
        "This server behaves as the streams of X's API do, with posts that are made up. Point a"
            + " client at it to see what the client does. It is not X, and nothing here comes from"
            + " there.");
    clients();
    held();
    streams();
    calls();
    return html.append("</body>\n</html>\n").toString();
  }

  private void clients() {
    heading("Point a client at it");
    rows(List.of("Base URL", baseUrl), List.of("Bearer token", token()));
    example("curl", "curl -N -H 'Authorization: Bearer %s' '%s/2/tweets/search/stream'");
    example("ouzel", "X_BEARER_TOKEN='%s' ouzel ingest --base-url '%s'");
    example("Python, xdk", "Client(bearer_token='%s', base_url='%s')");
    example("npm, @xdevplatform/xdk", "new Client({ bearerToken: '%s', baseUrl: '%s' })");
    example(
        "npm, twitter-api-v2",
        "const { v2 } = new TwitterApi('%s', { httpAgent: new http.Agent() });"
            + " v2.setPrefix('%s/2/')");
    example(
        "Java, twitter-api-java-sdk",
        "TwitterApi api = new TwitterApi(new TwitterCredentialsBearer(\"%s\"));"
            + " api.getApiClient().setBasePath(\"%s\")");
  }

  /** The token of the start, unless somebody chose it: it may be one that X knows. */
  private String token() {
    return account.accepts(FakeXSettings.USUAL_TOKEN)
        ? FakeXSettings.USUAL_TOKEN
        : "YOUR_TOKEN (the one that was set; it is not shown)";
  }

  private String typed() {
    return account.accepts(FakeXSettings.USUAL_TOKEN) ? FakeXSettings.USUAL_TOKEN : "YOUR_TOKEN";
  }

  private void held() {
    heading("Now");
    rows(
        List.of("Rules", Integer.toString(account.rules().all().size())),
        List.of("Open connections", Integer.toString(account.connections().open().size())),
        List.of("Connections so far", Long.toString(account.connections().opened())),
        List.of("Frames published", Long.toString(account.distribution().posts().count())),
        List.of("Frames delivered", Long.toString(account.connections().frames())),
        List.of(
            "Generated posts a second",
            account
                .generation()
                .map(PublishingControls::rate)
                .map(String::valueOf)
                .orElse("nothing generates")));
    List<Rule> rules = account.rules().all();
    if (!rules.isEmpty()) {
      table(
          List.of("Rule", "Tag", "Id"),
          rules.stream()
              .map(rule -> List.of(rule.value(), rule.tag().orElse(""), rule.id()))
              .toList());
    }
    List<StreamConnection> open = account.connections().open();
    if (!open.isEmpty()) {
      table(
          List.of("Connection", "Stream", "Since", "Frames", "Bytes", "Client"),
          open.stream().map(Page::row).toList());
    }
  }

  private static List<String> row(StreamConnection connection) {
    ServedConnection served = connection.soFar();
    return List.of(
        Long.toString(served.number()),
        served.connection().endpointName().orElse(""),
        served.connection().connectedAt().map(WireTime::millis).orElse(""),
        Long.toString(served.frames()),
        Long.toString(served.bytes()),
        served.request().header("user-agent").orElse("unknown"));
  }

  private void streams() {
    heading("Streams");
    table(
        List.of("Path", "Name", "Partitions"),
        List.of(StreamEndpoint.values()).stream()
            .map(
                stream ->
                    List.of(
                        stream.path(),
                        stream.wireName(),
                        stream.partitions() > 0 ? "partition=1 to " + stream.partitions() : ""))
            .toList());
    paragraph(
        "Besides these X's calls for rules, /2/tweets/search/stream/rules, and for connections,"
            + " /2/connections.");
  }

  private void calls() {
    heading("Drive it");
    paragraph(
        "Calls that X does not have. They need no token, since only programs on this machine reach"
            + " this server, and are not counted as requests. Each takes and gives JSON; a mistake"
            + " is answered with what is wrong. GET /fake lists them for programs.");
    for (Control control : controls) {
      element("h3", control.method() + " " + control.path());
      paragraph(control.summary() + others(control));
      element("pre", control.curl(baseUrl));
    }
  }

  private static String others(Control control) {
    return control.others().isEmpty()
        ? ""
        : " More parameters: " + String.join(", ", control.others()) + ".";
  }

  private void heading(String text) {
    element("h2", text);
  }

  private void paragraph(String text) {
    element("p", text);
  }

  private void example(String client, String code) {
    paragraph(client + ":");
    element("pre", code.formatted(typed(), baseUrl));
  }

  @SafeVarargs
  private void rows(List<String>... rows) {
    html.append("<table>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      element("th", row.get(0));
      element("td", row.get(1));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void table(List<String> head, List<List<String>> rows) {
    html.append("<table>\n<tr>");
    head.forEach(name -> element("th", name));
    html.append("</tr>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      row.forEach(cell -> element("td", cell));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void element(String name, String text) {
    html.append('<').append(name).append('>').append(escaped(text));
    html.append("</").append(name).append(">\n");
  }

  /** Much of the text comes from clients. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
