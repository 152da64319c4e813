package dev.ouzel.app;

import dev.ouzel.post.Payload;
import java.sql.SQLException;
import java.util.List;

/** What a sink keeps, read as any other program would while the ingest runs. */
interface KeptFrames {
  /** The URI to give to the program. */
  String uri();

  /** The stored frames, each as often as it is there. */
  List<Payload> frames() throws SQLException;

  /** The dead letters. */
  List<Payload> deadLetters() throws SQLException;
}
