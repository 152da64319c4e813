package dev.ouzel.sink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object of texts, numbers and truths, on one line: all that a record which a sink keeps as
 * text needs. Not safe for use by several threads.
 */
public final class FlatJson {
  private final StringBuilder json = new StringBuilder("{");

  /** Adds a text, unless there is none. */
  public FlatJson text(String name, Optional<?> value) {
    value.ifPresent(text -> text(name, text.toString()));
    return this;
  }

  /** Adds a text, which may hold any characters. */
  public FlatJson text(String name, String text) {
    name(name);
    quote(text);
    return this;
  }

  /** Adds a number. */
  public FlatJson number(String name, long number) {
    name(name);
    json.append(number);
    return this;
  }

  /** Adds a truth. */
  public FlatJson truth(String name, boolean truth) {
    name(name);
    json.append(truth);
    return this;
  }

  private void name(String name) {
    if (json.length() > 1) {
      json.append(',');
    }
    quote(name);
    json.append(':');
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c == '\u2028' || c == '\u2029' || isUnpaired(text, i)) {
        // Some take the two separators for ends of lines.
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

  /** The object, without a line break. */
  @Override
  public String toString() {
    return json + "}";
  }

  /**
   * The members of an object, whatever their kind, as texts.
   *
   * @throws IllegalArgumentException when {@code json} is anything but a flat object
   */
  public static Map<String, String> read(String json) {
    return new Reading(json).object();
  }

  /** A text being read, which ends early when it is cut. */
  private static final class Reading {
    private static final int UNICODE_DIGITS = 4;
    private static final int HEXADECIMAL = 16;

    private final String json;
    private int at;

    Reading(String json) {
      this.json = json;
    }

    Map<String, String> object() {
      Map<String, String> members = new LinkedHashMap<>();
      expect('{');
      if (next() != '}') {
        member(members);
        while (next() == ',') {
          expect(',');
          member(members);
        }
      }
      expect('}');
      if (!json.substring(at).isBlank()) {
        throw wrong();
      }
      return members;
    }

    private void member(Map<String, String> members) {
      String name = text();
      expect(':');
      members.put(name, next() == '"' ? text() : plain());
    }

    /** The next character that is no space. */
    private char next() {
      while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
        at++;
      }
      return here();
    }

    private char here() {
      if (at >= json.length()) {
        throw new IllegalArgumentException("a JSON object that ends early");
      }
      return json.charAt(at);
    }

    private void expect(char c) {
      if (next() != c) {
        throw wrong();
      }
      at++;
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException("no flat JSON object, at character " + at);
    }

    private String plain() {
      int from = at;
      while (Character.isLetterOrDigit(here()) || "+-.".indexOf(here()) >= 0) {
        at++;
      }
      if (at == from) {
        throw wrong();
      }
      return json.substring(from, at);
    }

    private String text() {
      expect('"');
      StringBuilder text = new StringBuilder();
      while (here() != '"') {
        text.append(here() == '\\' ? escaped() : here());
        at++;
      }
      at++;
      return text.toString();
    }

    /** Ends on the escape's last character. */
    private char escaped() {
      at++;
      return switch (here()) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'u' -> unicode();
        default -> here();
      };
    }

    private char unicode() {
      int from = at + 1;
      at += UNICODE_DIGITS;
      here();
      return (char) Integer.parseInt(json, from, at + 1, HEXADECIMAL);
    }
  }
}
