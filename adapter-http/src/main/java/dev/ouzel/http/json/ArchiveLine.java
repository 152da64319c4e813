package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the posts in a line of an archive that other tools made: a page of X's search with many
 * posts in {@code data}, as twarc writes it, or a post alone. Every post becomes a frame as a
 * stream would have brought it: each value keeps its bytes, and of what a page includes a post gets
 * what it names, and what that names.
 */
public final class ArchiveLine {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] DATA = bytes("{\"data\":");
  private static final byte[] INCLUDES = bytes(",\"includes\":{");

  private final byte[] bytes;
  private boolean hasId;
  private boolean hasData;
  private final List<Value> posts = new ArrayList<>();
  private final Map<String, List<Value>> includes = new LinkedHashMap<>();

  /**
   * A value within the line.
   *
   * @param names its own id and media key
   * @param texts all texts in it
   */
  private record Value(Payload json, Set<String> names, Set<String> texts) {}

  private ArchiveLine(Payload line) {
    this.bytes = line.toByteArray();
  }

  /**
   * The frames of the posts that a line tells of, in its order; none when it is neither a page of
   * posts nor a post alone.
   */
  public static List<Payload> posts(Payload line) {
    ArchiveLine read = new ArchiveLine(line);
    try {
      read.read();
    } catch (IOException noJson) {
      return List.of();
    }
    return read.frames();
  }

  private List<Payload> frames() {
    return hasId && !hasData
        ? List.of(joined(List.of(DATA, bytes, bytes("}"))))
        : posts.stream().map(this::frame).toList();
  }

  private void read() throws IOException {
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        hasId |= name.equals("id");
        hasData |= name.equals("data");
        if (name.equals("data") && value == JsonToken.START_ARRAY) {
          posts.addAll(values(json));
        } else if (name.equals("includes") && value == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String kind = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY) {
              includes.computeIfAbsent(kind, unknown -> new ArrayList<>()).addAll(values(json));
            } else {
              json.skipChildren();
            }
          }
        } else {
          json.skipChildren();
        }
      }
    }
  }

  /** The objects in an array that was begun. */
  private List<Value> values(JsonParser json) throws IOException {
    List<Value> values = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      if (next == null) {
        throw new IOException("the array does not end");
      }
      if (next == JsonToken.START_OBJECT) {
        values.add(value(json));
      } else {
        json.skipChildren();
      }
    }
    return values;
  }

  private Value value(JsonParser json) throws IOException {
    int from = (int) json.currentTokenLocation().getByteOffset();
    Set<String> names = new HashSet<>();
    Set<String> texts = new HashSet<>();
    int depth = 1;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token == null) {
        throw new IOException("the object does not end");
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING) {
        texts.add(json.getText());
        String name = json.currentName();
        if (depth == 1 && ("id".equals(name) || "media_key".equals(name))) {
          names.add(json.getText());
        }
      }
    }
    int to = (int) json.currentLocation().getByteOffset();
    return new Value(Payload.wrap(bytes, from, to - from), names, texts);
  }

  private Payload frame(Value post) {
    List<byte[]> parts = new ArrayList<>(List.of(DATA, post.json().toByteArray()));
    Set<Value> named = named(post);
    byte[] before = INCLUDES;
    for (Map.Entry<String, List<Value>> kind : includes.entrySet()) {
      List<Value> some = kind.getValue().stream().filter(named::contains).toList();
      for (int i = 0; i < some.size(); i++) {
        parts.add(
            i > 0
                ? bytes(",")
                : joined(List.of(before, bytes(quoted(kind.getKey()) + ":["))).toByteArray());
        parts.add(some.get(i).json().toByteArray());
      }
      if (!some.isEmpty()) {
        parts.add(bytes("]"));
        before = bytes(",");
      }
    }
    parts.add(bytes(before == INCLUDES ? "}" : "}}"));
    return joined(parts);
  }

  private static String quoted(String kind) {
    return '"' + kind.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** What a post names, and what that names in turn. */
  private Set<Value> named(Value post) {
    Set<Value> named = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Value> open = new ArrayList<>(List.of(post));
    while (!open.isEmpty()) {
      Set<String> texts = open.remove(open.size() - 1).texts();
      for (List<Value> kind : includes.values()) {
        for (Value included : kind) {
          if (!Collections.disjoint(included.names(), texts) && named.add(included)) {
            open.add(included);
          }
        }
      }
    }
    return named;
  }

  private static Payload joined(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      for (byte[] part : parts) {
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Payload.wrap(out.toByteArray(), 0, out.size());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
