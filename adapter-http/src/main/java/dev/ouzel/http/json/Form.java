package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** How one type of the model stands in JSON. Stateless. */
interface Form<T> {
  /**
   * The value whose first token is the parser's, which then stands at the value's last token; null
   * when it cannot be read, which is reported.
   */
  T read(JsonParser parser, Reading reading) throws IOException;

  /** Writes the value. */
  void write(T value, JsonGenerator generator) throws IOException;
}
