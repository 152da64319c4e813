package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Deviation.Kind;
import java.io.IOException;

/** True or false, also where they stand as texts. */
enum TruthForm implements Form<Boolean> {
  TRUTH;

  @Override
  public Boolean read(JsonParser parser, Reading reading) throws IOException {
    if (parser.currentToken().isBoolean()) {
      return parser.getBooleanValue();
    }
    String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
    if (!text.equals("true") && !text.equals("false")) {
      reading.wrongType(parser);
      return null;
    }
    reading.add(Kind.OTHER_FORM, parser);
    return text.equals("true");
  }

  @Override
  public void write(Boolean value, JsonGenerator generator) throws IOException {
    generator.writeBoolean(value);
  }
}
