package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Logging;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log more, and show where a failure came from.")
  private boolean verbose;

  private OuzelCommand() {}

  /** Runs one command line and returns its exit code. */
  public static int run(Invocation invocation, String... arguments) {
    OuzelCommand program = new OuzelCommand();
    Failures failures = new Failures(invocation.console(), program);
    CommandLine commandLine =
        new CommandLine(program)
            .addSubcommand(new IngestCommand(invocation))
            .addSubcommand(new CoverageCommand(invocation))
            .addSubcommand(ConnectionsCommand.with(invocation))
            .addSubcommand(RulesCommand.with(invocation))
            .addSubcommand(new FakeXCommand(invocation))
            .addSubcommand(new DemoCommand(invocation))
            .addSubcommand(new BenchCommand(invocation))
            .addSubcommand(new BenchLoadCommand(invocation))
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
