package dev.ouzel.app.cli;

import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows our own record of connections, joined to X's. */
@Command(
    name = "recorded",
    description = {
      "Show each connection that an ingest had, as it saw it and as X recorded it.",
      "It reads the store, and does not ask X."
    },
    footer = {"", "Example:", "  ouzel connections recorded --sink sqlite:cats.db"})
final class ConnectionsRecordedCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("STREAM", "NUMBER", "KIND", "OPENED AT", "ENDED AT", "END", "X'S ID", "X'S REASON");

  private final Invocation invocation;

  @Option(
      names = "--sink",
      paramLabel = "URI",
      defaultValue = IngestConfig.USUAL_SINK,
      description = "The store to read; ${DEFAULT-VALUE} unless given.")
  private String sink;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (unless given), or json: one object on a line for each connection.")
  private Output output;

  ConnectionsRecordedCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Table table = new Table(HEAD);
    boolean none = true;
    try (StoreReader reader = Wiring.reader(sink)) {
      for (StreamName stream : reader.streams()) {
        for (ConnectionRecord connection : reader.connections(stream)) {
          none = false;
          if (output == Output.JSON) {
            invocation.console().out().println(StoreJson.write(stream, connection));
          } else {
            table.add(row(stream, connection));
          }
        }
      }
    }
    if (none) {
      invocation.console().say("no connections in " + sink + " yet");
    } else if (output == Output.TABLE) {
      table.lines().forEach(invocation.console().out()::println);
    }
    return ExitCode.DONE.code();
  }

  private static List<Optional<?>> row(StreamName stream, ConnectionRecord connection) {
    return List.of(
        Optional.of(stream),
        Optional.of(connection.number()),
        Optional.of(connection.isRecovery() ? "recovery" : "live"),
        Optional.of(connection.openedAt()),
        connection.endedAt(),
        connection.detail().or(connection::end),
        connection.recorded().flatMap(Connection::id),
        connection.recorded().flatMap(Connection::disconnectReason));
  }
}
