package dev.ouzel.persistence.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.OptionalLong;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Writes rows in PostgreSQL's binary COPY format. The buffer is kept from one COPY to the next; it
 * holds {@link #PIECE} bytes and one row more.
 */
final class CopyStream {
  /** So many bytes are sent at a time: the server is to work on some rows while others are made. */
  private static final int PIECE = 256 * 1024;

  /** What a buffer that a large row made larger shrinks to. */
  private static final int USUAL = 2 * PIECE;

  /** Followed by flags and the length of an extension, of which there are none. */
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  private static final short END = -1;
  private static final int NULL = -1;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private byte[] buffer = new byte[USUAL];
  private ByteBuffer view = ByteBuffer.wrap(buffer);
  private CopyIn copy;

  interface Rows {
    void writeTo(CopyStream out) throws SQLException;
  }

  /** Copies rows into the table that {@code sql} names; they are there when this returns. */
  void copy(CopyManager manager, String sql, Rows rows) throws SQLException {
    copy = manager.copyIn(sql);
    try {
      view.clear();
      view.put(SIGNATURE).putInt(0).putInt(0);
      rows.writeTo(this);
      room(Short.BYTES).putShort(END);
      send();
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Begins a row. */
  void row(int columns) throws SQLException {
    if (view.position() >= PIECE) {
      send();
    }
    room(Short.BYTES).putShort((short) columns);
  }

  private void send() throws SQLException {
    copy.writeToCopy(buffer, 0, view.position());
    if (buffer.length > USUAL) {
      buffer = new byte[USUAL];
      view = ByteBuffer.wrap(buffer);
    }
    view.clear();
  }

  void nothing() {
    room(Integer.BYTES).putInt(NULL);
  }

  void number(long value) {
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
  }

  void number(OptionalLong value) {
    if (value.isPresent()) {
      number(value.getAsLong());
    } else {
      nothing();
    }
  }

  /** In microseconds, which is what PostgreSQL keeps. */
  void time(Instant time) {
    number(ChronoUnit.MICROS.between(EPOCH, time));
  }

  /** A text, with U+FFFD in place of what is none. */
  void text(String text) {
    int length = room(Integer.BYTES).position();
    view.putInt(0);
    room(text.length() * 3);
    int at = view.position();
    for (int i = 0; i < text.length(); ) {
      char unit = text.charAt(i);
      if (unit < 0x80 && unit != 0) {
        buffer[at++] = (byte) unit;
        i++;
      } else {
        int point = text.codePointAt(i);
        at = put(isText(point) ? point : Text.REPLACEMENT, at);
        i += Character.charCount(point);
      }
    }
    view.position(at);
    view.putInt(length, at - length - Integer.BYTES);
  }

  private static boolean isText(int point) {
    return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
  }

  /** The UTF-8 of a character beyond ASCII. */
  private int put(int point, int from) {
    int at = from;
    if (point < 0x800) {
      buffer[at++] = (byte) (0xc0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        buffer[at++] = (byte) (0xe0 | (point >> 12));
      } else {
        buffer[at++] = (byte) (0xf0 | (point >> 18));
        buffer[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
      }
      buffer[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
    }
    buffer[at++] = (byte) (0x80 | (point & 0x3f));
    return at;
  }

  private void bytes(byte[] bytes) {
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
  }

  /**
   * Two columns: the bytes as text and NULL; or, where they are no text, what is nearest and they.
   */
  void frame(byte[] frame, boolean isText) {
    if (isText) {
      bytes(frame);
      nothing();
    } else {
      text(Text.mended(frame));
      bytes(frame);
    }
  }

  private ByteBuffer room(int bytes) {
    if (view.remaining() < bytes) {
      int position = view.position();
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, position + bytes));
      view = ByteBuffer.wrap(buffer);
      view.position(position);
    }
    return view;
  }
}
