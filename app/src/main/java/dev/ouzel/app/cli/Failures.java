package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.operations.Console;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.RequestFailed;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one line and chooses the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Console console;
  private final OuzelCommand program;

  Failures(Console console, OuzelCommand program) {
    this.console = console;
    this.program = program;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    console.complain(words(failure) + "; see: " + command + " --help");
    return ExitCode.USAGE.code();
  }

  /** Of arguments that no option takes, the first alone: the next may be a secret. */
  private static String words(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return failure.getCause() instanceof Mistake mistake
          ? mistake.getMessage()
          : failure.getMessage();
    }
    List<String> arguments = unmatched.getUnmatched();
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    return first.startsWith("-")
        ? "unknown option " + first.replaceFirst("=.*", "")
        : "unexpected argument '" + first + "'";
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    boolean wraps = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return failed(wraps && thrown.getCause() != null ? thrown.getCause() : thrown);
  }

  /** Says what was thrown and returns the exit code for it. */
  int failed(Throwable failure) {
    if (program.isVerbose()) {
      failure.printStackTrace(console.err());
    }
    if (failure instanceof Mistake mistake) {
      mistake.messages().forEach(console::complain);
      return ExitCode.USAGE.code();
    }
    if (failure instanceof RequestFailed request) {
      String advice = request.refusal().isEmpty() ? "; check the network and --base-url" : "";
      return failed(ExitCode.REFUSED, request.getMessage() + advice);
    }
    if (failure instanceof SinkFailure) {
      return failed(ExitCode.SINK, failure.getMessage());
    }
    return failed(ExitCode.FAULT, "internal fault: " + failure + "; --verbose tells more");
  }

  private int failed(ExitCode code, String message) {
    console.complain(message);
    return code.code();
  }
}
