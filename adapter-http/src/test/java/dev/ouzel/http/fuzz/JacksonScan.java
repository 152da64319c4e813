package dev.ouzel.http.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.math.BigInteger;

/**
 * What a line is according to Jackson, which is made to see in it what the scanner sees: bytes, not
 * characters, and escapes that stand for nothing else.
 */
final class JacksonScan {
  /** What a line can be; a post is the only one with a usable id in its data. */
  enum Kind {
    NO_JSON_OBJECT,
    WITHOUT_DATA,
    WITHOUT_ID,
    POST
  }

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1_000)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Kind kind = Kind.NO_JSON_OBJECT;
  private boolean hasData;
  private long id;
  private int rulesFrom;
  private int rulesTo;

  private boolean sawData;
  private boolean sawRules;

  JacksonScan(byte[] line) {
    // An escape becomes two letters, so that no name or id is one by being unescaped, and escapes
    // that JSON does not know do not matter. Where one is out of place, so are the letters.
    String text = new String(line, ISO_8859_1).replaceAll("(?s)\\\\.", "zz");
    try (JsonParser parser = JACKSON.createParser(text.toCharArray())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        members(parser);
        if (parser.nextToken() == null) {
          kind = id > 0 ? Kind.POST : hasData ? Kind.WITHOUT_ID : Kind.WITHOUT_DATA;
        }
      }
    } catch (IOException noJson) {
      kind = Kind.NO_JSON_OBJECT;
    }
  }

  Kind kind() {
    return kind;
  }

  long id() {
    return id;
  }

  /** Where the value of {@code matching_rules} begins; 0 when there is none. */
  int rulesFrom() {
    return rulesFrom;
  }

  int rulesTo() {
    return rulesTo;
  }

  /** Of members named twice the first counts. */
  private void members(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("data") && !sawData) {
        sawData = true;
        hasData = value != JsonToken.VALUE_NULL;
        id = value == JsonToken.START_OBJECT ? idAmongMembers(parser) : skip(parser);
      } else if (name.equals("matching_rules") && !sawRules) {
        sawRules = true;
        rulesFrom = offset(parser.currentTokenLocation());
        skip(parser);
        rulesTo = offset(parser.currentLocation());
      } else {
        skip(parser);
      }
    }
  }

  private static long idAmongMembers(JsonParser parser) throws IOException {
    boolean sawId = false;
    long id = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean isId = parser.currentName().equals("id") && !sawId;
      sawId |= isId;
      JsonToken value = parser.nextToken();
      if (isId && (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT)) {
        id = number(parser.getText());
      }
      skip(parser);
    }
    return id;
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,19}")) {
      return 0;
    }
    BigInteger number = new BigInteger(text);
    return number.bitLength() < Long.SIZE ? number.longValue() : 0;
  }

  /** To the end of the value; there is no id in it. */
  private static long skip(JsonParser parser) throws IOException {
    parser.skipChildren();
    parser.finishToken();
    return 0;
  }

  private static int offset(JsonLocation location) {
    return (int) location.getCharOffset();
  }
}
