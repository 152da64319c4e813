package dev.ouzel.app.bench;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.testkit.load.FrameSize;
import dev.ouzel.testkit.load.LoadSum;
import java.io.IOException;
import java.util.Optional;

/** A store that is made for a bench: before it there is nothing under its name. */
public sealed interface NewStore permits NewDirectory, NewFile, NewSchema, NewTopics {
  /** The store for a sink's URI; fails with {@link Mistake} when it cannot be one of these. */
  static NewStore of(String uri) {
    if (uri.startsWith(NewFile.SCHEME)) {
      return NewFile.of(uri);
    }
    if (uri.startsWith(NewDirectory.SCHEME)) {
      return NewDirectory.of(uri);
    }
    if (uri.startsWith(NewSchema.SCHEME)) {
      return NewSchema.of(uri);
    }
    if (uri.startsWith(NewTopics.SCHEME)) {
      return NewTopics.of(uri);
    }
    throw new Mistake(
        "--sink is sqlite:FILE, "
            + NewSchema.FORM
            + ", "
            + NewTopics.FORM
            + ", jsonl:DIR or none here");
  }

  /** What to open it by. */
  String uri();

  /**
   * What to call it, without who uses it. Only of a URI that could be opened it shows no secret.
   */
  String name();

  /** Another one beside it, to measure the sink alone in. */
  NewStore beside();

  /**
   * Whether it has exactly the posts that were sent, once and as they were sent; empty when it is
   * not read back. Called once nothing writes to it any more.
   */
  Optional<Boolean> holdsExactly(FrameSize size, LoadSum sent) throws IOException;

  /** Removes it, as far as it is there; what is left then, and what to do about that. */
  Optional<String> remove();
}
