package dev.ouzel.testkit.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client on a bare socket, which sees HTTP chunks as they are. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.status = Integer.parseInt(line().split(" ", -1)[1]);
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(": ", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
  }

  /** Asks for the filtered stream and reads the head of the answer. */
  static RawClient stream(FakeX fake, String... headers) throws IOException {
    return get(fake, "/2/tweets/search/stream", headers);
  }

  /** Makes a request with the right token and reads the head of the answer. */
  static RawClient get(FakeX fake, String target, String... headers) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(64 << 10);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.port()));
    StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    request.append("Authorization: Bearer ").append(fake.token()).append("\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    request.append("\r\n");
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
    return new RawClient(socket);
  }

  /** How long a read waits from now on. */
  void patience(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
  }

  int status() {
    return status;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The bytes of the next HTTP chunk; none at the body's end. */
  byte[] chunk() throws IOException {
    int size = Integer.parseInt(line(), 16);
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size || !line().isEmpty()) {
      throw new EOFException("a chunk was broken off");
    }
    return bytes;
  }

  /** The next HTTP chunk as text. */
  String text() throws IOException {
    return new String(chunk(), StandardCharsets.UTF_8);
  }

  /** A body whose length is given. */
  String body() throws IOException {
    int length = Integer.parseInt(header("content-length"));
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
