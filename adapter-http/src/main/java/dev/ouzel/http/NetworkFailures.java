package dev.ouzel.http;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says what went wrong on the network, in a few words for a person. */
final class NetworkFailures {
  private static final int MOST_WORDS = 200;

  private NetworkFailures() {}

  /**
   * What went wrong.
   *
   * @param failure as the network layer told it
   * @param server whom we were talking to
   */
  static String detail(Throwable failure, Server server) {
    if (failure instanceof UnknownHostException) {
      return "unknown host " + server.host();
    }
    if (failure instanceof ConnectException && words(failure).contains("refused")) {
      return "connection refused by " + server;
    }
    if (isConnectTimeout(failure)) {
      return "no connection to " + server + " in time";
    }
    if (failure instanceof SSLException) {
      return "TLS with " + server + ": " + words(rootOf(failure));
    }
    if (failure instanceof HttpClosedException) {
      return server + " closed the connection before the response had ended";
    }
    if (failure instanceof IOException) {
      return words(failure) + " (" + server + ")";
    }
    return words(failure) + " from " + server;
  }

  private static boolean isConnectTimeout(Throwable failure) {
    boolean connecting = failure instanceof ConnectException || failure instanceof SSLException;
    return failure instanceof TimeoutException
        || (connecting && words(failure).contains("timed out"));
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
