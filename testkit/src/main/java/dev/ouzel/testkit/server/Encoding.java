package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import io.vertx.core.buffer.Buffer;
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

  private final Wire wire = new Wire();
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
    return wire.take();
  }

  /** How much has gathered for the wire. */
  int size() {
    return wire.gathered.length();
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

  /** Gathers bytes where they can be taken without another copy. */
  private static final class Wire extends OutputStream {
    private Buffer gathered = Buffer.buffer();
    private int usual;

    @Override
    public void write(int oneByte) {
      gathered.appendByte((byte) oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      gathered.appendBytes(bytes, offset, length);
    }

    /** The next will probably be as large as the last. */
    Buffer take() {
      Buffer taken = gathered;
      usual = Math.max(usual, taken.length());
      gathered = Buffer.buffer(usual);
      return taken;
    }
  }
}
