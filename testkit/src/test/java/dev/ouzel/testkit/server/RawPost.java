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
          String.join(
              "\r\n",
              "POST " + path + " HTTP/1.1",
              "Host: x",
              "Connection: close",
              "Content-Length: " + body.length,
              "Content-Type: application/x-www-form-urlencoded",
              "",
              "");
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
