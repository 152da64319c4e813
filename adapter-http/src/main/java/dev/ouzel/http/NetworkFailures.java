package dev.ouzel.http;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says what went wrong on the network, in a few words for a person. */
final class NetworkFailures {
  private static final int MOST_WORDS = 200;

  /** How Netty ends what it says of a proxy that answered CONNECT with anything but 200. */
  private static final Pattern PROXY_ANSWER = Pattern.compile(", status: ([0-9]{3}.*)");

  private NetworkFailures() {}

  /**
   * What went wrong.
   *
   * @param failure as the network layer told it
   * @param server whom we were talking to
   * @param proxy through whom
   */
  static String detail(Throwable failure, Server server, Optional<ProxySettings> proxy) {
    return proxy
        .flatMap(through -> detail(failure, server, through))
        .orElseGet(
            () -> {
              String whom =
                  server + proxy.map(through -> " through the proxy " + through).orElse("");
              return detail(failure, server, whom);
            });
  }

  private static String detail(Throwable failure, Server server, String whom) {
    if (failure instanceof UnknownHostException) {
      return "unknown host " + server.host();
    }
    if (failure instanceof ConnectException && words(failure).contains("refused")) {
      return "connection refused by " + whom;
    }
    if (isConnectTimeout(failure)) {
      return "no connection to " + whom + " in time";
    }
    if (failure instanceof SSLException) {
      return "TLS with " + whom + ": " + words(rootOf(failure));
    }
    if (failure instanceof HttpClosedException) {
      return whom + " closed the connection before the response had ended";
    }
    if (failure instanceof IOException) {
      return words(failure) + " (" + whom + ")";
    }
    return words(failure) + " from " + whom;
  }

  /** Empty when it was not the proxy that failed. */
  private static Optional<String> detail(Throwable failure, Server server, ProxySettings proxy) {
    if (failure instanceof UnknownHostException) {
      return Optional.of("unknown host " + proxy.host() + ", the proxy");
    }
    Optional<String> answer = proxyAnswer(failure);
    if (answer.isPresent()) {
      return Optional.of(
          "the proxy %s refused a connection to %s: %s".formatted(proxy, server, answer.get()));
    }
    if (!(failure instanceof ConnectException) || isConnectTimeout(failure)) {
      return Optional.empty();
    }
    return Optional.of(
        words(failure).contains("refused")
            ? "connection refused by the proxy " + proxy
            : "the proxy %s made no connection to %s".formatted(proxy, server));
  }

  /** The status with which a proxy refused to connect; empty when it is no such failure. */
  static Optional<String> proxyAnswer(Throwable failure) {
    Matcher status = PROXY_ANSWER.matcher(words(failure));
    return failure instanceof ConnectException && status.find()
        ? Optional.of(status.group(1).strip())
        : Optional.empty();
  }

  private static boolean isConnectTimeout(Throwable failure) {
    boolean connecting = failure instanceof ConnectException || failure instanceof SSLException;
    return failure instanceof TimeoutException
        || (connecting
            && (words(failure).contains("timed out") || words(failure).endsWith(", timeout")));
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The failure's own words on one line; a server may have put anything into them. */
  private static String words(Throwable failure) {
    String words =
        Optional.ofNullable(failure.getMessage())
            .orElse(failure.getClass().getSimpleName())
            .replaceAll("[\\s\\p{Cntrl}]+", " ");
    return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + "…" : words;
  }
}
