package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.ConnectionStatus;
import dev.ouzel.http.json.ConnectionJson;
import dev.ouzel.post.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows X's own record of the app's connections. */
@Command(
    name = "connections",
    description = "Show the connections that X has recorded for the app, and why they ended.",
    footer = {"", "Example:", "  ouzel connections --status all --endpoints filtered_stream --all"})
final class ConnectionsCommand implements Callable<Integer> {
  /** Far more than X keeps, as far as one knows; a list that never ends is left there. */
  private static final int MOST_PAGES = 1_000;

  private final Invocation invocation;

  @Mixin private XOptions x;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      defaultValue = "active",
      description = "active (unless given), inactive or all.")
  private ConnectionStatus status;

  @Option(
      names = "--endpoints",
      split = ",",
      paramLabel = "NAMES",
      hideParamSyntax = true,
      description = "Only these streams, by X's names, such as filtered_stream.")
  private List<String> endpoints = List.of();

  @Option(
      names = "--max-results",
      paramLabel = "N",
      description = "How many on a page, 1 to 100; 10 unless given, with --all 100.")
  private Optional<Integer> maxResults;

  @Option(
      names = "--fields",
      split = ",",
      paramLabel = "NAMES",
      hideParamSyntax = true,
      description =
          "What to tell of each: client_ip, connected_at, disconnect_reason, disconnected_at,"
              + " endpoint_name, id. Everything unless given.")
  private List<String> fields = List.of();

  @Option(names = "--all", description = "All pages, not the first alone.")
  private boolean all;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (unless given), or json in X's shape.")
  private Output output;

  private ConnectionsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  static CommandLine with(Invocation invocation) {
    return new CommandLine(new ConnectionsCommand(invocation))
        .addSubcommand(new ConnectionsTerminateCommand(invocation))
        .addSubcommand(new ConnectionsRecordedCommand(invocation));
  }

  @Override
  public Integer call() {
    ConnectionQuery query = query();
    try (Opened<ConnectionHistory> history =
        Wiring.connections(x.access(invocation.environment(), true))) {
      ConnectionPage page = page(history.part(), query);
      ConnectionPage asked = all ? joined(history.part(), query, page) : page;
      if (output == Output.JSON) {
        invocation.console().out().println(ConnectionJson.write(asked));
      } else {
        print(asked, query.fields());
      }
    }
    return ExitCode.DONE.code();
  }

  private ConnectionQuery query() {
    ConnectionQuery.Builder query =
        ConnectionQuery.builder()
            .status(status)
            .addAllEndpoints(endpoints.stream().map(StreamNames::endpoint).toList())
            .addAllFields(chosenFields());
    maxResults
        .or(() -> all ? Optional.of(ConnectionQuery.MOST_RESULTS) : Optional.empty())
        .ifPresent(query::maxResults);
    return Mistake.unlessRefused(query::build);
  }

  private Set<ConnectionField> chosenFields() {
    return fields.isEmpty()
        ? EnumSet.allOf(ConnectionField.class)
        : fields.stream().map(ConnectionsCommand::field).collect(Collectors.toSet());
  }

  private static ConnectionField field(String name) {
    return Arrays.stream(ConnectionField.values())
        .filter(field -> field.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Mistake(
                    "unknown field '%s'; X knows: %s"
                        .formatted(
                            name,
                            Arrays.stream(ConnectionField.values())
                                .map(ConnectionField::wireName)
                                .collect(Collectors.joining(", ")))));
  }

  private static ConnectionPage page(ConnectionHistory history, ConnectionQuery query) {
    return history.page(query).toCompletableFuture().join();
  }

  /** The first page with all that follow, until a token comes again; and what is then left. */
  private static ConnectionPage joined(
      ConnectionHistory history, ConnectionQuery query, ConnectionPage first) {
    List<Connection> connections = new ArrayList<>(first.connections());
    List<Problem> problems = new ArrayList<>(first.problems());
    Set<String> tokens = new HashSet<>();
    Optional<String> next = first.nextToken();
    while (next.isPresent() && tokens.size() < MOST_PAGES && tokens.add(next.get())) {
      ConnectionPage page = page(history, query.after(next.get()));
      connections.addAll(page.connections());
      problems.addAll(page.problems());
      next = page.nextToken();
    }
    return new ConnectionPage(connections, problems, next);
  }

  private void print(ConnectionPage page, Set<ConnectionField> columns) {
    Console console = invocation.console();
    if (page.connections().isEmpty()) {
      console.say("no connections");
    } else {
      ConnectionTable.lines(page.connections(), columns).forEach(console.out()::println);
    }
    page.problems().forEach(problem -> console.say("X says: " + problem.sentence()));
    if (page.nextToken().isPresent()) {
      console.say(
          all ? "there are more, but the list does not end" : "there are more; --all shows them");
    }
  }
}
