package dev.ouzel.http.frame;

import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip (RFC 1952) as it arrives: what the bytes so far can tell is told, and no more
 * is decompressed than asked for. One member may follow another. Holds memory outside the heap
 * until closed. Not safe for use by several threads.
 */
final class Gunzip implements AutoCloseable {
  private static final int MAGIC_AND_DEFLATE = 0x08_8b_1f;
  private static final List<Part> PARTS = List.of(Part.values());

  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();

  private byte[] input = new byte[0];
  private int at;
  private int end;

  /** True when the input of a body is used up, and nothing that it tells is left either. */
  private boolean drained;

  private Part part = Part.FIXED_HEADER;

  /** How many bytes of the part have come, unless it is the body. */
  private int seen;

  /** These bytes as a number, the lowest first, of a part that is one. */
  private long number;

  private int flags;
  private int extraLength;

  /** The parts of a member in their order; some are there only when the header says so. */
  private enum Part {
    FIXED_HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CHECKSUM,
    BODY,
    TRAILER
  }

  /** True when there is nothing to tell before more is fed. */
  boolean needsInput() {
    return part == Part.BODY ? drained : at == end;
  }

  /** Gives the next input, once it is needed. */
  void feed(byte[] array, int offset, int length) {
    input = array;
    at = offset;
    end = offset + length;
    if (part == Part.BODY) {
      giveInflater();
    }
  }

  private void giveInflater() {
    inflater.setInput(input, at, end - at);
    drained = false;
  }

  /** Decompresses at most {@code length} bytes; fewer, or none, do not mean that it needs input. */
  int read(byte[] out, int offset, int length) throws ZipException {
    while (part != Part.BODY && at < end) {
      unwrap(input[at++] & 0xff);
    }
    return part == Part.BODY ? inflate(out, offset, length) : 0;
  }

  private int inflate(byte[] out, int offset, int length) throws ZipException {
    long before = inflater.getBytesWritten();
    try {
      int count = inflater.inflate(out, offset, length);
      checksum.update(out, offset, count);
      drained = count < length;
      if (inflater.finished()) {
        at = end - inflater.getRemaining();
        enter(Part.TRAILER);
      }
      return count;
    } catch (DataFormatException e) {
      int count = (int) (inflater.getBytesWritten() - before);
      if (count == 0) {
        throw new ZipException(e.getMessage());
      }
      // What came before the damage; the next call meets the damage again.
      return count;
    }
  }

  /** Takes one byte of what is around a body. */
  private void unwrap(int octet) throws ZipException {
    number |= ((long) octet) << (8 * (seen & 7));
    seen++;
    switch (part) {
      case FIXED_HEADER -> fixedHeader();
      case EXTRA_LENGTH -> extraLength = (int) number;
      case TRAILER -> trailer();
      default -> {}
    }
    boolean over =
        switch (part) {
          case FIXED_HEADER -> seen == 10;
          case EXTRA_LENGTH, HEADER_CHECKSUM -> seen == 2;
          case EXTRA -> seen == extraLength;
          case NAME, COMMENT -> octet == 0;
          case TRAILER -> seen == 8;
          case BODY -> false;
        };
    if (over) {
      enter(next());
    }
  }

  private void fixedHeader() throws ZipException {
    if (seen == 3 && number != MAGIC_AND_DEFLATE) {
      throw new ZipException("no gzip header where one was due");
    }
    if (seen == 4) {
      flags = (int) (number >> 24);
    }
  }

  private void trailer() throws ZipException {
    if (seen == 8
        && ((int) number != (int) checksum.getValue()
            || (int) (number >> 32) != (int) inflater.getBytesWritten())) {
      throw new ZipException("the checksum does not match");
    }
  }

  private Part next() {
    Part next = part;
    do {
      next = PARTS.get((PARTS.indexOf(next) + 1) % PARTS.size());
    } while (!isThere(next));
    return next;
  }

  private boolean isThere(Part candidate) {
    return switch (candidate) {
      case EXTRA_LENGTH -> (flags & 4) != 0;
      case EXTRA -> (flags & 4) != 0 && extraLength > 0;
      case NAME -> (flags & 8) != 0;
      case COMMENT -> (flags & 16) != 0;
      case HEADER_CHECKSUM -> (flags & 2) != 0;
      case FIXED_HEADER, BODY, TRAILER -> true;
    };
  }

  private void enter(Part next) {
    part = next;
    seen = 0;
    number = 0;
    if (part == Part.BODY) {
      inflater.reset();
      checksum.reset();
      giveInflater();
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
