package dev.ouzel.http.json;

import dev.ouzel.post.MediaType;
import dev.ouzel.post.PlaceType;
import dev.ouzel.post.PostId;
import dev.ouzel.post.Published;
import dev.ouzel.post.RawJson;
import dev.ouzel.post.ReferenceType;
import dev.ouzel.post.Relationship;
import dev.ouzel.post.ReplySettings;
import dev.ouzel.post.SubscriptionType;
import dev.ouzel.post.UrlEntity;
import dev.ouzel.post.UserId;
import dev.ouzel.post.VerifiedType;
import dev.ouzel.post.VotingStatus;
import dev.ouzel.post.WithheldScope;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The forms of the model's types, derived from the types themselves: a part that is added to the
 * model is read and written without further words. Not safe for use by several threads.
 */
final class Forms {
  private final Map<Type, Form<?>> known = new HashMap<>();

  Forms() {
    known.put(String.class, TextForm.TEXT);
    known.put(Boolean.class, TruthForm.TRUTH);
    known.put(Instant.class, TimeForm.TIME);
    known.put(RawJson.class, RawForm.RAW);
    known.put(Integer.class, NumberForm.INT);
    known.put(Double.class, NumberForm.DOUBLE);
    known.put(PostId.class, new IdForm<>(PostId::new, PostId::value));
    known.put(UserId.class, new IdForm<>(UserId::new, UserId::value));
    known.put(MediaType.class, new OpenEnumForm<>(MediaType::new));
    known.put(PlaceType.class, new OpenEnumForm<>(PlaceType::new));
    known.put(ReferenceType.class, new OpenEnumForm<>(ReferenceType::new));
    known.put(Relationship.class, new OpenEnumForm<>(Relationship::new));
    known.put(ReplySettings.class, new OpenEnumForm<>(ReplySettings::new));
    known.put(SubscriptionType.class, new OpenEnumForm<>(SubscriptionType::new));
    known.put(VerifiedType.class, new OpenEnumForm<>(VerifiedType::new));
    known.put(VotingStatus.class, new OpenEnumForm<>(VotingStatus::new));
    known.put(WithheldScope.class, new OpenEnumForm<>(WithheldScope::new));
  }

  /** The form of a type of the model. */
  <T extends Published> ObjectForm<T> of(Class<T> type) {
    Blueprint<T> blueprint = new Blueprint<>(type);
    List<Part> parts = new ArrayList<>();
    for (Method part : blueprint.parts()) {
      parts.add(part(1L << parts.size(), type, blueprint, part));
    }
    ObjectForm<T> form = new ObjectForm<>(blueprint, parts, type == UrlEntity.class ? "url" : "");
    known.put(type, form);
    return form;
  }

  private Part part(long bit, Class<?> type, Blueprint<?> blueprint, Method part) {
    return new Part(
        bit,
        Vocabulary.names(type, part.getName()),
        form(type, part),
        part.getReturnType() == List.class,
        blueprint.getter(part),
        blueprint.setter(part));
  }

  /** What a list, or something optional, holds. */
  private static Type content(Method part) {
    return ((ParameterizedType) part.getGenericReturnType()).getActualTypeArguments()[0];
  }

  @SuppressWarnings("unchecked")
  private Form<Object> form(Class<?> type, Method part) {
    Class<?> held = part.getReturnType();
    Form<?> form;
    if (held == OptionalLong.class) {
      form = NumberForm.LONG;
    } else if (held == OptionalInt.class) {
      form = NumberForm.INT;
    } else if (held == OptionalDouble.class) {
      form = NumberForm.DOUBLE;
    } else if (content(part) == Duration.class) {
      form = duration(type, part);
    } else {
      form = form((Class<?>) content(part));
    }
    return (Form<Object>) form;
  }

  /** The unit stands in the name on the wire. */
  private static Form<Duration> duration(Class<?> type, Method part) {
    String name = Vocabulary.names(type, part.getName()).get(0);
    return new DurationForm(name.endsWith("_ms") ? ChronoUnit.MILLIS : ChronoUnit.MINUTES);
  }

  private Form<?> form(Class<?> type) {
    Form<?> form = known.get(type);
    return form != null ? form : of(type.asSubclass(Published.class));
  }
}
