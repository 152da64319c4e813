package dev.ouzel.testkit.spec;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.FormatEvaluatorFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schemas that one version of X's OpenAPI document has for the answers of the streaming family.
 * A member that no schema declares counts as a difference too, though OpenAPI allows it.
 */
final class SchemaSet {
  /** The host is the one thing in which each version's types differ from the other's. */
  private static final Pattern PROBLEMS =
      Pattern.compile("https://api\\.(twitter|x)\\.com/2/problems/");

  private static final List<String> DECLARING = List.of("properties", "allOf", "anyOf");
  private static final String PART = ".part";

  private final boolean speaksOfPosts;
  private final JsonObject operations;
  private final Validator validator =
      new ValidatorFactory()
          .withJsonNodeFactory(new GsonNode.Factory())
          .withEvaluatorFactory(new FormatEvaluatorFactory())
          .createValidator();
  private final URI limits;
  private final URI members;
  private final String host;

  private SchemaSet(JsonObject file) {
    String version = file.getString("version");
    operations = file.getJsonObject("operations");
    limits = URI.create("urn:limits:" + version);
    members = URI.create("urn:members:" + version);
    Matcher type = PROBLEMS.matcher(file.encode());
    host = type.find() ? type.group() : "";
    JsonObject definitions = file.getJsonObject("$defs");
    speaksOfPosts = definitions.containsKey("Post");
    validator.registerSchema(limits, new JsonObject().put("$defs", definitions).encode());
    JsonObject closed = new JsonObject();
    for (String name : definitions.fieldNames()) {
      closed.put(name, declared(definitions.getJsonObject(name), true));
      closed.put(name + PART, declared(definitions.getJsonObject(name), false));
    }
    validator.registerSchema(members, new JsonObject().put("$defs", closed).encode());
  }

  static SchemaSet of(String version) {
    return new SchemaSet(new JsonObject(resource(file(version))));
  }

  static String file(String version) {
    return "schemas-" + version + ".json";
  }

  static String resource(String name) {
    try (InputStream in = SchemaSet.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The schema without its limits, so that nothing can fail but a member that is not declared.
   *
   * @param whole false for a part of a schema whose other parts declare members too
   */
  private static JsonObject declared(JsonObject schema, boolean whole) {
    JsonObject bare = new JsonObject();
    for (Map.Entry<String, Object> entry : schema) {
      Object value = entry.getValue();
      switch (entry.getKey()) {
        case "$ref" -> bare.put("$ref", whole ? value : value + PART);
        case "if" -> bare.put("if", value);
        case "then" -> bare.put("then", declared((JsonObject) value, false));
        case "items" -> bare.put("items", declared((JsonObject) value, true));
        case "properties" -> bare.put("properties", members((JsonObject) value));
        case "additionalProperties" ->
            bare.put(
                "additionalProperties",
                value instanceof JsonObject member ? declared(member, true) : value);
        case "allOf" -> bare.put("allOf", parts((JsonArray) value));
        case "anyOf", "oneOf" -> bare.put("anyOf", parts((JsonArray) value));
        default -> {}
      }
    }
    boolean closes = DECLARING.stream().anyMatch(bare::containsKey);
    return closes && whole ? bare.put("unevaluatedProperties", false) : bare;
  }

  private static JsonObject members(JsonObject schemas) {
    JsonObject members = new JsonObject();
    schemas.forEach(
        schema -> members.put(schema.getKey(), declared((JsonObject) schema.getValue(), true)));
    return members;
  }

  private static JsonArray parts(JsonArray schemas) {
    JsonArray parts = new JsonArray();
    schemas.forEach(schema -> parts.add(declared((JsonObject) schema, false)));
    return parts;
  }

  /** True when the document has X's post vocabulary. */
  boolean speaksOfPosts() {
    return speaksOfPosts;
  }

  Set<String> operations() {
    return new TreeSet<>(operations.fieldNames());
  }

  /** In what an answer differs from what X documents for the operation; empty if in nothing. */
  Set<String> differences(String operation, int status, String body) {
    Set<String> differences = new TreeSet<>();
    JsonObject answers = operations.getJsonObject(operation);
    String declared = Integer.toString(status);
    if (status < 300 && !answers.containsKey(declared)) {
      differences.add(operation + " answers " + status);
      declared = "200";
    }
    JsonObject types = answers.getJsonObject(answers.containsKey(declared) ? declared : "default");
    String hosted = PROBLEMS.matcher(body).replaceAll(host);
    if (!hosted.equals(body)) {
      differences.add("Problem.type has another host");
    }
    JsonObject json = new JsonObject(hosted);
    boolean problem = types.containsKey("application/problem+json") && !json.containsKey("code");
    String type = problem ? "application/problem+json" : "application/json";
    String path = types.getJsonObject(type).getString("$ref");
    List<Error> errors = new ArrayList<>();
    for (URI schemas : List.of(limits, members)) {
      errors.addAll(validator.validate(URI.create(schemas + path), hosted).getErrors());
    }
    differences.addAll(Difference.all(errors, json));
    return differences;
  }
}
