package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Logging;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: it holds the commands, and without one says which there are. */
@Command(
    name = "ouzel",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    description = "Ingests X's streams and loses nothing quietly.",
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 done, or stopped as asked; 1 fault of the program; 2 bad usage or",
      "configuration; 3 refused by X for good; 4 the sink failed for good.",
      "",
      "Example:",
      "  ouzel demo"
    })
public final class OuzelCommand implements Callable<Integer> {
  /** By name, in the order in which they are shown. */
  private static final List<String> COMMANDS =
      List.of(
          "ingest",
          "coverage",
          "connections",
          "rules",
          "config",
          "doctor",
          "export",
          "import",
          "fake-x",
          "demo",
          "bench",
          "bench-load",
          "completion");

  private static final Set<String> VERSION = Set.of("--version", "-V");

  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log more, and show where a failure came from.")
  private boolean verbose;

  private OuzelCommand() {}

  /**
   * The commands that the arguments may mean. The others are left out, since what picocli must know
   * of a command takes it longer than the rest of a start.
   */
  private static List<String> meant(String... arguments) {
    if (arguments.length == 1 && VERSION.contains(arguments[0])) {
      return List.of();
    }
    boolean named = arguments.length > 0 && COMMANDS.contains(arguments[0]);
    return named && !arguments[0].equals(CompletionCommand.NAME) ? List.of(arguments[0]) : COMMANDS;
  }

  private static Object command(String name, Invocation invocation) {
    return switch (name) {
      case "ingest" -> IngestCommand.with(invocation);
      case "coverage" -> new CoverageCommand(invocation);
      case "connections" -> ConnectionsCommand.with(invocation);
      case "rules" -> RulesCommand.with(invocation);
      case "config" -> ConfigCommand.with(invocation);
      case "doctor" -> DoctorCommand.with(invocation);
      case "export" -> new ExportCommand(invocation);
      case "import" -> new ImportCommand(invocation);
      case "fake-x" -> new FakeXCommand(invocation);
      case "demo" -> new DemoCommand(invocation);
      case "bench" -> new BenchCommand(invocation);
      case "bench-load" -> new BenchLoadCommand(invocation);
      case CompletionCommand.NAME -> new CompletionCommand(invocation);
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  /** Runs one command line and returns its exit code. */
  public static int run(Invocation invocation, String... arguments) {
    OuzelCommand program = new OuzelCommand();
    Failures failures = new Failures(invocation.console(), program);
    CommandLine commandLine = new CommandLine(program);
    meant(arguments).forEach(name -> commandLine.addSubcommand(command(name, invocation)));
    commandLine
        .setOut(new PrintWriter(invocation.console().out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(invocation.console().err(), true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        // A rule may begin with '@'.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setExecutionStrategy(
            parsed -> {
              if (program.verbose) {
                Logging.verbose();
              }
              return new RunLast().execute(parsed);
            });
    try {
      return commandLine.execute(arguments);
    } catch (Error fault) {
      return failures.failed(fault);
    }
  }

  boolean isVerbose() {
    return verbose;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }
}
