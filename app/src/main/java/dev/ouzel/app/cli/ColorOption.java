package dev.ouzel.app.cli;

import picocli.CommandLine.Option;

/** Whether to write in colours, for each command that can. */
final class ColorOption {
  /** When to write in colours. */
  enum When {
    /** When a person watches on a terminal and has not set NO_COLOR. */
    AUTO,
    /** Whoever watches. */
    ALWAYS,
    /** Whoever watches. */
    NEVER
  }

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "When to write in colours: always, never, or auto (unless given), which is on a terminal"
              + " unless NO_COLOR is set.")
  private When when;

  /** True when this run writes in colours. */
  boolean isOn(Invocation invocation) {
    return switch (when) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          invocation.console().outTerminal()
              && invocation.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !"dumb".equals(invocation.environment().get("TERM"));
    };
  }
}
