package dev.ouzel.http.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Goes once over what should be a JSON object, without building anything, and notes the few places
 * that matter. Inside, a method that goes over something takes where it begins and returns where it
 * ends; where it is at fault instead, it returns that place's complement, which is negative.
 */
final class JsonWalk {
  static final int DEEPEST = 1_000;

  private static final byte[] DATA_NAME = "data".getBytes(US_ASCII);
  private static final byte[] RULES_NAME = "matching_rules".getBytes(US_ASCII);
  private static final byte[] ID_NAME = "id".getBytes(US_ASCII);

  private byte[] array;
  private int start;
  private int end;

  /** Whether the container at each depth is an object. */
  private final boolean[] inObject = new boolean[DEEPEST + 1];

  private int depth;
  private boolean tooDeep;

  /** Whether a member at this depth may be one that matters. */
  private boolean watching;

  private boolean sawData;
  private boolean sawId;
  private boolean sawRules;
  private boolean inData;
  private boolean inRules;
  private boolean hasData;
  private long id;
  private int rulesFrom;
  private int rulesTo;

  private enum Member {
    DATA,
    ID,
    RULES,
    OTHER
  }

  /** Goes over an object; returns where, from its beginning, it is no JSON object, or -1. */
  int over(byte[] bytes, int offset, int size) {
    begin(bytes, offset, size);
    int at = space(start);
    at = peek(at) == '{' ? brackets(at) : ~at;
    while (at >= 0 && depth > 0) {
      at = inObject[depth] ? members(at) : elements(at);
      at = at >= 0 ? brackets(at) : at;
    }
    if (at < 0) {
      return ~at - start;
    }
    int after = space(at);
    return after == end ? -1 : after - start;
  }

  private void begin(byte[] bytes, int offset, int size) {
    array = bytes;
    start = offset;
    end = offset + size;
    depth = 0;
    tooDeep = false;
    sawData = false;
    sawId = false;
    sawRules = false;
    inData = false;
    inRules = false;
    hasData = false;
    id = 0;
    rulesFrom = start;
    rulesTo = start;
  }

  /** True when the object has {@code data} that is not null. */
  boolean hasData() {
    return hasData;
  }

  /** The id in {@code data}; 0 when there is none that is a positive number of 19 digits. */
  long id() {
    return id;
  }

  /** Where, from the object's beginning, the value of {@code matching_rules} begins. */
  int rulesFrom() {
    return rulesFrom - start;
  }

  /** Where it ends; equal to {@link #rulesFrom} when there is none. */
  int rulesTo() {
    return rulesTo - start;
  }

  /** Why the object is at fault there, in a few words. */
  String reason(int fault) {
    if (tooDeep) {
      return "nested deeper than " + DEEPEST;
    }
    if (fault == end - start) {
      return "JSON that breaks off";
    }
    return "no JSON object from byte " + fault;
  }

  /**
   * Goes over the bracket there and those that follow: to where the first member or element, or the
   * next one, should begin, or to the end of all.
   */
  private int brackets(int from) {
    int at = from;
    if (array[at] == '{' || array[at] == '[') {
      if (depth == DEEPEST) {
        tooDeep = true;
        return ~at;
      }
      enter(array[at] == '{');
      at = space(at + 1);
      if (peek(at) != closing()) {
        return at;
      }
    }
    while (peek(at) == closing()) {
      at++;
      leave(at);
      if (depth == 0) {
        return at;
      }
      at = space(at);
    }
    return peek(at) == ',' ? at + 1 : ~at;
  }

  private void enter(boolean object) {
    depth++;
    inObject[depth] = object;
    watching = mayMatter();
  }

  private void leave(int after) {
    depth--;
    if (depth == 1) {
      inData = false;
      if (inRules) {
        inRules = false;
        rulesTo = after;
      }
    }
    watching = mayMatter();
  }

  private boolean mayMatter() {
    return depth == 1 || (depth == 2 && inData && !sawId);
  }

  private char closing() {
    return inObject[depth] ? '}' : ']';
  }

  /**
   * Goes over members up to one whose value is a container, or to the end of the object; returns
   * where the bracket is. A member written without white space, as X does, is gone over without
   * looking for any.
   */
  private int members(int from) {
    byte[] json = array;
    int end = this.end;
    int at = from;
    while (true) {
      if (at == end || json[at] != '"') {
        at = space(at);
        if (peek(at) != '"') {
          return ~at;
        }
      }
      int name = at + 1;
      at = JsonTokens.string(json, name, end);
      if (at < 0) {
        return at;
      }
      Member whose = watching ? memberNamed(name, at - 1) : Member.OTHER;
      if (at == end || json[at] != ':') {
        at = space(at);
        if (peek(at) != ':') {
          return ~at;
        }
      }
      int value = space(at + 1);
      at = scalar(json, value, end);
      if (whose != Member.OTHER && at >= 0) {
        note(whose, value, at);
      }
      if (at <= value) {
        return at;
      }
      if (at == end || json[at] != ',') {
        at = space(at);
        if (peek(at) != ',') {
          return peek(at) == '}' ? at : ~at;
        }
      }
      at++;
    }
  }

  /** Goes over elements up to one that is a container, or to the end of the array, likewise. */
  private int elements(int from) {
    int at = from;
    while (true) {
      int value = space(at);
      at = scalar(array, value, end);
      if (at <= value) {
        return at;
      }
      int mark = space(at);
      if (peek(mark) != ',') {
        return peek(mark) == ']' ? mark : ~mark;
      }
      at = mark + 1;
    }
  }

  /** Goes over a value; of a container, which is not gone over, returns where it begins. */
  private static int scalar(byte[] json, int from, int end) {
    if (from == end) {
      return ~end;
    }
    byte first = json[from];
    if (first == '"') {
      return JsonTokens.string(json, from + 1, end);
    }
    if (first == '{' || first == '[') {
      return from;
    }
    boolean letter = first == 't' || first == 'f' || first == 'n';
    return letter ? JsonTokens.literal(json, from, end) : JsonTokens.number(json, from, end);
  }

  /** Notes a value that has ended, or that begins where it is said to end: a container. */
  private void note(Member whose, int at, int after) {
    boolean opens = at == after;
    switch (whose) {
      case DATA -> {
        hasData = array[at] != 'n';
        inData = opens;
      }
      case ID -> {
        boolean quoted = array[at] == '"';
        id = JsonTokens.positive(array, quoted ? at + 1 : at, quoted ? after - 1 : after);
      }
      default -> {
        rulesFrom = at;
        rulesTo = after;
        inRules = opens;
      }
    }
  }

  private Member memberNamed(int from, int to) {
    if (depth == 1) {
      if (!sawData && is(DATA_NAME, from, to)) {
        sawData = true;
        return Member.DATA;
      }
      if (!sawRules && is(RULES_NAME, from, to)) {
        sawRules = true;
        return Member.RULES;
      }
    } else if (is(ID_NAME, from, to)) {
      sawId = true;
      watching = false;
      return Member.ID;
    }
    return Member.OTHER;
  }

  private boolean is(byte[] name, int from, int to) {
    return to - from == name.length && Arrays.equals(array, from, to, name, 0, name.length);
  }

  private int space(int from) {
    return JsonTokens.space(array, from, end);
  }

  /** The byte there; at the end 0, which is nowhere right. */
  private byte peek(int at) {
    return at < end ? array[at] : 0;
  }
}
