package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.yaml.YamlFile;
import dev.ouzel.testkit.yaml.YamlList;
import dev.ouzel.testkit.yaml.YamlMap;
import dev.ouzel.testkit.yaml.YamlText;
import dev.ouzel.testkit.yaml.YamlValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ouzel config}, and the files in {@code docs} that it prints. */
class ConfigTest {
  private static final Path DOCS = Path.of("..", "docs");

  @TempDir private Path directory;

  private static Program run(int exit, String... arguments) {
    Program program = Program.withToken("hush-hush");
    assertThat(program.run(arguments)).as(program.err()).isEqualTo(exit);
    return program;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("ouzel.yaml"), text);
  }

  @Test
  void printsTheExampleThatIsAmongTheDocuments() {
    assertThat(DOCS.resolve("ouzel.yaml")).hasContent(run(0, "config", "example").out());
  }

  @Test
  void printsTheSchemaThatIsAmongTheDocuments() {
    assertThat(DOCS.resolve("ouzel.schema.json")).hasContent(run(0, "config", "schema").out());
  }

  @Test
  void takesTheExampleAsItIs() {
    String file = DOCS.resolve("ouzel.yaml").toString();

    assertThat(run(0, "config", "check", "--config", file).out())
        .isEqualToNormalizingNewlines("ok: " + file + "\n");
  }

  @Test
  void hasASchemaThatFitsTheExampleWithEverythingInItSet() throws IOException {
    YamlValue example = YamlFile.parse("example", whole());
    JsonNode instance = json(example);

    assertThat(instance.path("x").size()).isGreaterThan(5);
    assertThat(differences(instance)).isEmpty();
    ((ObjectNode) instance.path("x")).put("base-ulr", "https://api.x.com");
    assertThat(differences(instance)).isNotEmpty();
  }

  /** In what the settings are not as the schema wants them. */
  private static List<String> differences(JsonNode settings) throws IOException {
    Validator validator =
        new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();
    URI schema = URI.create("urn:ouzel");
    validator.registerSchema(schema, Files.readString(DOCS.resolve("ouzel.schema.json")));
    return validator.validate(schema, settings.toString()).getErrors().stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getError())
        .toList();
  }

  @Test
  void tellsEachMistakeOnALineOfItsOwn() throws IOException {
    Path file = write("x: {compression: zip}\nlimits: {time: soon}\n");

    Program program = run(2, "config", "check", "--config", file.toString());

    assertThat(program.out()).isEmpty();
    assertThat(program.err().lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("ouzel: " + file + ":1:5: x.compression: 'zip'"),
            second -> assertThat(second).startsWith("ouzel: " + file + ":2:10: limits.time:"));
  }

  @Test
  void showsWhatHoldsAndWhereItIsWritten() throws IOException {
    Path file = write("limits:\n  time: 5m\nsinks: ['-']\n");

    Program program = run(0, "config", "print", "--config", file.toString());

    assertThat(program.out().lines())
        .contains(
            "  base-url: https://api.x.com  # built in",
            "  # token-file: not set",
            "  time: 5m  # " + file + ":2:3",
            "sinks: [\"-\"]  # " + file + ":3:1")
        .noneMatch(line -> line.contains("hush"));
    assertThat(YamlFile.parse("printed", program.out()).asMap().get("limits")).isPresent();
  }

  @Test
  void showsNoSecret() {
    Program program =
        Program.withToken("hush-hush")
            .with("OUZEL_SINKS", "kafka://me:hush@h:9092/cats?sasl.password=hush-hush");

    assertThat(program.run("config", "print")).as(program.err()).isZero();

    assertThat(program.out()).contains("@h:9092/cats?sasl.password=").doesNotContain("hush");
  }

  @Test
  void showsWhatHoldsAsJson() throws IOException {
    Path file = write("stream: {tweet-fields: [id, text]}\n");

    Program program = run(0, "config", "print", "--config", file.toString(), "--output", "json");

    JsonNode all = new ObjectMapper().readTree(program.out());
    assertThat(all.path("x.base-url").path("from").asText()).isEqualTo("built in");
    assertThat(all.path("stream.tweet-fields").path("from").asText()).isEqualTo(file + ":1:10");
    assertThat(all.path("stream.tweet-fields").path("value").toString())
        .isEqualTo("[\"id\",\"text\"]");
    assertThat(all.has("x.token-file")).isFalse();
  }

  @Test
  void isHeededByTheOtherCommandsToo() throws IOException {
    try (FakeX x = FakeX.builder().withRule("cat", "cats").start()) {
      String store = "sqlite:" + directory.resolve("cats.db");
      Path file = write("x: {base-url: '%s'}\nsinks: ['%s']\n".formatted(x.baseUrl(), store));
      String[] config = {"--config", file.toString()};
      Program ingest = Program.withToken(x.token());
      assertThat(ingest.run("ingest", config[0], config[1], "--for", "1ms"))
          .as(ingest.err())
          .isZero();

      Program rules = Program.withToken(x.token());
      assertThat(rules.run("rules", "list", config[0], config[1])).as(rules.err()).isZero();
      assertThat(rules.out()).contains("cat");
      assertThat(run(0, "connections", "recorded", config[0], config[1]).out())
          .contains("filtered_stream");
      assertThat(run(0, "coverage", config[0], config[1]).out()).contains("filtered_stream");
      assertThat(run(2, "export", config[0], file + "x").err()).contains("does not exist");
    }
  }

  /** The example without the marks before its settings. */
  private static String whole() throws IOException {
    return Files.readString(DOCS.resolve("ouzel.yaml")).replaceAll("(?m)^( *)#(?! )", "$1");
  }

  private static JsonNode json(YamlValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof YamlMap map) {
      ObjectNode object = nodes.objectNode();
      map.entries().forEach((key, each) -> object.set(key.text(), json(each)));
      return object;
    }
    if (value instanceof YamlList list) {
      return nodes.arrayNode().addAll(list.values().stream().map(ConfigTest::json).toList());
    }
    String text = ((YamlText) value).text();
    if (text.matches("[0-9]+")) {
      return nodes.numberNode(Long.parseLong(text));
    }
    return text.matches("true|false")
        ? nodes.booleanNode(Boolean.parseBoolean(text))
        : nodes.textNode(text);
  }
}
