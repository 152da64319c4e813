package dev.ouzel.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.stream.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The list as it is. {@code -Dspec.add=a.json,b.json} adds documents of X's to it. */
final class SpecFieldsTest {
  private static final Path RESOURCES =
      Path.of("src", "main", "resources", "dev", "ouzel", "testkit", "spec");
  private static final Path SCHEMAS =
      Path.of("src", "test", "resources", "dev", "ouzel", "testkit", "spec");
  private static final String NAME = "[a-z0-9_]+";
  private static final String SCALAR = "(string|integer|number|boolean)(\\([a-z0-9-]+\\))?";

  private final SpecFields spec = SpecFields.load();

  @Test
  @EnabledIfSystemProperty(named = "spec.add", matches = ".+")
  void takesInFurtherDocuments() throws IOException {
    SpecWriter writer = new SpecWriter(spec);
    for (String file : System.getProperty("spec.add").split(",", -1)) {
      String document = Files.readString(Path.of(file));
      writer.add(new OpenApiDocument(document));
      SchemaCondenser schemas = new SchemaCondenser(document);
      Files.writeString(SCHEMAS.resolve(SchemaSet.file(schemas.version())), schemas.text());
    }
    Files.writeString(RESOURCES.resolve("members.txt"), writer.members());
    Files.writeString(RESOURCES.resolve("queries.txt"), writer.queries());
  }

  @Test
  void isWrittenAsItsWriterWritesIt() {
    SpecWriter writer = new SpecWriter(spec);

    assertThat(writer.members()).isEqualTo(SpecFields.text("members.txt"));
    assertThat(writer.queries()).isEqualTo(SpecFields.text("queries.txt"));
  }

  @Test
  void listsEveryParentBeforeItsMembers() {
    Set<String> known = new HashSet<>(spec.objects());
    for (SpecMember member : all()) {
      assertThat(known).contains(member.path().substring(0, member.path().lastIndexOf('.')));
      known.add(member.path());
    }
  }

  @Test
  void saysOfEachMemberWhatXSaysInTheSameForm() {
    String objects = String.join("|", spec.objects());
    String type = "(" + objects + "|object|" + SCALAR + "(\\{[A-Za-z_,-]+\\})?)(\\[])*";
    for (SpecMember member : all()) {
      for (String spelling : member.spellings()) {
        assertThat(spelling).matches(NAME + "(\\." + NAME + "(\\[])*)+");
      }
      for (Sighting sighting : member.sightings()) {
        assertThat(sighting.type()).as(member.path()).matches(type);
        assertThat(arrays(sighting.path())).as(member.path()).isEqualTo(arrays(sighting.type()));
      }
    }
  }

  private static String arrays(String text) {
    return text.replaceAll("^.*[^\\[\\]]", "");
  }

  @Test
  void namesAMemberOnceWhateverItsSpelling() {
    Set<String> tweetWords = spec.pairs().keySet();
    assertThat(all()).extracting(SpecMember::path).doesNotHaveDuplicates();
    assertThat(all()).extracting(SpecMember::name).doesNotContainAnyElementsOf(tweetWords);
    assertThat(all()).extracting(SpecMember::name).containsAll(spec.pairs().values());
    for (String word : tweetWords) {
      assertThat(all())
          .as("no document says '%s' any more, so it needs no pair", word)
          .anyMatch(member -> member.spellings().stream().anyMatch(path -> path.contains(word)));
    }
  }

  @Test
  void knowsBothSpellingsOfAMemberAndWhatContradicts() {
    assertThat(member("post.note_post.entities.hashtags[].tag").spellings())
        .containsExactlyInAnyOrder(
            "post.note_post.entities.hashtags[].tag", "post.note_tweet.entities.hashtags[].tag");
    assertThat(member("post.note_request_suggestions[].source_link.url").sightings())
        .containsExactly(
            new Sighting("2.166", "post.note_request_suggestions.source_link.url", "string(uri)"));
    assertThat(member("post.withheld.scope").values())
        .containsExactlyInAnyOrder("tweet", "post", "user");
    assertThat(member("post.suggested_source_links[]").types())
        .containsExactlyInAnyOrder("object[]", "string[]");
    assertThat(member("frame.matching_rules[].id").types())
        .containsExactlyInAnyOrder("string", "integer");
  }

  @Test
  void holdsWhatXShowsBeyondItsDocuments() {
    assertThat(member("post.in_reply_to_tweet_id").sightings())
        .containsExactly(new Sighting("activity", "post.in_reply_to_tweet_id", "string"));
    assertThat(spec.twinSuffix()).isEqualTo("_str");
    assertThat(spec.versions()).contains("2.166", "2.167");
  }

  @Test
  void knowsWhatARequestMayAskFor() {
    assertThat(spec.accepted(EventKind.POST).get("poll.fields"))
        .containsExactly("duration_minutes", "end_datetime", "id", "options", "voting_status");
    assertThat(spec.accepted(EventKind.LABEL)).isEmpty();
  }

  @Test
  void refusesAnObjectThatIsNone() {
    assertThatThrownBy(() -> spec.members("tweet"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tweet")
        .hasMessageContaining("post");
  }

  private List<SpecMember> all() {
    List<SpecMember> all = new ArrayList<>();
    spec.objects().forEach(object -> all.addAll(spec.members(object)));
    return all;
  }

  private SpecMember member(String path) {
    return all().stream().filter(member -> member.path().equals(path)).findFirst().orElseThrow();
  }
}
