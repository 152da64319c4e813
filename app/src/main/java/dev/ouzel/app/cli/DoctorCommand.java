package dev.ouzel.app.cli;

import dev.ouzel.app.config.Configuration;
import dev.ouzel.app.doctor.Doctor;
import dev.ouzel.app.doctor.Finding;
import dev.ouzel.app.doctor.Finding.Level;
import dev.ouzel.app.doctor.Patient;
import dev.ouzel.app.operations.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at all that an ingest needs, and says what to do. */
@Command(
    name = "doctor",
    description = {
      "Look at all that an ingest needs, and say what is wrong and what to do about it:",
      "the way to X, the token, the clock, rules and connections, the sink, the disk.",
      "It changes nothing, takes the settings of 'ouzel ingest', and may be run beside one.",
      "It asks X for rules three times, of 450 times in 15 minutes, and for connections.",
      "Exit code: 0, or 1 when there is a problem."
    },
    footer = {"", "Example:", "  ouzel doctor --sink sqlite:cats.db"})
final class DoctorCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption file;
  @Mixin private ColorOption color;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (unless given), or json: one object.")
  private Output output;

  private DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  static CommandLine with(Invocation invocation) {
    CommandLine command = new CommandLine(new DoctorCommand(invocation));
    SettingOptions.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public Integer call() {
    Configuration settings =
        file.read(
            invocation.environment(), SettingOptions.given(spec.commandLine().getParseResult()));
    Patient patient =
        new Patient(settings::x, settings.request().endpoint(), settings.destination());
    List<Finding> findings = new Doctor().examine(patient);
    if (output == Output.JSON) {
      invocation.console().out().println(DoctorJson.write(findings));
    } else {
      print(findings, invocation.console().out());
    }
    return findings.stream().anyMatch(finding -> finding.level() == Level.PROBLEM)
        ? ExitCode.FAULT.code()
        : ExitCode.DONE.code();
  }

  private void print(List<Finding> findings, PrintStream out) {
    boolean inColour = color.isOn(invocation);
    for (Finding finding : findings) {
      String level = "%-8s".formatted(word(finding.level()));
      out.printf(
          "%s %-11s%s%n",
          inColour ? ink(finding.level()).on(level) : level,
          finding.check(),
          Console.oneLine(finding.words()));
      finding.advice().ifPresent(advice -> out.printf("%-20s→ %s%n", "", Console.oneLine(advice)));
    }
  }

  private static String word(Level level) {
    return level == Level.UNCHECKED ? "-" : level.name().toLowerCase(Locale.ROOT);
  }

  private static Ink ink(Level level) {
    return switch (level) {
      case OK -> Ink.GREEN;
      case UNCHECKED -> Ink.GREY;
      case WARNING -> Ink.YELLOW;
      case PROBLEM -> Ink.RED;
    };
  }
}
