package dev.ouzel.app.config;

import dev.ouzel.http.ProxySettings;
import dev.ouzel.http.XClientSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How to reach X. */
final class XSection {
  static final Setting<String> BASE_URL =
      Setting.of("x.base-url", Kind.one(Kind.Form.URL, XAccess::checked), "--base-url", "URL")
          .usual(XAccess.X_URL)
          .example("http://127.0.0.1:8080")
          .words("X's address");

  static final Setting<Path> TOKEN_FILE =
      Setting.of("x.token-file", Kind.FILE, "--token-file", "FILE")
          .example("/etc/ouzel/token")
          .words(
              "File with the app's bearer token, read again at each connect. Without it the token"
                  + " comes from the environment: "
                  + TokenSource.VARIABLE);

  static final Setting<Path> CA_FILE =
      Setting.of("x.ca-file", Kind.FILE, "--ca-file", "FILE")
          .example("/etc/ouzel/ca.pem")
          .words(
              "PEM file with certificates to trust besides Java's, for a proxy that decrypts or a"
                  + " server of your own");

  static final Setting<Boolean> COMPRESSION =
      Setting.of("x.compression", Kind.choice(compressions()), "--compression", "HOW")
          .usual("gzip")
          .example("none")
          .words("How X shall send the stream: gzip or none");

  static final Setting<String> PROXY =
      Setting.of("x.proxy", Kind.one(Kind.Form.URL, ProxySource::checked), "--proxy", "URL")
          .example("http://proxy.example:3128")
          .words(
              "HTTP proxy to reach X through, in place of the one that HTTPS_PROXY names; none for"
                  + " no proxy at all");

  static final Setting<Path> PROXY_CREDENTIALS =
      Setting.of("x.proxy-credentials-file", Kind.FILE, "--proxy-credentials-file", "FILE")
          .example("/etc/ouzel/proxy")
          .words("File with the proxy's user and password: USER:PASSWORD");

  static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.of("x.connect-timeout", Kind.DURATION, "--connect-timeout", "DURATION")
          .usual("10s")
          .example("5s")
          .words("How long name lookup, TCP and TLS may take together");

  static final Setting<String> USER_AGENT =
      Setting.of("x.user-agent", Kind.TEXT, "--user-agent", "TEXT")
          .example("cats/1.0")
          .words("By what name to call itself to X; ouzel/VERSION unless set");

  static final List<Setting<?>> ALL =
      List.of(
          BASE_URL,
          TOKEN_FILE,
          CA_FILE,
          COMPRESSION,
          PROXY,
          PROXY_CREDENTIALS,
          CONNECT_TIMEOUT,
          USER_AGENT);

  private XSection() {}

  private static Map<String, Boolean> compressions() {
    Map<String, Boolean> compressions = new LinkedHashMap<>();
    compressions.put("gzip", true);
    compressions.put("none", false);
    return compressions;
  }

  /** Where the token comes from; fails with {@link Mistake} when there is no usable one now. */
  static Supplier<String> token(Values values, Map<String, String> environment) {
    return values.together(
        () -> TokenSource.of(values.find(TOKEN_FILE).map(Path::toString), environment), TOKEN_FILE);
  }

  /** The client's settings, without a token. */
  static XClientSettings.Builder read(Values values, Map<String, String> environment) {
    XClientSettings.Builder settings =
        XClientSettings.builder()
            .from(XAccess.of(values.get(BASE_URL), () -> "", values.get(COMPRESSION)))
            .connectTimeout(values.get(CONNECT_TIMEOUT))
            .trusted(values.together(() -> values.find(CA_FILE).map(XSection::text), CA_FILE));
    values.find(USER_AGENT).ifPresent(settings::userAgent);
    settings.proxy(values.together(() -> proxy(values, environment), PROXY, PROXY_CREDENTIALS));
    values.together(settings::build, CONNECT_TIMEOUT, CA_FILE, USER_AGENT);
    return settings;
  }

  private static Optional<ProxySettings> proxy(Values values, Map<String, String> environment) {
    return ProxySource.of(
        values.find(PROXY),
        values.find(PROXY_CREDENTIALS),
        environment,
        URI.create(values.get(BASE_URL)));
  }

  private static String text(Path pem) {
    return InputFile.read("the file of certificates", pem, InputFile::text);
  }
}
