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
  private static final int MOST_ID_DIGITS = 19;

  private byte[] array;
  private int start;
  private int end;

  /** Whether the container at each depth is an object. */
  private final boolean[] inObject = new boolean[DEEPEST + 1];

  private int depth;
  private boolean beforeValue;
  private boolean tooDeep;

  /** Which member the next value belongs to. */
  private Member member;

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
    at = peek(at) == '{' ? open(at) : ~at;
    while (at >= 0 && depth > 0) {
      at = beforeValue ? value(at) : afterValue(at);
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
    beforeValue = false;
    tooDeep = false;
    member = Member.OTHER;
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

  private int value(int from) {
    int at = space(from);
    Member whose = member;
    member = Member.OTHER;
    beforeValue = false;
    // Opening an object goes over its first member's name, which must find this set.
    inData |= whose == Member.DATA;
    int after =
        switch (peek(at)) {
          case '"' -> JsonTokens.string(array, at + 1, end);
          case '{', '[' -> open(at);
          case 't', 'f', 'n' -> JsonTokens.literal(array, at, end);
          default -> JsonTokens.number(array, at, end);
        };
    if (whose != Member.OTHER && after >= 0) {
      note(whose, at, after);
    }
    return after;
  }

  /** Notes a value that has ended, or begun if it is a container. */
  private void note(Member whose, int at, int after) {
    switch (whose) {
      case DATA -> {
        hasData = array[at] != 'n';
        inData = depth == 2;
      }
      case ID -> id = array[at] == '"' ? idIn(at + 1, after - 1) : idIn(at, after);
      default -> {
        rulesFrom = at;
        rulesTo = after;
        inRules = depth == 2;
      }
    }
  }

  private long idIn(int from, int to) {
    if (to - from > MOST_ID_DIGITS) {
      return 0;
    }
    long number = 0;
    for (int at = from; at < to; at++) {
      if (!JsonTokens.isDigit(array[at])) {
        return 0;
      }
      number = 10 * number + array[at] - '0';
    }
    // Nineteen digits can be beyond a long, and are negative then.
    return Math.max(0, number);
  }

  private int open(int at) {
    if (depth == DEEPEST) {
      tooDeep = true;
      return ~at;
    }
    depth++;
    inObject[depth] = array[at] == '{';
    int first = space(at + 1);
    if (peek(first) == closing()) {
      return close(first);
    }
    return element(first);
  }

  private char closing() {
    return inObject[depth] ? '}' : ']';
  }

  private int close(int at) {
    depth--;
    beforeValue = false;
    if (depth == 1) {
      inData = false;
      if (inRules) {
        inRules = false;
        rulesTo = at + 1;
      }
    }
    return at + 1;
  }

  private int afterValue(int from) {
    int at = space(from);
    byte mark = peek(at);
    if (mark == ',') {
      return element(at + 1);
    }
    return mark == closing() ? close(at) : ~at;
  }

  /** Before an array's element, or an object's member, whose name is gone over too. */
  private int element(int from) {
    beforeValue = true;
    if (!inObject[depth]) {
      return from;
    }
    int quote = space(from);
    if (peek(quote) != '"') {
      return ~quote;
    }
    int after = JsonTokens.string(array, quote + 1, end);
    if (after < 0) {
      return after;
    }
    member = memberNamed(quote + 1, after - 1);
    int colon = space(after);
    return peek(colon) == ':' ? colon + 1 : ~colon;
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
    } else if (depth == 2 && inData && !sawId && is(ID_NAME, from, to)) {
      sawId = true;
      return Member.ID;
    }
    return Member.OTHER;
  }

  private boolean is(byte[] name, int from, int to) {
    return Arrays.equals(array, from, to, name, 0, name.length);
  }

  private int space(int from) {
    return JsonTokens.space(array, from, end);
  }

  /** The byte there; at the end 0, which is nowhere right. */
  private byte peek(int at) {
    return at < end ? array[at] : 0;
  }
}
