package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.ouzel.post.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the posts in a line of an archive that other tools made: a page of X's search with many
 * posts in {@code data}, as twarc writes it, or a post alone. Every post becomes a frame as a
 * stream would have brought it: each value keeps its bytes, and of what a page includes a post gets
 * what it names, and what that names.
 */
public final class ArchiveLine {
  /** As lenient as a frame is read: any length, and anything within strings. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  /** Longer texts name nothing: ids and media keys have some twenty characters. */
  private static final int LONGEST_NAME = 64;

  /** One character for each byte, so that places in the text are places in the line. */
  private final String line;

  private final List<Value> posts = new ArrayList<>();
  private final List<Kind> includes = new ArrayList<>();
  private final Map<String, List<Value>> named = new HashMap<>();
  private boolean hasId;
  private boolean hasText;
  private boolean hasData;

  /**
   * An object within the line.
   *
   * @param from its first character
   * @param to where it ends
   * @param texts all short texts in it
   */
  private record Value(int from, int to, Set<String> texts) {}

  /**
   * What a page includes of one kind, such as users.
   *
   * @param name the kind's name, with its quotes, as it stands in the line
   * @param values the objects
   */
  private record Kind(String name, List<Value> values) {}

  private ArchiveLine(Payload payload) {
    this.line = new String(payload.toByteArray(), StandardCharsets.ISO_8859_1);
  }

  /**
   * The frames of the posts that a line tells of, in its order, each made when it is asked for;
   * none when it is neither a page of posts nor a post alone.
   */
  public static Stream<Payload> posts(Payload line) {
    ArchiveLine read = new ArchiveLine(line);
    try (JsonParser json = JSON.createParser(read.line)) {
      read.read(json);
    } catch (IOException noJson) {
      return Stream.empty();
    }
    return read.frames();
  }

  private Stream<Payload> frames() {
    if (hasData) {
      return posts.stream().map(this::frame);
    }
    return hasId && hasText ? Stream.of(payload("{\"data\":" + line + "}")) : Stream.empty();
  }

  private void read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      hasId |= name.equals("id");
      hasText |= name.equals("text");
      hasData |= name.equals("data");
      if (name.equals("data") && value == JsonToken.START_ARRAY) {
        posts.addAll(values(json));
      } else if (name.equals("includes") && value == JsonToken.START_OBJECT) {
        readIncludes(json);
      } else {
        json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new IOException("more than one value");
    }
  }

  private void readIncludes(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = quoted((int) json.currentTokenLocation().getCharOffset());
      if (json.nextToken() == JsonToken.START_ARRAY) {
        includes.add(new Kind(name, values(json)));
      } else {
        json.skipChildren();
      }
    }
  }

  /** The string that begins in a place, as it stands in the line. */
  private String quoted(int from) {
    int to = from + 1;
    while (line.charAt(to) != '"') {
      to += line.charAt(to) == '\\' ? 2 : 1;
    }
    return line.substring(from, to + 1);
  }

  /** The objects in an array that was begun. */
  private List<Value> values(JsonParser json) throws IOException {
    List<Value> values = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      if (next == JsonToken.START_OBJECT) {
        values.add(value(json));
      } else {
        json.skipChildren();
      }
    }
    return values;
  }

  private Value value(JsonParser json) throws IOException {
    int from = (int) json.currentTokenLocation().getCharOffset();
    Set<String> names = new HashSet<>();
    Set<String> texts = new HashSet<>();
    int depth = 1;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING && json.getTextLength() <= LONGEST_NAME) {
        texts.add(json.getText());
        String member = json.currentName();
        if (depth == 1 && ("id".equals(member) || "media_key".equals(member))) {
          names.add(json.getText());
        }
      }
    }
    Value value = new Value(from, (int) json.currentLocation().getCharOffset(), texts);
    names.forEach(name -> named.computeIfAbsent(name, unknown -> new ArrayList<>()).add(value));
    return value;
  }

  private Payload frame(Value post) {
    StringBuilder frame = new StringBuilder("{\"data\":").append(line, post.from(), post.to());
    Set<Value> wanted = named(post);
    String before = ",\"includes\":{";
    for (Kind kind : includes) {
      String first = before + kind.name() + ":[";
      String next = first;
      for (Value value : kind.values()) {
        if (wanted.contains(value)) {
          frame.append(next).append(line, value.from(), value.to());
          next = ",";
          before = ",";
        }
      }
      if (!next.equals(first)) {
        frame.append(']');
      }
    }
    return payload(frame.append(before.equals(",") ? "}}" : "}").toString());
  }

  /** What a post names, and what that names in turn. */
  private Set<Value> named(Value post) {
    Set<Value> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Value> open = new ArrayList<>(List.of(post));
    while (!open.isEmpty()) {
      for (String text : open.remove(open.size() - 1).texts()) {
        for (Value value : named.getOrDefault(text, List.of())) {
          if (found.add(value)) {
            open.add(value);
          }
        }
      }
    }
    return found;
  }

  private static Payload payload(String frame) {
    return Payload.copyOf(frame.getBytes(StandardCharsets.ISO_8859_1));
  }
}
