package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.rule.Rule;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Rule CATS = new Rule("1", "cats", Optional.empty());
  private static final Rule DOGS = new Rule("2", "dogs", Optional.of("tag"));

  private final Selection nothing = Selection.parse("");

  @Test
  void isReadBackFromItsText() {
    Selection known =
        nothing.withFields(request(FieldSelection.minimal())).withRules(List.of(CATS));
    assertThat(Selection.parse(known.toString())).isEqualTo(known);
    assertThat(Selection.parse("")).isEqualTo(new Selection("", ""));
    assertThat(Selection.parse("old")).isEqualTo(new Selection("old", ""));
    assertThat(Selection.parse("/rules")).isEqualTo(new Selection("", "rules"));
  }

  @Test
  void isTheSameInWhateverOrderXTellsTheRules() {
    assertThat(nothing.withRules(List.of(CATS, DOGS)))
        .isEqualTo(nothing.withRules(List.of(DOGS, CATS)));
  }

  @Test
  void changesWithAnyPartOfARuleAndWithTheFields() {
    Selection cats = nothing.withRules(List.of(CATS));
    assertThat(cats)
        .isNotEqualTo(nothing.withRules(List.of()))
        .isNotEqualTo(nothing.withRules(List.of(DOGS)))
        .isNotEqualTo(nothing.withRules(List.of(new Rule("3", "cats", Optional.empty()))))
        .isNotEqualTo(nothing.withRules(List.of(new Rule("1", "cat", Optional.empty()))))
        .isNotEqualTo(nothing.withRules(List.of(new Rule("1", "cats", Optional.of("tag")))));
    assertThat(nothing.withFields(request(FieldSelection.minimal())))
        .isNotEqualTo(nothing.withFields(request(FieldSelection.standard())));
  }

  @Test
  void doesNotChangeFromOneVersionOfTheProgramToTheNext() {
    assertThat(nothing.withFields(request(FieldSelection.minimal())).fields())
        .isEqualTo("cbf29ce484222325");
  }

  private static StreamRequest request(FieldSelection fields) {
    return StreamRequest.builder().fields(fields).build();
  }
}
