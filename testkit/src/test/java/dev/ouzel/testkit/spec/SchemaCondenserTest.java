package dev.ouzel.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class SchemaCondenserTest {
  private static final String DOCUMENT =
      """
      {"info":{"version":"9.1","title":"words"},
       "paths":{
        "/2/tweets/search/stream":{"get":{"summary":"words","responses":{
         "200":{"description":"words","content":{"application/json":{"schema":
          {"$ref":"#/components/schemas/Line"}}}}}},
         "parameters":[]},
        "/2/users":{"get":{"responses":{"200":{"content":{"application/json":{"schema":
          {"$ref":"#/components/schemas/Stranger"}}}}}}}},
       "components":{"schemas":{
        "Line":{"type":"object","description":"words","required":["data"],"properties":{
          "data":{"$ref":"#/components/schemas/Animal"},
          "description":{"type":"string","description":"words","example":"words",
            "nullable":true},
          "mood":{"type":"string","enum":["good"],"nullable":true},
          "tags":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^a$"}},
          "free":{"type":"object","additionalProperties":{"type":"integer"}},
          "payload":{"oneOf":[{"type":"string"}],
            "discriminator":{"propertyName":"../mood",
              "mapping":{"good":"#/components/schemas/Bird"}}}}},
        "Animal":{"type":"object","required":["kind"],
          "properties":{"kind":{"type":"string"},"age":{"type":"integer","minimum":0}},
          "discriminator":{"propertyName":"kind","mapping":{
            "bird":"#/components/schemas/Bird"}}},
        "Bird":{"allOf":[{"$ref":"#/components/schemas/Animal"},
          {"type":"object","properties":{"wings":{"type":"integer"}}}]},
        "Stranger":{"type":"object"}}}}
      """;

  private final JsonObject condensed = new JsonObject(new SchemaCondenser(DOCUMENT).text());

  private JsonObject definition(String name) {
    return condensed.getJsonObject("$defs").getJsonObject(name);
  }

  @Test
  void takesTheStreamingFamilyAndWhatItRefersTo() {
    assertThat(condensed.getString("version")).isEqualTo("9.1");
    assertThat(condensed.getJsonObject("operations"))
        .isEqualTo(
            new JsonObject(
                """
                {"GET /2/tweets/search/stream":
                  {"200":{"application/json":{"$ref":"#/$defs/Line"}}}}
                """));
    assertThat(condensed.getJsonObject("$defs").fieldNames())
        .containsExactly("Animal", "Animal.own", "Bird", "Line");
  }

  @Test
  void keepsStructureAndLimitsButNoWords() {
    assertThat(definition("Line"))
        .isEqualTo(
            new JsonObject(
                """
                {"type":"object","required":["data"],"properties":{
                  "data":{"$ref":"#/$defs/Animal"},
                  "description":{"type":["string","null"]},
                  "mood":{"type":["string","null"],"enum":["good",null]},
                  "tags":{"type":"array","minItems":1,"items":{"type":"string","pattern":"^a$"}},
                  "free":{"type":"object","additionalProperties":{"type":"integer"}},
                  "payload":{}},
                 "allOf":[{"if":{"properties":{"mood":{"const":"good"}},"required":["mood"]},
                   "then":{"properties":{"payload":{"$ref":"#/$defs/Bird"}}}}]}
                """));
    assertThat(condensed.encode()).doesNotContain("words");
  }

  @Test
  void saysInJsonSchemasTermsWhichKindHasWhichMembers() {
    assertThat(definition("Animal"))
        .isEqualTo(
            new JsonObject(
                """
                {"allOf":[{"$ref":"#/$defs/Animal.own"},
                  {"if":{"properties":{"kind":{"const":"bird"}},"required":["kind"]},
                   "then":{"$ref":"#/$defs/Bird"}}]}
                """));
    assertThat(definition("Animal.own").getJsonObject("properties").getJsonObject("kind"))
        .isEqualTo(new JsonObject("{\"type\":\"string\",\"enum\":[\"bird\"]}"));
    assertThat(definition("Bird").getJsonArray("allOf").getJsonObject(0))
        .isEqualTo(new JsonObject("{\"$ref\":\"#/$defs/Animal.own\"}"));
  }

  @Test
  void writesASchemaALine() {
    assertThat(
            new SchemaCondenser(DOCUMENT).text().lines().filter(line -> line.contains("Bird\":")))
        .hasSize(1);
  }
}
