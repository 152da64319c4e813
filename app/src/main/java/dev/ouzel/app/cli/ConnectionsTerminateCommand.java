package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Terminated.Outcome;
import dev.ouzel.connection.Termination;
import dev.ouzel.connection.Termination.OfIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends connections at X. */
@Command(
    name = "terminate",
    description = {
      "Ask X to end connections, and print what it answered.",
      "It asks nothing before. Whoever held a connection loses what X had not sent yet."
    },
    footer = {"", "Example:", "  ouzel connections terminate --endpoint filtered_stream"})
final class ConnectionsTerminateCommand implements Callable<Integer> {
  /** Which of them: exactly one of the three. */
  private static final class Which {
    @Option(names = "--all", required = true, description = "All connections of the app.")
    private boolean all;

    @Option(
        names = "--endpoint",
        required = true,
        paramLabel = "NAME",
        description = "All connections to this stream, such as filtered_stream.")
    private Optional<String> endpoint = Optional.empty();

    @Parameters(
        paramLabel = "ID",
        arity = "1..*",
        description = "The connections with these ids, as 'ouzel connections' shows them.")
    private List<String> ids = List.of();
  }

  private final Invocation invocation;

  @Mixin private XOptions x;

  @ArgGroup(multiplicity = "1")
  private Which which;

  ConnectionsTerminateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Termination> requests = Mistake.unlessRefused(this::requests);
    boolean whole = true;
    try (Opened<ConnectionHistory> history =
        Wiring.connections(x.access(invocation.environment(), true))) {
      for (Termination request : requests) {
        Terminated answer = history.part().terminate(request).toCompletableFuture().join();
        report(answer, request);
        whole &= isWhole(answer);
      }
    }
    return (whole ? ExitCode.DONE : ExitCode.REFUSED).code();
  }

  private List<Termination> requests() {
    if (which.all) {
      return List.of(new Termination.All());
    }
    if (which.endpoint.isPresent()) {
      return List.of(new Termination.OfEndpoint(StreamNames.endpoint(which.endpoint.get())));
    }
    List<Termination> lots = new ArrayList<>();
    for (int from = 0; from < which.ids.size(); from += OfIds.MOST_IDS) {
      int to = Math.min(from + OfIds.MOST_IDS, which.ids.size());
      lots.add(new OfIds(which.ids.subList(from, to)));
    }
    return lots;
  }

  private void report(Terminated answer, Termination request) {
    Console console = invocation.console();
    for (Outcome outcome : answer.outcomes()) {
      String became = outcome.success() ? "terminated" : "not terminated";
      String words = outcome.message().map(message -> ": " + message).orElse("");
      console.out().println(Console.oneLine(outcome.id() + "  " + became + words));
    }
    if (answer.succeeded().isPresent()) {
      console.say(
          "connections that X ended: %d; that it could not end: %d"
              .formatted(answer.succeeded().getAsInt(), answer.failed().orElse(0)));
    } else if (answer.outcomes().isEmpty()) {
      console.say(
          "X accepted the request"
              + (request instanceof OfIds ids ? " for " + ids.ids().size() + " ids" : "")
              + " and said no more; 'ouzel connections' shows what became of it");
    }
  }

  private static boolean isWhole(Terminated answer) {
    return answer.failed().orElse(0) == 0 && answer.outcomes().stream().allMatch(Outcome::success);
  }
}
