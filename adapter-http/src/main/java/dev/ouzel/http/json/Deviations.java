package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import dev.ouzel.post.Deviation;
import dev.ouzel.post.Deviation.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is odd about one frame, if anybody wants to know. */
final class Deviations {
  /** More are not told of one frame. */
  static final int MOST = 1_000;

  private final boolean wanted;
  private final List<Deviation> found = new ArrayList<>();

  Deviations(boolean wanted) {
    this.wanted = wanted;
  }

  /** False when nobody wants to know. */
  boolean wanted() {
    return wanted;
  }

  List<Deviation> found() {
    return List.copyOf(found);
  }

  /** Reports what stands at the parser's token. */
  void add(Kind kind, JsonParser parser) {
    if (wanted && found.size() < MOST) {
      found.add(new Deviation(kind, path(parser), String.valueOf(parser.currentToken())));
    }
  }

  /** Begins anew. */
  void clear() {
    found.clear();
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
