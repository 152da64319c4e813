package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.ouzel.post.RawJson;
import java.io.IOException;

/** JSON that nothing is known of, as it stands. */
enum RawForm implements Form<RawJson> {
  RAW;

  @Override
  public RawJson read(JsonParser parser, Reading reading) throws IOException {
    return new RawJson(reading.json(parser));
  }

  @Override
  public void write(RawJson value, JsonGenerator generator) throws IOException {
    generator.writeRawValue(value.text());
  }
}
