package dev.ouzel.app.status;

import java.util.concurrent.CompletionStage;

/** What a path of the status server answers. Called on the server's one thread: never blocks. */
@FunctionalInterface
public interface Route {
  /** The answer as of now; the stage may complete on any thread. */
  CompletionStage<Reply> reply();
}
