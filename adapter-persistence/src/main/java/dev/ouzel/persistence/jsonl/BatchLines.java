package dev.ouzel.persistence.jsonl;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.FlatJson;
import dev.ouzel.sink.LedgerJson;
import dev.ouzel.sink.Rematch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a batch tells beside its posts, as lines of JSON. */
final class BatchLines {
  /** How lines of the ledger begin that tell a closed stretch of time. */
  static final String COVERAGE = "{\"kind\":\"coverage\",";

  /** How lines of the ledger begin that tell a connection. */
  static final String CONNECTION = "{\"kind\":\"connection\",";

  private BatchLines() {}

  static String of(DeadLetter letter) {
    FlatJson line =
        new FlatJson()
            .text("received_at", letter.receivedAt().toString())
            .text("reason", letter.reason());
    return withBytes(line, "text", letter.payload());
  }

  static String of(Rematch rematch) {
    FlatJson line =
        new FlatJson()
            .text("kind", "rematch")
            .text("id", Long.toString(rematch.id()))
            .text("received_at", rematch.receivedAt().toString());
    return withBytes(line, "rules", rematch.rules());
  }

  /** As text under {@code key} when they are proper UTF-8, else under {@code base64}. */
  private static String withBytes(FlatJson line, String key, Payload payload) {
    byte[] bytes = payload.toByteArray();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return line.text(key, text).toString();
    } catch (CharacterCodingException noText) {
      return line.text("base64", Base64.getEncoder().encodeToString(bytes)).toString();
    }
  }

  static String of(Stretch stretch) {
    return COVERAGE + LedgerJson.of(stretch).substring(1);
  }

  static String of(ConnectionRecord connection) {
    return CONNECTION + LedgerJson.of(connection).substring(1);
  }
}
