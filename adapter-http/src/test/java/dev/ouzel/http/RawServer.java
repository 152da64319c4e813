package dev.ouzel.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A server on 127.0.0.1 that does to each connection what a script says, byte by byte. */
final class RawServer implements AutoCloseable {
  static final String OK_CHUNKED = okChunked();
  static final String OK_GZIP = okChunked("content-encoding: gzip");

  private static final int PATIENCE_SECONDS = 20;

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> served = new CompletableFuture<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "raw-server");
            thread.setDaemon(true);
            return thread;
          });

  /** The head of a response in chunks, with these headers besides. */
  static String okChunked(String... headers) {
    return "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n"
        + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining())
        + "\r\n";
  }

  /** What to do to a connection. */
  interface Script {
    void serve(Peer peer) throws Exception;
  }

  RawServer(Script script) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  RawServer(ServerSocket listening, Script script) {
    this.listening = listening;
    threads.execute(() -> accept(script));
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        threads.execute(() -> serve(script, socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Script script, Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      script.serve(new Peer(socket));
      served.complete(null);
    } catch (Exception | AssertionError failure) {
      served.completeExceptionally(failure);
    } finally {
      open.remove(socket);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Waits until the script has run on one connection; fails when it failed. */
  void awaitServed() throws InterruptedException, ExecutionException, TimeoutException {
    served.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** The other end of one connection. */
  static final class Peer {
    private final Socket socket;

    Peer(Socket socket) {
      this.socket = socket;
    }

    /** Reads the request, up to the empty line that ends it. */
    String request() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int octet = in.read();
        if (octet < 0) {
          throw new IOException("closed within the request: " + head);
        }
        head.append((char) octet);
      }
      return head.toString();
    }

    Peer send(String text) throws IOException {
      return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Peer send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      return this;
    }

    /** Sends each byte in a packet of its own. */
    Peer sendByteByByte(byte[] bytes) throws IOException {
      for (byte octet : bytes) {
        socket.getOutputStream().write(octet);
      }
      return this;
    }

    Peer chunk(String text) throws IOException {
      return send(chunkOf(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Ends the response in order. */
    Peer lastChunk() throws IOException {
      return send("0\r\n\r\n");
    }

    /** Breaks the connection with a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Waits until the client has closed the connection. */
    void awaitClosed() throws IOException {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      try {
        while (socket.getInputStream().read() >= 0) {
          // What a client sends before is of no interest.
        }
      } catch (SocketException reset) {
        // A reset closes too.
      }
    }
  }

  /** An HTTP chunk. */
  static byte[] chunkOf(byte[] bytes) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(
        (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunk.writeBytes(bytes);
    chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return chunk.toByteArray();
  }
}
