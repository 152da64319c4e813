package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.RawJson;
import java.io.IOException;
import java.io.StringWriter;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** JSON that nothing is known of. Copied token by token: numbers keep every digit they have. */
enum RawForm implements Form<RawJson> {
  RAW;

  /** Half a character, for which there are no bytes; it can only stand within a string. */
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

  private static final JsonFactory FACTORY = new JsonFactory();

  @Override
  public RawJson read(JsonParser parser, Deviations deviations) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = FACTORY.createGenerator(text)) {
      int depth = 0;
      do {
        copy(parser, copy);
        depth += parser.currentToken().isStructStart() ? 1 : 0;
        depth -= parser.currentToken().isStructEnd() ? 1 : 0;
      } while (depth > 0 && parser.nextToken() != null);
    }
    return new RawJson(text.toString());
  }

  private static void copy(JsonParser parser, JsonGenerator copy) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isNumeric()) {
      copy.writeNumber(parser.getText());
    } else {
      copy.copyCurrentEvent(parser);
    }
  }

  @Override
  public void write(RawJson value, JsonGenerator generator) throws IOException {
    generator.writeRawValue(HALF.matcher(value.text()).replaceAll(RawForm::escaped));
  }

  private static String escaped(MatchResult half) {
    return "\\\\u" + Integer.toHexString(half.group().charAt(0));
  }
}
