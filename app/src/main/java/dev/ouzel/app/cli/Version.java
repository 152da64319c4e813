package dev.ouzel.app.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest has it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"ouzel " + version + " on Java " + System.getProperty("java.version")};
  }
}
