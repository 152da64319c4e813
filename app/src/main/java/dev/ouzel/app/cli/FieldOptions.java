package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.FieldList;
import dev.ouzel.stream.FieldSelection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** How much X shall tell of each post. */
final class FieldOptions {
  /** Selections with a name. */
  enum Preset {
    /** What X sends unasked. */
    MINIMAL,
    /** What most readers want. */
    DEFAULT,
    /** All that an app-only token may read. */
    ALL;

    FieldSelection selection() {
      return switch (this) {
        case MINIMAL -> FieldSelection.minimal();
        case DEFAULT -> FieldSelection.standard();
        case ALL -> FieldSelection.all(EventKind.POST);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--fields",
      paramLabel = "PRESET",
      defaultValue = "default",
      description =
          "How much X shall tell of each post: ${COMPLETION-CANDIDATES} (all that an app-only token"
              + " may read); ${DEFAULT-VALUE} unless given. --tweet-fields and the like, names with"
              + " commas between them, each replace one list of it.")
  private Preset preset;

  @Option(names = "--tweet-fields", split = ",", paramLabel = "NAMES", hideParamSyntax = true)
  private List<String> tweetFields = List.of();

  @Option(names = "--expansions", split = ",", paramLabel = "NAMES", hideParamSyntax = true)
  private List<String> expansions = List.of();

  @Option(names = "--media-fields", split = ",", paramLabel = "NAMES", hideParamSyntax = true)
  private List<String> mediaFields = List.of();

  @Option(names = "--poll-fields", split = ",", paramLabel = "NAMES", hideParamSyntax = true)
  private List<String> pollFields = List.of();

  @Option(names = "--user-fields", split = ",", paramLabel = "NAMES", hideParamSyntax = true)
  private List<String> userFields = List.of();

  @Option(names = "--place-fields", split = ",", paramLabel = "NAMES", hideParamSyntax = true)
  private List<String> placeFields = List.of();

  FieldSelection selection() {
    Map<FieldList, List<String>> lists = new EnumMap<>(FieldList.class);
    lists.put(FieldList.TWEET_FIELDS, tweetFields);
    lists.put(FieldList.EXPANSIONS, expansions);
    lists.put(FieldList.MEDIA_FIELDS, mediaFields);
    lists.put(FieldList.POLL_FIELDS, pollFields);
    lists.put(FieldList.USER_FIELDS, userFields);
    lists.put(FieldList.PLACE_FIELDS, placeFields);
    FieldSelection selection = preset.selection();
    for (Map.Entry<FieldList, List<String>> list : lists.entrySet()) {
      FieldSelection before = selection;
      selection =
          list.getValue().isEmpty()
              ? before
              : Mistake.unlessRefused(() -> before.with(list.getKey(), list.getValue()));
    }
    return selection;
  }
}
