package dev.ouzel.sink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JSON object of texts, numbers and truths, on one line: all that a record of ours needs. */
final class FlatJson {
  /** Written so that a long text without escapes is matched without recursion. */
  private static final String TEXT = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";

  private static final Pattern MEMBER =
      Pattern.compile(
          "\\s*" + TEXT + "\\s*:\\s*(?:" + TEXT + "|([^\",{}\\[\\]\\s]++))\\s*(,|}\\s*$)");

  private static final int UNICODE_DIGITS = 4;
  private static final int HEXADECIMAL = 16;

  private final Map<String, String> members = new LinkedHashMap<>();

  /** Adds a text, unless there is none. */
  FlatJson text(String name, Optional<?> value) {
    value.ifPresent(text -> members.put(name, '"' + escaped(text.toString()) + '"'));
    return this;
  }

  /** Adds a number or a truth. */
  FlatJson plain(String name, Object value) {
    members.put(name, value.toString());
    return this;
  }

  @Override
  public String toString() {
    StringBuilder json = new StringBuilder("{");
    members.forEach(
        (name, value) ->
            json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
    return json.append('}').toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
        // Half a pair has no UTF-8, and the others end lines somewhere.
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /**
   * The members of an object, texts and others alike.
   *
   * @throws IllegalArgumentException when {@code json} is anything but a flat object
   */
  static Map<String, String> read(String json) {
    Map<String, String> members = new LinkedHashMap<>();
    Matcher member = MEMBER.matcher(json);
    int at = json.strip().startsWith("{") ? json.indexOf('{') + 1 : json.length();
    boolean more = true;
    while (more) {
      if (!member.find(at) || member.start() != at) {
        throw new IllegalArgumentException("no flat JSON object: " + json);
      }
      String text = member.group(2);
      members.put(unescaped(member.group(1)), text == null ? member.group(3) : unescaped(text));
      at = member.end();
      more = member.group(4).equals(",");
    }
    return members;
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      c = text.charAt(++i);
      if (c == 'u') {
        plain.append((char) Integer.parseInt(text, i + 1, i + 1 + UNICODE_DIGITS, HEXADECIMAL));
        i += UNICODE_DIGITS;
      } else {
        plain.append(control(c));
      }
    }
    return plain.toString();
  }

  private static char control(char escape) {
    return switch (escape) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> escape;
    };
  }
}
