package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Deviation.Kind;
import java.io.IOException;

/** A text, for which a number will do: some ids have been sent so. */
enum TextForm implements Form<String> {
  TEXT;

  @Override
  public String read(JsonParser parser, Reading reading) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING) {
      if (!token.isNumeric()) {
        reading.wrongType(parser);
        return null;
      }
      reading.add(Kind.OTHER_FORM, parser);
    }
    return parser.getText();
  }

  @Override
  public void write(String value, JsonGenerator generator) throws IOException {
    generator.writeString(value);
  }
}
