package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.TokenSource;
import dev.ouzel.app.config.XAccess;
import dev.ouzel.http.XClientSettings;
import java.nio.file.Path;
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

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description =
          "PEM file with the certificates to trust in place of Java's, for a proxy that decrypts or"
              + " a server of your own.")
  private Optional<Path> certificates;

  XClientSettings access(Map<String, String> environment, boolean compression) {
    XClientSettings.Builder settings =
        XClientSettings.builder()
            .from(XAccess.of(baseUrl, TokenSource.of(tokenFile, environment), compression));
    return certificates
        .map(file -> InputFile.read("the file of certificates", file, InputFile::text))
        .map(pem -> Mistake.unlessRefused(() -> settings.trusted(pem).build()))
        .orElseGet(settings::build);
  }
}
