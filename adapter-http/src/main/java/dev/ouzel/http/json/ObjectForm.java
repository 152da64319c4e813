package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Deviation.Kind;
import dev.ouzel.post.Published;
import dev.ouzel.post.RawJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An object of the model, part by part. What is no part of it is kept as it is. Of a part that
 * stands there twice, the first counts that can be read, as it does for the id of a frame.
 */
final class ObjectForm<T extends Published> implements Form<T> {
  /** X sends some numbers and ids a second time as texts, by their names with this behind. */
  private static final String TWIN = "_str";

  private final Blueprint<T> blueprint;
  private final List<Part> parts;
  private final Map<String, Part> byName = new HashMap<>();
  private final Part forText;

  /**
   * The form of a type.
   *
   * @param parts all of them, in the order in which they are written
   * @param forText the name of the part that a text in place of the object stands for; empty where
   *     a text can stand for nothing
   */
  ObjectForm(Blueprint<T> blueprint, List<Part> parts, String forText) {
    this.blueprint = blueprint;
    this.parts = List.copyOf(parts);
    for (Part part : parts) {
      part.names().forEach(name -> byName.put(name.intern(), part));
    }
    for (Part part : parts) {
      if (!part.isList() && !(part.form() instanceof ObjectForm)) {
        part.names().forEach(name -> byName.putIfAbsent((name + TWIN).intern(), part));
      }
    }
    this.forText = byName.get(forText);
  }

  /** True when a text can stand in place of the object. */
  boolean isReadFromText() {
    return forText != null;
  }

  /** The names that are known. */
  Map<String, Part> byName() {
    return byName;
  }

  @Override
  public T read(JsonParser parser, Reading reading) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      return readText(parser, reading);
    }
    Object builder = blueprint.begin();
    long read = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Part part = byName.get(name);
      JsonToken token = parser.nextToken();
      if (part == null) {
        reading.add(Kind.UNKNOWN_MEMBER, parser);
        blueprint.putUnknown(builder, name, RawForm.RAW.read(parser, reading));
      } else if ((read & part.bit()) != 0) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL && part.read(builder, parser, reading)) {
        read |= part.bit();
      }
    }
    return blueprint.build(builder);
  }

  private T readText(JsonParser parser, Reading reading) throws IOException {
    if (forText == null || !parser.hasToken(JsonToken.VALUE_STRING)) {
      reading.wrongType(parser);
      return null;
    }
    reading.add(Kind.OTHER_FORM, parser);
    Object builder = blueprint.begin();
    forText.read(builder, parser, reading);
    return blueprint.build(builder);
  }

  @Override
  public void write(T value, JsonGenerator generator) throws IOException {
    generator.writeStartObject();
    for (Part part : parts) {
      part.write(value, generator);
    }
    for (Map.Entry<String, RawJson> member : value.unknown().entrySet()) {
      generator.writeFieldName(member.getKey());
      RawForm.RAW.write(member.getValue(), generator);
    }
    generator.writeEndObject();
  }
}
