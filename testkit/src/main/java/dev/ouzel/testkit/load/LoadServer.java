package dev.ouzel.testkit.load;

import dev.ouzel.testkit.server.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A server on 127.0.0.1 that answers every request for one of X's streams with posts, as many as
 * are read or at a steady rate, and any other with an empty page, whatever the token. Posts have
 * ids of the present that no connection gets twice. They are compressed when the client asks for it
 * and cost next to nothing either way, since all but the ids is made before. For measuring; {@link
 * dev.ouzel.testkit.server.FakeX} is the server that behaves as X does.
 */
public final class LoadServer implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final ServerSocket listening;
  private final Optional<Certificate> certificate;
  private final LoadSettings settings;
  private final Conversation conversation;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private LoadServer(LoadSettings settings, Consumer<LoadSum> sent) throws IOException {
    this.settings = settings;
    this.certificate = settings.tls() ? Optional.of(Certificate.make()) : Optional.empty();
    this.conversation = new Conversation(new Loads(settings.size()), settings, sent);
    this.listening =
        certificate.isPresent()
            ? certificate.get().context().getServerSocketFactory().createServerSocket()
            : new ServerSocket();
    listening.bind(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), BACKLOG);
  }

  /**
   * Starts a server; {@code sent} is told, on threads of the server's, what each connection was
   * sent, once that is all.
   *
   * @throws UncheckedIOException when the port cannot be had
   */
  public static LoadServer start(LoadSettings settings, Consumer<LoadSum> sent) {
    try {
      LoadServer server = new LoadServer(settings, sent);
      daemon("ouzel-load", server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients find it. */
  public URI baseUrl() {
    return URI.create(
        (settings.tls() ? "https" : "http") + "://127.0.0.1:" + listening.getLocalPort());
  }

  /** The certificate as PEM, for clients to trust, when it speaks HTTPS. */
  public Optional<String> certificate() {
    return certificate.map(Certificate::pem);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        daemon("ouzel-load-" + socket.getPort(), () -> hold(socket));
      } catch (IOException closed) {
        // The server is closed, or a client left before it was accepted.
      }
    }
  }

  private void hold(Socket socket) {
    try (socket) {
      conversation.hold(socket);
    } catch (IOException gone) {
      // The client has left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** Closes every connection. */
  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
