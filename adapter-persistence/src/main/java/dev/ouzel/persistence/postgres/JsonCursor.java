package dev.ouzel.persistence.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Goes once over JSON, value by value, and makes nothing of what is skipped. It is lost for good
 * where the JSON is at fault, or written in a way that it leaves to a real parser: then nothing
 * more is there, so that whoever loops over members or elements comes to the end.
 */
final class JsonCursor {
  private static final int DEEPEST = 64;
  private static final int MOST_DIGITS_OF_ID = 19;

  /** So many fit into a long, whatever they are. */
  private static final int MOST_DIGITS_OF_COUNT = 18;

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final byte[] json;
  private int at;
  private int depth;

  /** Whether the bracket just before opens, so that no comma is due. */
  private boolean opened;

  private boolean lost;

  /** The name or text last gone over, without its quotes. */
  private int from;

  private int to;

  /** At the beginning of {@code json}, which has to be proper UTF-8. */
  JsonCursor(byte[] json) {
    this.json = json;
    space();
  }

  /** Whether the JSON could not be gone over, so that nothing that was read of it counts. */
  boolean isLost() {
    return lost;
  }

  void giveUp() {
    lost = true;
    at = json.length;
  }

  /** Enters the object there. */
  void enterObject() {
    enter('{');
  }

  /** Enters the array there. */
  void enterArray() {
    enter('[');
  }

  private void enter(char bracket) {
    if (peek() != bracket || depth == DEEPEST) {
      giveUp();
      return;
    }
    at++;
    depth++;
    opened = true;
    space();
  }

  /** Goes on to the value of the object's next member; false, and behind the object, at its end. */
  boolean hasMember() {
    if (hasEnded('}')) {
      return false;
    }
    if (peek() != '"') {
      giveUp();
      return false;
    }
    from = at + 1;
    // With an escape it may be another spelling of a name that is looked for.
    to = JsonText.mark(json, from);
    closeQuote();
    space();
    take(':');
    return !lost;
  }

  /** Goes on to the array's next element; false, and behind the array, at its end. */
  boolean hasElement() {
    return !hasEnded(']');
  }

  private boolean hasEnded(char bracket) {
    boolean first = opened;
    opened = false;
    space();
    if (peek() == bracket) {
      at++;
      depth--;
      return true;
    }
    if (!first) {
      take(',');
    }
    return lost;
  }

  private void take(char mark) {
    if (peek() == mark) {
      at++;
      space();
    } else {
      giveUp();
    }
  }

  /** Which member it is whose value is there. */
  Member member() {
    return Member.named(json, from, to);
  }

  /** Goes over the value there. */
  void skip() {
    switch (peek()) {
      case '"' -> text();
      case '{' -> {
        enterObject();
        while (hasMember()) {
          skip();
        }
      }
      case '[' -> {
        enterArray();
        while (hasElement()) {
          skip();
        }
      }
      case 't' -> literal(TRUE);
      case 'f' -> literal(FALSE);
      case 'n' -> literal(NULL);
      default -> number();
    }
  }

  /**
   * The text there; {@code null} leaves what there was {@code before}. Of two that are texts the
   * cursor will not choose.
   */
  Optional<String> text(Optional<String> before) {
    boolean found = overText(before.isPresent()) && !lost;
    return found ? Optional.of(JsonText.of(json, from, to)) : before;
  }

  /** As {@link #text}, of a text of digits that is a positive number. */
  OptionalLong id(OptionalLong before) {
    if (!overText(before.isPresent())) {
      return before;
    }
    long id = digits(from, to, MOST_DIGITS_OF_ID);
    if (id <= 0) {
      giveUp();
    }
    return OptionalLong.of(id);
  }

  /** True when there was a text, which is gone over; gives up at a second one, and at others. */
  private boolean overText(boolean second) {
    if (peek() == 'n') {
      literal(NULL);
      return false;
    }
    if (peek() != '"' || second) {
      giveUp();
      return false;
    }
    text();
    return true;
  }

  /** As {@link #text}, of a whole number that is not negative. */
  OptionalLong count(OptionalLong before) {
    if (peek() == 'n') {
      literal(NULL);
      return before;
    }
    int first = at;
    number();
    long count = digits(first, at, MOST_DIGITS_OF_COUNT);
    if (count < 0 || before.isPresent()) {
      giveUp();
    }
    return OptionalLong.of(count);
  }

  /** Negative when these are no digits, or too many. Nineteen may be beyond a long and so, too. */
  private long digits(int first, int last, int most) {
    if (first >= last || last - first > most) {
      return -1;
    }
    long number = 0;
    for (int i = first; i < last; i++) {
      if (!isDigit(json[i])) {
        return -1;
      }
      number = 10 * number + json[i] - '0';
    }
    return number;
  }

  /** A text, which is noted. */
  private void text() {
    from = at + 1;
    to = JsonText.end(json, from);
    closeQuote();
  }

  private void closeQuote() {
    if (to < json.length && json[to] == '"') {
      at = to + 1;
    } else {
      giveUp();
    }
  }

  private void literal(byte[] word) {
    int after = at + word.length;
    if (after > json.length || !Arrays.equals(json, at, after, word, 0, word.length)) {
      giveUp();
      return;
    }
    at = after;
  }

  private void number() {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
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
    int first = at;
    while (isDigit(peek())) {
      at++;
    }
    if (at == first) {
      giveUp();
    }
  }

  private static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }

  private void space() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  /** The byte there; 0 at the end. */
  private byte peek() {
    return at < json.length ? json[at] : 0;
  }
}
