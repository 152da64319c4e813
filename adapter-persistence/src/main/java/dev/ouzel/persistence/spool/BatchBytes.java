package dev.ouzel.persistence.spool;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.LedgerJson;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.sink.SinkFailure;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32C;

/** A batch as bytes, and back: every part of it, and a sum that tells whether it is whole. */
final class BatchBytes {
  private static final int VERSION = 1;
  private static final int SUM_BYTES = Integer.BYTES;
  private static final int INSTANT_BYTES = Long.BYTES + Integer.BYTES;

  private BatchBytes() {}

  static byte[] write(Batch batch) {
    byte[] checkpoint = bytes(batch.checkpoint().toText());
    List<byte[]> coverage =
        batch.coverage().stream().map(LedgerJson::of).map(BatchBytes::bytes).toList();
    List<byte[]> connections =
        batch.connections().stream().map(LedgerJson::of).map(BatchBytes::bytes).toList();
    List<byte[]> reasons =
        batch.deadLetters().stream().map(letter -> bytes(letter.reason())).toList();
    ByteBuffer out =
        ByteBuffer.allocate(
            SUM_BYTES
                + Integer.BYTES
                + size(List.of(checkpoint))
                + size(coverage)
                + size(connections)
                + size(reasons)
                + postBytes(batch));
    out.position(SUM_BYTES).putInt(VERSION);
    putAll(out, List.of(checkpoint));
    putAll(out, coverage);
    putAll(out, connections);
    putAll(out, reasons);
    out.putInt(batch.posts().size());
    batch.posts().forEach(post -> put(out.putLong(post.id()), post.receivedAt(), post.payload()));
    out.putInt(batch.rematches().size());
    batch
        .rematches()
        .forEach(again -> put(out.putLong(again.id()), again.receivedAt(), again.rules()));
    batch.deadLetters().forEach(letter -> put(out, letter.receivedAt(), letter.payload()));
    out.putInt(0, sum(out.array()));
    return out.array();
  }

  private static int postBytes(Batch batch) {
    int each = INSTANT_BYTES + Integer.BYTES;
    long bytes = 2L * Integer.BYTES;
    for (ReceivedPost post : batch.posts()) {
      bytes += Long.BYTES + each + post.payload().size();
    }
    for (Rematch rematch : batch.rematches()) {
      bytes += Long.BYTES + each + rematch.rules().size();
    }
    for (DeadLetter letter : batch.deadLetters()) {
      bytes += each + letter.payload().size();
    }
    return Math.toIntExact(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int size(List<byte[]> texts) {
    return Integer.BYTES + texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
  }

  private static void putAll(ByteBuffer out, List<byte[]> texts) {
    out.putInt(texts.size());
    texts.forEach(text -> out.putInt(text.length).put(text));
  }

  private static void put(ByteBuffer out, Instant at, Payload payload) {
    out.putLong(at.getEpochSecond())
        .putInt(at.getNano())
        .putInt(payload.size())
        .put(payload.view());
  }

  private static int sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, SUM_BYTES, bytes.length - SUM_BYTES);
    return (int) sum.getValue();
  }

  /** The batch, whose payloads are views on {@code bytes}. */
  static Batch read(byte[] bytes) {
    Cursor in = new Cursor(Payload.wrap(bytes, 0, bytes.length), ByteBuffer.wrap(bytes));
    try {
      if (in.number() != sum(bytes)) {
        throw SinkFailure.permanent("a batch in the spool is damaged");
      }
      int version = in.number();
      if (version != VERSION) {
        throw SinkFailure.permanent(
            "the spool holds batches of version "
                + version
                + ", which a newer Ouzel wrote; use that");
      }
      return read(in);
    } catch (BufferUnderflowException e) {
      throw SinkFailure.permanent("a batch in the spool is cut short", e);
    }
  }

  private static Batch read(Cursor in) {
    Batch.Builder batch =
        Batch.builder().checkpoint(Checkpoint.parse(in.texts(text -> text).get(0)));
    batch.addAllCoverage(in.texts(LedgerJson::stretch));
    batch.addAllConnections(in.texts(LedgerJson::connection));
    List<String> reasons = in.texts(text -> text);
    int posts = in.number();
    for (int i = 0; i < posts; i++) {
      batch.addPosts(new ReceivedPost(in.id(), in.instant(), in.payload()));
    }
    int rematches = in.number();
    for (int i = 0; i < rematches; i++) {
      batch.addRematches(new Rematch(in.id(), in.instant(), in.payload()));
    }
    for (String reason : reasons) {
      batch.addDeadLetters(new DeadLetter(in.instant(), reason, in.payload()));
    }
    return batch.build();
  }

  /**
   * Bytes being read.
   *
   * @param bytes all of them
   * @param next the same, at those to be read next
   */
  private record Cursor(Payload bytes, ByteBuffer next) {
    int number() {
      return next.getInt();
    }

    long id() {
      return next.getLong();
    }

    Instant instant() {
      long second = next.getLong();
      return Instant.ofEpochSecond(second, next.getInt());
    }

    Payload payload() {
      int size = next.getInt();
      if (size < 0 || size > next.remaining()) {
        throw new BufferUnderflowException();
      }
      int from = next.position();
      next.position(from + size);
      return bytes.slice(from, from + size);
    }

    <T> List<T> texts(Function<String, T> reading) {
      int count = next.getInt();
      List<T> texts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        texts.add(reading.apply(payload().text()));
      }
      return texts;
    }
  }
}
