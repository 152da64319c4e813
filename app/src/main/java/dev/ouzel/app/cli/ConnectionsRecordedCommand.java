package dev.ouzel.app.cli;

import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows our own record of connections, joined to X's. */
@Command(
    name = "recorded",
    description = {
      "Show each connection that an ingest had, as it saw it and as X recorded it,",
      "and draw when there was one. It reads the store, and does not ask X."
    },
    footer = {"", "Example:", "  ouzel connections recorded --sink sqlite:cats.db"})
final class ConnectionsRecordedCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("STREAM", "NUMBER", "KIND", "OPENED AT", "ENDED AT", "END", "X'S ID", "X'S REASON");

  private final Invocation invocation;

  @Mixin private StoreOption store;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (unless given), or json: one object on a line for each connection.")
  private Output output;

  @Mixin private ColorOption color;

  ConnectionsRecordedCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String sink = store.uri(invocation.environment());
    List<ConnectionLines> streams = new ArrayList<>();
    Instant now = Instant.now();
    try (StoreReader reader = Wiring.reader(sink)) {
      for (StreamName stream : reader.streams()) {
        streams.add(ConnectionLines.of(stream, reader, now));
      }
    }
    streams.removeIf(stream -> stream.records().isEmpty());
    if (streams.isEmpty()) {
      invocation.console().say("no connections in " + sink + " yet");
    } else if (output == Output.JSON) {
      streams.forEach(this::printJson);
    } else {
      print(streams);
    }
    return ExitCode.DONE.code();
  }

  private void printJson(ConnectionLines stream) {
    for (ConnectionRecord connection : stream.records()) {
      invocation.console().out().println(StoreJson.write(stream.stream(), connection));
    }
  }

  private void print(List<ConnectionLines> streams) {
    PrintStream out = invocation.console().out();
    Table table = new Table(HEAD);
    for (ConnectionLines stream : streams) {
      stream.lines(invocation.columns(), color.isOn(invocation)).forEach(out::println);
      out.println();
      stream.records().forEach(connection -> table.add(row(stream.stream(), connection)));
    }
    table.lines().forEach(out::println);
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
