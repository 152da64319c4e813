package dev.ouzel.http.frame;

/** Goes over a JSON object byte by byte, as plainly as can be, to compare {@link JsonWalk} with. */
final class PlainWalk {
  private final byte[] json;
  private int at;

  /** Thrown where the object is at fault. */
  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private PlainWalk(byte[] json) {
    this.json = json;
  }

  /** Where it is no JSON object, or -1. */
  static int over(byte[] json) {
    PlainWalk walk = new PlainWalk(json);
    try {
      walk.space();
      require(walk.peek() == '{');
      walk.value(1);
      walk.space();
      require(walk.at == json.length);
      return -1;
    } catch (Fault fault) {
      return walk.at;
    }
  }

  private void value(int depth) {
    switch (peek()) {
      case '"' -> string();
      case '{' -> container('}', depth);
      case '[' -> container(']', depth);
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  private void container(char closing, int depth) {
    require(depth <= JsonWalk.DEEPEST);
    at++;
    space();
    boolean empty = peek() == closing;
    while (!empty) {
      if (closing == '}') {
        require(peek() == '"');
        string();
        space();
        require(peek() == ':');
        at++;
        space();
      }
      value(depth + 1);
      space();
      if (peek() != ',') {
        break;
      }
      at++;
      space();
    }
    require(peek() == closing);
    at++;
  }

  private void string() {
    at++;
    while (peek() != '"') {
      at += peek() == '\\' ? 2 : 1;
      at = Math.min(at, json.length);
      require(at < json.length);
    }
    at++;
  }

  /** The end may cut it short. */
  private void literal(String word) {
    int length = Math.min(word.length(), json.length - at);
    for (int i = 0; i < length; i++) {
      require(json[at + i] == word.charAt(i));
    }
    at += length;
  }

  private void number() {
    if (peek() == '-') {
      at++;
    }
    int whole = at;
    digits();
    if (json[whole] == '0' && at > whole + 1) {
      at = whole;
      throw new Fault();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
  }

  private void digits() {
    require(peek() >= '0' && peek() <= '9');
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
  }

  private void space() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') {
      at++;
    }
  }

  private int peek() {
    return at < json.length ? json[at] : 0;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new Fault();
    }
  }
}
