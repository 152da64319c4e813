package dev.ouzel.app.cli;

import dev.ouzel.app.config.RuleFault;
import dev.ouzel.app.config.RulesFile;
import dev.ouzel.app.operations.Console;
import dev.ouzel.rule.RuleLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The file of rules, for each command that reads it. */
final class RulesFileOptions {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = RulesFile.USUAL,
      description = "The file of rules; ${DEFAULT-VALUE} unless given.")
  private Path file;

  /** Its name, as the user gave it. */
  Path name() {
    return file;
  }

  /** What is in it; empty, once all that is wrong is said, when something is. */
  Optional<RulesFile> read(Console console) {
    RulesFile rules = RulesFile.read(file);
    List<RuleFault> faults = rules.faults(RuleLimits.ENTERPRISE_WITH_EMBEDDING);
    complain(faults, console);
    if (!faults.isEmpty()) {
      console.say("X was not asked");
    }
    return faults.isEmpty() ? Optional.of(rules) : Optional.empty();
  }

  /** Says what is wrong with rules and shows where. */
  static void complain(List<RuleFault> faults, Console console) {
    for (RuleFault fault : faults) {
      console.complain(fault.sentence());
      fault.lines().stream().skip(1).forEach(console.err()::println);
    }
  }
}
