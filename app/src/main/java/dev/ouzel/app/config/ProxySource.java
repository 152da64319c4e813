package dev.ouzel.app.config;

import dev.ouzel.http.ProxySettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which proxy leads to X: the one the user named, or else the one that the usual environment
 * variables name. Tells no password in any message.
 */
public final class ProxySource {
  private static final String NONE = "none";
  private static final int USUAL_PORT = 80;

  /** A user and a password; a larger file is another file. */
  private static final long LARGEST_FILE = 16 * 1024;

  private ProxySource() {}

  /**
   * The proxy to use; fails with {@link Mistake} when what is given names none that can be.
   *
   * @param url as the user wrote it: {@code http://host:port}, {@code host:port}, or {@code none}
   *     for no proxy whatever the environment says
   * @param credentialsFile holds {@code user:password}, and is read again at each connect
   * @param environment whose {@code HTTPS_PROXY} (for an http target {@code HTTP_PROXY}), {@code
   *     ALL_PROXY} and {@code NO_PROXY} count unless {@code url} is given, in small letters before
   *     capitals
   * @param target whom to reach
   */
  public static Optional<ProxySettings> of(
      Optional<String> url,
      Optional<Path> credentialsFile,
      Map<String, String> environment,
      URI target) {
    credentialsFile.ifPresent(ProxySource::read);
    Optional<Supplier<String>> credentials = credentialsFile.map(file -> () -> read(file));
    if (url.isPresent()) {
      return url.map(ProxySource::checked)
          .filter(named -> !named.equals(NONE))
          .map(named -> settings("the proxy", named, credentials));
    }
    return Stream.of(target.getScheme() + "_proxy", "all_proxy")
        .map(name -> name.toLowerCase(Locale.ROOT))
        .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst()
        .filter(name -> !NoProxy.of(environment).covers(target))
        .map(name -> settings(name, environment.get(name).strip(), credentials));
  }

  /**
   * What the user wrote in place of a URL, if it can be one: a password in it is refused, since
   * command lines and configurations are seen by many.
   */
  static String checked(String url) {
    String named = url.strip();
    if (!named.equals(NONE)) {
      if (parse("the proxy", named).getRawUserInfo() != null) {
        throw new Mistake(
            "the proxy's user and password go into a file (--proxy-credentials-file), not into its"
                + " URL");
      }
      settings("the proxy", named, Optional.empty());
    }
    return named;
  }

  private static ProxySettings settings(
      String origin, String url, Optional<Supplier<String>> credentials) {
    URI uri = parse(origin, url);
    if (!"http".equalsIgnoreCase(uri.getScheme())) {
      throw new Mistake(
          origin
              + " must be an HTTP proxy, written like http://proxy.example:3128; the connection to"
              + " the proxy itself is never encrypted, what goes through it is");
    }
    if (uri.getHost() == null) {
      throw new Mistake(origin + " names no host; write it like http://proxy.example:3128");
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    int port = uri.getPort() >= 0 ? uri.getPort() : USUAL_PORT;
    Optional<Supplier<String>> known =
        credentials.or(() -> Optional.ofNullable(uri.getRawUserInfo()).map(ProxySource::decoded));
    return Mistake.unlessRefused(() -> new ProxySettings(host, port, known));
  }

  /** Proxies are often written without a scheme. What is none is not shown: it may be a secret. */
  private static URI parse(String origin, String url) {
    try {
      return new URI(url.contains("://") ? url : "http://" + url);
    } catch (URISyntaxException malformed) {
      throw new Mistake(origin + " is malformed; write it like http://proxy.example:3128");
    }
  }

  /** In a URL, signs that mean something there are written by their numbers. */
  private static Supplier<String> decoded(String userInfo) {
    String plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
    return () -> plain;
  }

  private static String read(Path file) {
    String credentials = text(file).strip();
    if (!credentials.matches("[^:]+:.*")) {
      throw new Mistake(
          "the proxy's credentials file " + file + " must hold USER:PASSWORD on one line");
    }
    return credentials;
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new Mistake("the proxy's credentials file " + file + " is too large");
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new Mistake(
          "the proxy's credentials file %s cannot be read: %s"
              .formatted(file, unreadable.getClass().getSimpleName()));
    }
  }
}
