package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Deviation.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A list. Entries that cannot be read are left out. A single value counts as a list of one: X's
 * descriptions disagree on which of the two some members are.
 */
record ListForm<T>(Form<T> entry) implements Form<List<T>> {
  @Override
  public List<T> read(JsonParser parser, Deviations deviations) throws IOException {
    List<T> list = new ArrayList<>(4);
    if (!parser.isExpectedStartArrayToken()) {
      deviations.add(Kind.OTHER_FORM, parser);
      add(list, parser, deviations);
      return list.isEmpty() ? null : list;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      add(list, parser, deviations);
    }
    return list;
  }

  private void add(List<T> list, JsonParser parser, Deviations deviations) throws IOException {
    T value = parser.hasToken(JsonToken.VALUE_NULL) ? null : entry.read(parser, deviations);
    if (value != null) {
      list.add(value);
    }
  }

  @Override
  public void write(List<T> list, JsonGenerator generator) throws IOException {
    generator.writeStartArray();
    for (T value : list) {
      entry.write(value, generator);
    }
    generator.writeEndArray();
  }
}
