package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * Turns the bytes of a response body into the bytes on the wire: as they are, or compressed such
 * that the reader can decompress each message as soon as it arrives.
 */
final class Encoding implements AutoCloseable {
  private static final int DEFLATER_BUFFER = 512;

  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private final OutputStream body;

  Encoding(boolean gzip) {
    try {
      body = gzip ? new GZIPOutputStream(wire, DEFLATER_BUFFER, true) : wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds one message, which is never left waiting in the compressor. */
  void add(Payload message, Payload delimiter) {
    try {
      message.writeTo(body);
      delimiter.writeTo(body);
      body.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes what has gathered for the wire. */
  Buffer take() {
    Buffer taken = Buffer.buffer(wire.toByteArray());
    wire.reset();
    return taken;
  }

  /** How much has gathered for the wire. */
  int size() {
    return wire.size();
  }

  /** Ends the body, which may need a trailer, and frees the compressor. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
