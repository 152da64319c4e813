package dev.ouzel.testkit.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy on 127.0.0.1 that knows CONNECT. Whatever name it is asked for, it leads to one
 * port of this machine, so that a name which exists nowhere can be reached through it alone. It
 * remembers what it was asked, and what clients sent through it. Safe for use by several threads.
 */
public final class ConnectProxy implements AutoCloseable {
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final int MOST_REMEMBERED = 1024 * 1024;

  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream carried = new ByteArrayOutputStream();
  private volatile Optional<String> credentials = Optional.empty();
  private volatile Optional<String> refusal = Optional.empty();

  private ConnectProxy(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  /**
   * Starts a proxy that leads to this port of 127.0.0.1.
   *
   * @throws UncheckedIOException when there is no port to listen on
   */
  public static ConnectProxy to(int port) {
    try {
      InetAddress here = InetAddress.getLoopbackAddress();
      ConnectProxy proxy = new ConnectProxy(new ServerSocket(0, 50, here), port);
      proxy.run(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses with 407, from now on, who does not give {@code user:password}. */
  public ConnectProxy requiring(String userAndPassword) {
    byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
    credentials = Optional.of("basic " + Base64.getEncoder().encodeToString(bytes));
    return this;
  }

  /** Refuses everybody from now on, with a status such as {@code 403 Forbidden}. */
  public ConnectProxy refusingWith(String status) {
    refusal = Optional.of(status);
    return this;
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return listening.getLocalPort();
  }

  /** What it was asked so far: of each request its line and headers. */
  public List<String> heads() {
    return List.copyOf(heads);
  }

  /** The bytes that clients sent through it so far, at most 1 MiB, each as one character. */
  public String carried() {
    synchronized (carried) {
      return carried.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private void run(Runnable task) {
    Thread thread = new Thread(task, "connect-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        open.add(client);
        run(() -> serve(client));
      }
    } catch (IOException closed) {
      // Nobody else is let in.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      heads.add(head);
      Optional<String> status = refusal.or(() -> isKnown(head) ? Optional.empty() : unknown());
      if (status.isPresent()) {
        answer(client, status.get() + "\r\ncontent-length: 0");
        return;
      }
      try (Socket server = new Socket()) {
        open.add(server);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        answer(client, "200 Connection established");
        run(() -> pump(server, client, false));
        pump(client, server, true);
      } catch (IOException unreachable) {
        answer(client, "502 Bad Gateway");
      }
    } catch (IOException gone) {
      // So is the tunnel.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client left");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private boolean isKnown(String head) {
    return credentials.stream()
        .allMatch(
            expected ->
                head.lines()
                    .anyMatch(line -> line.equalsIgnoreCase("proxy-authorization: " + expected)));
  }

  private static Optional<String> unknown() {
    return Optional.of(
        "407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm=\"test\"");
  }

  private static void answer(Socket client, String status) throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  private void pump(Socket from, Socket to, boolean remember) {
    byte[] bytes = new byte[8 * 1024];
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      int count;
      while ((count = from.getInputStream().read(bytes)) >= 0) {
        if (remember) {
          remember(bytes, count);
        }
        out.write(bytes, 0, count);
      }
    } catch (IOException broken) {
      // Both ends are closed by now.
    }
  }

  private void remember(byte[] bytes, int count) {
    synchronized (carried) {
      carried.write(bytes, 0, Math.min(count, MOST_REMEMBERED - carried.size()));
    }
  }

  /** Stops listening and breaks what goes through it. */
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
