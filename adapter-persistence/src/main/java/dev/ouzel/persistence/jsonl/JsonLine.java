package dev.ouzel.persistence.jsonl;

import java.util.LinkedHashMap;
import java.util.Map;

/** A line with one flat JSON object, of texts and whole numbers; holds no line break. */
final class JsonLine {
  private final StringBuilder json = new StringBuilder("{");

  JsonLine put(String key, String text) {
    name(key);
    quote(text);
    return this;
  }

  JsonLine put(String key, long number) {
    name(key);
    json.append(number);
    return this;
  }

  private void name(String key) {
    if (json.length() > 1) {
      json.append(',');
    }
    quote(key);
    json.append(':');
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || isUnpaired(text, i)) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  /** Half a character, which no encoding can write but as an escape. */
  private static boolean isUnpaired(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  @Override
  public String toString() {
    return json + "}";
  }

  /**
   * The keys of a line as {@link #toString} gives it, with their values as text.
   *
   * @throws IllegalArgumentException when it is no such line
   */
  static Map<String, String> parse(String line) {
    try {
      return new Reading(line).object();
    } catch (IndexOutOfBoundsException cut) {
      throw new IllegalArgumentException("it ends early", cut);
    }
  }

  private static final class Reading {
    private final String line;
    private int at;

    Reading(String line) {
      this.line = line;
    }

    Map<String, String> object() {
      Map<String, String> values = new LinkedHashMap<>();
      expect('{');
      while (!line.startsWith("}", at)) {
        if (!values.isEmpty()) {
          expect(',');
        }
        String key = text();
        expect(':');
        values.put(key, line.startsWith("\"", at) ? text() : number());
      }
      return values;
    }

    private void expect(char c) {
      if (at >= line.length() || line.charAt(at) != c) {
        throw new IllegalArgumentException("no '" + c + "' at character " + at);
      }
      at++;
    }

    private String number() {
      int from = at;
      while (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != '}') {
        at++;
      }
      return Long.toString(Long.parseLong(line.substring(from, at)));
    }

    private String text() {
      expect('"');
      StringBuilder text = new StringBuilder();
      while (at < line.length() && line.charAt(at) != '"') {
        text.append(line.charAt(at) == '\\' ? escaped() : line.charAt(at));
        at++;
      }
      expect('"');
      return text.toString();
    }

    /** Ends on the escape's last character. */
    private char escaped() {
      at++;
      if (!line.startsWith("u", at)) {
        return line.charAt(at);
      }
      at += 4;
      return (char) Integer.parseInt(line.substring(at - 3, at + 1), 16);
    }
  }
}
