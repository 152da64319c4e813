package dev.ouzel.app.config;

import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.FieldList;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What to ask X for. */
final class StreamSection {
  static final Setting<StreamEndpoint> NAME =
      Setting.of("stream.name", Kind.choice(streams()), "--stream", "NAME")
          .usual(StreamEndpoint.FILTERED.wireName())
          .example(StreamEndpoint.SAMPLE.wireName())
          .words("Which of X's streams of posts");

  static final Setting<Integer> PARTITION =
      Setting.of("stream.partition", Kind.SMALL_COUNT, "--partition", "N")
          .example("2")
          .words("Which partition, from 1, of a stream that is cut into some");

  static final Setting<FieldSelection> FIELDS =
      Setting.of("stream.fields", Kind.choice(presets()), "--fields", "PRESET")
          .usual("default")
          .example("all")
          .words(
              "How much X shall tell of each post: minimal, default or all (that an app-only token"
                  + " may read). tweet-fields and the like, lists of names, each replace one list"
                  + " of it");

  static final Map<FieldList, Setting<List<String>>> LISTS = lists();

  static final List<Setting<?>> ALL =
      Stream.concat(Stream.of(NAME, PARTITION, FIELDS), LISTS.values().stream())
          .<Setting<?>>map(setting -> setting)
          .toList();

  private StreamSection() {}

  private static Map<String, StreamEndpoint> streams() {
    Map<String, StreamEndpoint> streams = new LinkedHashMap<>();
    for (StreamEndpoint endpoint : StreamEndpoint.values()) {
      if (endpoint.events() == EventKind.POST) {
        streams.put(endpoint.wireName(), endpoint);
      }
    }
    return streams;
  }

  private static Map<String, FieldSelection> presets() {
    Map<String, FieldSelection> presets = new LinkedHashMap<>();
    presets.put("minimal", FieldSelection.minimal());
    presets.put("default", FieldSelection.standard());
    presets.put("all", FieldSelection.all(EventKind.POST));
    return presets;
  }

  private static Map<FieldList, Setting<List<String>>> lists() {
    Map<FieldList, Setting<List<String>>> lists = new LinkedHashMap<>();
    lists.put(FieldList.TWEET_FIELDS, list("tweet-fields", FieldList.TWEET_FIELDS, "each post"));
    lists.put(
        FieldList.EXPANSIONS,
        list("expansions", FieldList.EXPANSIONS, "")
            .words("Which objects that a post refers to X shall send along"));
    lists.put(
        FieldList.MEDIA_FIELDS, list("media-fields", FieldList.MEDIA_FIELDS, "included media"));
    lists.put(FieldList.POLL_FIELDS, list("poll-fields", FieldList.POLL_FIELDS, "included polls"));
    lists.put(FieldList.USER_FIELDS, list("user-fields", FieldList.USER_FIELDS, "included users"));
    lists.put(
        FieldList.PLACE_FIELDS, list("place-fields", FieldList.PLACE_FIELDS, "included places"));
    return lists;
  }

  private static Setting<List<String>> list(String name, FieldList list, String of) {
    Kind<List<String>> kind =
        Kind.names(
            list.names(),
            names ->
                Mistake.unlessRefused(
                    () -> FieldSelection.minimal().with(list, names).lists().get(list)));
    List<String> known = list.publicNames();
    return Setting.of("stream." + name, kind, "--" + name, "NAMES")
        .example(known.get(0) + "," + known.get(1))
        .words("What X shall tell of " + of);
  }

  static StreamRequest read(Values values) {
    return values.together(
        () -> {
          FieldSelection fields = values.get(FIELDS);
          for (Map.Entry<FieldList, Setting<List<String>>> list : LISTS.entrySet()) {
            Optional<List<String>> names = values.find(list.getValue());
            if (names.isPresent()) {
              fields = fields.with(list.getKey(), names.get());
            }
          }
          StreamRequest.Builder request =
              StreamRequest.builder().endpoint(values.get(NAME)).fields(fields);
          values.find(PARTITION).ifPresent(request::partition);
          return request.build();
        },
        NAME,
        PARTITION);
  }
}
