package dev.ouzel.app.cli;

import dev.ouzel.app.config.TokenSource;
import dev.ouzel.app.config.XAccess;
import dev.ouzel.http.XClientSettings;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to reach X, for each command that does. */
final class XOptions {
  @Option(
      names = "--base-url",
      paramLabel = "URL",
      defaultValue = XAccess.X_URL,
      description = "X's address; ${DEFAULT-VALUE} unless given.")
  private String baseUrl;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the app's bearer token, read again at each connect. Without it the token comes"
              + " from the environment: "
              + TokenSource.VARIABLE
              + ".")
  private Optional<String> tokenFile;

  XClientSettings access(Map<String, String> environment, boolean compression) {
    return XAccess.of(baseUrl, TokenSource.of(tokenFile, environment), compression);
  }
}
