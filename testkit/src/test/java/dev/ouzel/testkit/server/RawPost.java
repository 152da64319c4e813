package dev.ouzel.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Posts a body with the content type that curl gives every body. */
final class RawPost {
  private RawPost() {}

  /** Returns the answer with its head. */
  static String form(FakeX fake, String path, byte[] body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fake.port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      String head =
          "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
      out.write(head.formatted(path, body.length).getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
