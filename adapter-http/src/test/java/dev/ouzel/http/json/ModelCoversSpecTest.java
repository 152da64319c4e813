package dev.ouzel.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Media;
import dev.ouzel.post.MediaType;
import dev.ouzel.post.OpenEnum;
import dev.ouzel.post.Place;
import dev.ouzel.post.Poll;
import dev.ouzel.post.Post;
import dev.ouzel.post.Problem;
import dev.ouzel.post.Published;
import dev.ouzel.post.StreamedPost;
import dev.ouzel.post.Topic;
import dev.ouzel.post.User;
import dev.ouzel.testkit.spec.Sighting;
import dev.ouzel.testkit.spec.SpecFields;
import dev.ouzel.testkit.spec.SpecMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Fails when X publishes a member that the model lacks: see CONTRIBUTING for what to do then. */
class ModelCoversSpecTest {
  private static final Map<String, Class<? extends Published>> OBJECTS =
      Map.of(
          "frame", StreamedPost.class,
          "post", Post.class,
          "user", User.class,
          "media", Media.class,
          "poll", Poll.class,
          "place", Place.class,
          "topic", Topic.class,
          "problem", Problem.class);

  private static final Map<String, Form<?>> FORMS =
      OBJECTS.entrySet().stream()
          .collect(
              Collectors.toMap(Map.Entry::getKey, object -> new Forms().of(object.getValue())));

  private final SpecFields spec = SpecFields.load();

  @Test
  void hasATypeForEveryObject() {
    assertThat(spec.objects()).containsExactlyInAnyOrderElementsOf(OBJECTS.keySet());
  }

  @Test
  void tellsThePartsOfEachTypeApart() {
    for (Form<?> form : FORMS.values()) {
      List<Long> bits =
          ((ObjectForm<?>) form).byName().values().stream().distinct().map(Part::bit).toList();
      assertThat(bits).doesNotHaveDuplicates().doesNotContain(0L);
    }
  }

  @Test
  void hasEveryMemberInEverySpelling() {
    List<String> lacking = new ArrayList<>();
    for (SpecMember member : everyMember()) {
      for (String spelling : member.spellings()) {
        if (form(member.object(), spelling).isEmpty()) {
          lacking.add(spelling);
        }
      }
    }
    assertThat(lacking).isEmpty();
  }

  @Test
  void readsEveryTypeThatASourceTells() {
    List<String> odd = new ArrayList<>();
    for (SpecMember member : everyMember()) {
      for (Sighting sighting : member.sightings()) {
        Form<?> form = form(member.object(), sighting.path()).orElseThrow();
        if (!suits(form, sighting.type().replaceAll("\\{.*}", "").replace("[]", ""))) {
          odd.add(sighting + " is read as " + form);
        }
      }
    }
    assertThat(odd).isEmpty();
  }

  private static boolean suits(Form<?> form, String type) {
    if (form instanceof RawForm) {
      return true;
    }
    return switch (type) {
      case "string" ->
          form instanceof TextForm
              || form instanceof IdForm
              || form instanceof OpenEnumForm
              || form instanceof TimeForm
              || (form instanceof ObjectForm<?> object && object.isReadFromText());
      case "string(date-time)" -> form instanceof TimeForm;
      case "string(uri)" -> form instanceof TextForm;
      case "boolean" -> form instanceof TruthForm;
      case "integer", "integer(int32)", "integer(int64)" ->
          form instanceof NumberForm || form instanceof DurationForm || form instanceof TextForm;
      case "number", "number(double)" -> form == NumberForm.DOUBLE;
      default -> form instanceof ObjectForm;
    };
  }

  @Test
  void knowsEveryValueOfAnEnumeration() {
    List<String> unknown = new ArrayList<>();
    for (SpecMember member : everyMember()) {
      for (String value : member.values()) {
        boolean known =
            !(form(member.object(), member.path()).orElseThrow() instanceof OpenEnumForm<?> form)
                || form.of().apply(value).isKnown();
        if (!known) {
          unknown.add(member.path() + "=" + value);
        }
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(everyMember().stream().flatMap(member -> member.values().stream())).isNotEmpty();
    assertThat(new OpenEnum[] {new MediaType("hologram")}).noneMatch(OpenEnum::isKnown);
  }

  private List<SpecMember> everyMember() {
    return spec.objects().stream().flatMap(object -> spec.members(object).stream()).toList();
  }

  /** The form of the member at a path, an object's own members known by the object's name. */
  private static Optional<Form<?>> form(String object, String path) {
    Form<?> form = FORMS.get(object);
    for (String name :
        Arrays.asList(path.replace("[]", "").split("\\.", -1)).subList(1, depth(path))) {
      if (form instanceof RawForm) {
        return Optional.of(form);
      }
      Part part = form instanceof ObjectForm<?> here ? here.byName().get(name) : null;
      if (part == null) {
        return Optional.empty();
      }
      form = part.form();
    }
    return Optional.of(form);
  }

  private static int depth(String path) {
    return path.split("\\.", -1).length;
  }
}
