package dev.ouzel.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Reads documents made up here, and puts them together with others. */
final class OpenApiDocumentTest {
  private static final String PAIR = "pair note_tweet note_post";
  private static final String NOTE =
      "{\"properties\": {\"text\": {\"$ref\": \"#/components/schemas/Text\"}}}";
  private static final String SCHEMAS =
      """
      {"Line": {"type": "object", "properties": {
         "data": {"$ref": "#/components/schemas/Tweet"},
         "includes": {"type": "object", "properties": {
           "media": {"type": "array", "items": {"$ref": "#/components/schemas/Media"}}}}}},
       "Tweet": {"type": "object", "properties": {
         "created_at": {"type": "string", "format": "date-time"},
         "note_tweet": {"properties": {"text": {"$ref": "#/components/schemas/Text"}}},
         "lines": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
         "scope": {"type": "string", "enum": ["user", "tweet"]},
         "quoted": {"$ref": "#/components/schemas/Tweet"},
         "any": {"oneOf": [{"type": "object", "properties": {"a": {"type": "boolean"}}},
                           {"type": "object", "properties": {"b": {"type": "number"}}}]}}},
       "Text": {"type": "string"},
       "Media": {"type": "object", "properties": {"type": {"type": "string"}},
         "discriminator": {"propertyName": "type", "mapping": {
           "video": "#/components/schemas/Video", "photo": "#/components/schemas/Photo"}}},
       "Photo": {"allOf": [{"$ref": "#/components/schemas/Media"},
         {"type": "object", "properties": {"url": {"type": "string", "format": "uri"}}}]},
       "Video": {"allOf": [{"$ref": "#/components/schemas/Media"},
         {"type": "object", "properties": {"duration_ms": {"type": "integer"}}}]}}""";

  private static JsonObject document(String version, String schemas) {
    JsonObject list =
        new JsonObject().put("type", "array").put("items", new JsonObject().put("type", "string"));
    list.getJsonObject("items").put("enum", JsonArray.of("text", "id"));
    JsonObject schema = new JsonObject().put("$ref", "#/components/schemas/Line");
    JsonObject ok = new JsonObject();
    ok.put(
        "content",
        new JsonObject().put("application/json", new JsonObject().put("schema", schema)));
    JsonObject paths = new JsonObject();
    for (StreamEndpoint endpoint : StreamEndpoint.values()) {
      JsonArray parameters =
          JsonArray.of(
              new JsonObject().put("name", "partition").put("schema", new JsonObject()),
              new JsonObject().put("name", "tweet.fields").put("schema", list.copy()));
      JsonObject get = new JsonObject().put("parameters", parameters);
      get.put("responses", new JsonObject().put("200", ok));
      paths.put(endpoint.path(), new JsonObject().put("get", get));
    }
    return new JsonObject()
        .put("info", new JsonObject().put("version", version))
        .put("paths", paths)
        .put("components", new JsonObject().put("schemas", new JsonObject(schemas)));
  }

  private static OpenApiDocument read(String version, String schemas) {
    return new OpenApiDocument(document(version, schemas).encode());
  }

  @Test
  void findsEveryMemberOfEveryObjectOnce() {
    assertThat(read("1.9", SCHEMAS).members())
        .extracting(sighting -> sighting.path() + " " + sighting.type())
        .containsExactly(
            "frame.data post",
            "frame.includes object",
            "frame.includes.media[] media[]",
            "media.duration_ms integer",
            "media.type string{photo,video}",
            "media.url string(uri)",
            "post.any object",
            "post.any.a boolean",
            "post.any.b number",
            "post.created_at string(date-time)",
            "post.lines[][] integer[][]",
            "post.note_tweet object",
            "post.note_tweet.text string",
            "post.quoted post",
            "post.scope string{tweet,user}");
  }

  @Test
  void findsTheNamesThatRequestsMayHold() {
    assertThat(read("1.9", SCHEMAS).accepted(EventKind.LIKE))
        .containsOnlyKeys("tweet.fields")
        .containsValue(new TreeSet<>(Set.of("id", "text")));
  }

  @Test
  void failsWhenStreamsOfOneKindDiffer() {
    JsonObject document = document("1.9", SCHEMAS);
    document
        .getJsonObject("paths")
        .getJsonObject(StreamEndpoint.SAMPLE.path())
        .getJsonObject("get")
        .put("parameters", new JsonArray());

    OpenApiDocument read = new OpenApiDocument(document.encode());

    assertThatThrownBy(() -> read.accepted(EventKind.POST)).hasMessageContaining("tweet.fields");
  }

  @Test
  void putsVersionsTogetherUnderTheNewestSpelling() {
    SpecWriter writer = writer();
    writer.add(read("1.10", SCHEMAS.replace("Tweet", "Post").replace("note_tweet", "note_post")));
    writer.add(read("1.9", SCHEMAS));

    assertThat(writer.members())
        .contains("versions 1.9 and 1.10")
        .contains("\npost.note_post | 1.9 object as note_tweet | 1.10 object\n")
        .contains("\npost.note_post.text | 1.9 string | 1.10 string\n");
    assertThat(writer.queries()).contains("\npost tweet.fields text 1.9 1.10\n");
  }

  @Test
  void replacesWhatItHeldOfAVersion() {
    SpecWriter writer = writer();
    writer.add(read("1.9", SCHEMAS.replace("quoted", "cited")));
    writer.add(read("1.9", SCHEMAS));
    String once = writer.members();
    writer.add(read("1.9", SCHEMAS));

    assertThat(once).contains("post.quoted").doesNotContain("post.cited");
    assertThat(writer.members()).isEqualTo(once);
  }

  @Test
  void marksAnArrayWhereTheNewestVersionHasOne() {
    SpecWriter writer = writer();
    writer.add(read("1.9", SCHEMAS));
    writer.add(
        read(
            "2.0",
            SCHEMAS.replace(
                NOTE, "{\"type\": \"array\", \"items\": " + NOTE.replace("text", "body") + "}")));

    assertThat(writer.members())
        .contains("\npost.note_post[] | 1.9 object as note_tweet | 2.0 object[] as note_tweet[]\n")
        .contains("\npost.note_post[].body | 2.0 string\n")
        .contains("\npost.note_post[].text | 1.9 string\n");
  }

  @Test
  void readsBackWhatItWrote() {
    SpecWriter writer = writer();
    writer.add(read("1.9", SCHEMAS));
    writer.add(read("1.10", SCHEMAS.replace("note_tweet", "note_post")));
    SpecFields read = SpecFields.of(writer.members(), PAIR, writer.queries());

    assertThat(read.members("post").get(6).sightings())
        .containsExactly(
            new Sighting("1.9", "post.note_tweet.text", "string"),
            new Sighting("1.10", "post.note_post.text", "string"));
    assertThat(new SpecWriter(read).members()).isEqualTo(writer.members());
    assertThat(new SpecWriter(read).queries()).isEqualTo(writer.queries());
  }

  private static SpecWriter writer() {
    return new SpecWriter(SpecFields.of("", PAIR, ""));
  }
}
