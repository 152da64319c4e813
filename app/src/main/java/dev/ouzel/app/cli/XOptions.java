package dev.ouzel.app.cli;

import dev.ouzel.app.config.TokenSource;
import dev.ouzel.app.config.XAccess;
import dev.ouzel.http.XClientSettings;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to reach X, for each command that asks it something. */
final class XOptions {
  @Mixin private ConfigOption config;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "X's address; " + XAccess.X_URL + " unless given.")
  private Optional<String> baseUrl;

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
          "PEM file with certificates to trust besides Java's, for a proxy that decrypts or a server"
              + " of your own.")
  private Optional<String> certificates;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description =
          "HTTP proxy to reach X through, in place of the one that HTTPS_PROXY names; none for no"
              + " proxy at all.")
  private Optional<String> proxy;

  XClientSettings access(Map<String, String> environment, boolean compression) {
    Map<String, Optional<String>> options =
        Map.of(
            "--base-url", baseUrl,
            "--token-file", tokenFile,
            "--ca-file", certificates,
            "--proxy", proxy);
    return XClientSettings.builder()
        .from(config.read(environment, SettingOptions.given(options)).x())
        .compression(compression)
        .build();
  }
}
