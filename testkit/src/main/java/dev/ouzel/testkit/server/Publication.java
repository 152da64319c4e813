package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import java.time.Instant;
import java.util.Optional;

/** Something that was published, of which each stream may carry a frame. Immutable. */
interface Publication {
  /** When it was created, as its id tells; where it tells nothing, when it was published. */
  Instant created();

  /** All of it, of which a frame may be a part. */
  Payload whole();

  /** What this subscription carries of it; empty when it carries none. */
  Optional<Payload> on(Subscription subscription);
}
