package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import dev.ouzel.post.Deviation;
import dev.ouzel.post.Deviation.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One frame being read: where its JSON stands, and what is odd about it, if anybody asks. */
final class Reading {
  /** More deviations are not told of one frame. */
  static final int MOST = 1_000;

  private final Source source;
  private final boolean wanted;
  private final List<Deviation> found = new ArrayList<>();

  /** Where the parser's tokens come from. */
  private interface Source {
    String between(JsonLocation from, JsonLocation to);
  }

  private Reading(Source source, boolean wanted) {
    this.source = source;
    this.wanted = wanted;
  }

  /** Of bytes, which the parser takes for UTF-8. */
  static Reading of(byte[] frame, boolean wanted) {
    return new Reading(
        (from, to) -> {
          int start = (int) from.getByteOffset();
          int size = (int) to.getByteOffset() - start;
          return new String(frame, start, size, StandardCharsets.UTF_8);
        },
        wanted);
  }

  /** Of a text. */
  static Reading of(String frame, boolean wanted) {
    return new Reading(
        (from, to) -> frame.substring((int) from.getCharOffset(), (int) to.getCharOffset()),
        wanted);
  }

  /** The JSON of the value that begins with the parser's token; leaves the value behind. */
  String json(JsonParser parser) throws IOException {
    JsonLocation from = parser.currentTokenLocation();
    parser.skipChildren();
    parser.finishToken();
    return source.between(from, parser.currentLocation());
  }

  /** False when nobody asks for deviations. */
  boolean wantsDeviations() {
    return wanted;
  }

  /** What was odd, in the frame's order. */
  List<Deviation> deviations() {
    return List.copyOf(found);
  }

  /** Reports what stands at the parser's token. */
  void add(Kind kind, JsonParser parser) {
    if (wanted && found.size() < MOST) {
      found.add(new Deviation(kind, path(parser), String.valueOf(parser.currentToken())));
    }
  }

  /** Reports the frame as a whole. */
  void unreadable(String why) {
    if (wanted) {
      found.add(new Deviation(Kind.UNREADABLE, "", why));
    }
  }

  /** Reports a value that cannot be read, and leaves it behind. */
  void wrongType(JsonParser parser) throws IOException {
    add(Kind.WRONG_TYPE, parser);
    parser.skipChildren();
  }

  private static String path(JsonParser parser) {
    JsonStreamContext context = parser.getParsingContext();
    boolean within = parser.currentToken().isStructStart() && context.getParent() != null;
    return (within ? context.getParent() : context).pathAsPointer().toString();
  }
}
