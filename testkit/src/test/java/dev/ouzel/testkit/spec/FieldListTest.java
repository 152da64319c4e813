package dev.ouzel.testkit.spec;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.FieldList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What core lets a request ask for, held against the list: core itself cannot see it. */
final class FieldListTest {
  private final SpecFields spec = SpecFields.load();

  @ParameterizedTest
  @EnumSource
  void holdsTheNamesThatXAcceptsAndNoOthers(EventKind events) {
    Map<String, Set<String>> ours =
        events.fieldLists().stream()
            .collect(toMap(FieldList::parameter, list -> new TreeSet<>(list.names())));

    assertThat(ours)
        .as("FieldList, and what the newest of X's documents %s accepts", spec.versions())
        .isEqualTo(spec.accepted(events));
  }
}
